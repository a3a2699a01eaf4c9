package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.InviteScreen;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetScreen;
import org.evenkeel.room.RoomCommand.StopScreen;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** The one screen of a room. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScreenTest {

    private static Given annIsInvited() {
        return startedRoom().entered(COLE).admitted(ANN, BEN).does(FAY, new InviteScreen(ANN));
    }

    private static Given annShares() {
        return annIsInvited().does(ANN, new SetScreen(true));
    }

    private static boolean shown(Given room, MemberId who) {
        return MediaOrder.of(room.state()).seat(who).orElseThrow().screen();
    }

    @Test
    void staff_share_their_screen_and_stop() {
        startedRoom()
                .when(FAY, new SetScreen(true))
                .then(new RoomEvent.ScreenSet(FAY, true))
                .where(FAY, Member::sharesScreen, true)
                .when(FAY, new SetScreen(true))
                .thenAlreadySo()
                .when(FAY, new SetScreen(false))
                .then(new RoomEvent.ScreenSet(FAY, false))
                .where(FAY, Member::screen, Optional.empty())
                .when(FAY, new SetScreen(false))
                .thenAlreadySo();
    }

    @Test
    void a_participant_shares_once_after_an_invitation() {
        annIsInvited()
                .when(BEN, new SetScreen(true))
                .thenRefused(RejectionCode.NOT_INVITED)
                .does(ANN, new SetScreen(true))
                .does(ANN, new SetScreen(false))
                .when(ANN, new SetScreen(true))
                .thenRefused(RejectionCode.NOT_INVITED);
    }

    @Test
    void observers_and_interpreters_share_nothing() {
        var room = startedRoom().entered(OLA, INA);
        room.when(OLA, new SetScreen(true)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.when(INA, new SetScreen(true)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.when(FAY, new InviteScreen(INA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
    }

    @Test
    void one_screen_in_a_room_at_a_time() {
        annShares().when(FAY, new SetScreen(true)).thenRefused(RejectionCode.SCREEN_TAKEN);
        annIsInvited()
                .does(COLE, new SetScreen(true))
                .when(ANN, new SetScreen(true))
                .thenRefused(RejectionCode.SCREEN_TAKEN);
        var room = annShares();
        assertThat(shown(room, ANN)).isTrue();
        assertThat(shown(room, FAY)).isFalse();
    }

    @Test
    void one_invitation_at_a_time_and_who_shares_goes_on() {
        annIsInvited()
                .when(COLE, new InviteScreen(ANN))
                .thenAlreadySo()
                .when(COLE, new InviteScreen(BEN))
                .then(new RoomEvent.ScreenInvited(BEN, COLE))
                .where(ANN, Member::screen, Optional.empty());
        annShares().does(FAY, new InviteScreen(BEN)).where(ANN, Member::sharesScreen, true);
    }

    @Test
    void an_invitation_is_taken_back_or_declined_and_sharing_is_stopped_by_staff() {
        annIsInvited()
                .when(FAY, new StopScreen(ANN))
                .then(new RoomEvent.ScreenStopped(ANN, FAY))
                .where(ANN, Member::screen, Optional.empty())
                .when(FAY, new StopScreen(ANN))
                .thenAlreadySo();
        annShares().when(COLE, new StopScreen(ANN)).then(new RoomEvent.ScreenStopped(ANN, COLE));
        annIsInvited().when(ANN, new SetScreen(false)).then(new RoomEvent.ScreenSet(ANN, false));
    }

    @Test
    void a_new_page_starts_without_and_leaving_ends_it() {
        annShares().does(enters(ANN, 2)).where(ANN, Member::sharesScreen, false);
        annIsInvited().does(enters(ANN, 2)).where(ANN, Member::screen, Optional.of(Screen.INVITED));
        annShares().does(ANN, leaves(ANN, 1)).where(ANN, Member::screen, Optional.empty());
        annShares().does(FAY, new SendBack(ANN)).where(ANN, Member::screen, Optional.empty());
    }

    @Test
    void the_same_page_on_a_new_socket_goes_on_sharing() {
        annShares().does(loses(ANN, 1, Given.START)).does(resumes(ANN, 1, 2)).where(ANN, Member::sharesScreen, true);
    }

    @Test
    void who_waits_is_not_invited() {
        startedRoom().waiting(CAT).when(FAY, new InviteScreen(CAT)).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void everybody_in_the_room_sees_who_shares_and_staff_alone_who_may() {
        var room = annIsInvited();
        assertThat(ann(room, FAY).screenInvited()).isTrue();
        assertThat(ann(room, BEN).screenInvited()).isFalse();
        assertThat(ann(annShares(), BEN).screen()).isTrue();
        assertThat(RoomView.whole(room.state(), room.member(ANN)).self().screenInvited()).isTrue();
    }

    private static Sight.Person ann(Given room, MemberId viewer) {
        return RoomView.whole(room.state(), room.member(viewer)).members().stream()
                .filter(person -> person.member().equals(ANN))
                .findFirst()
                .orElseThrow();
    }
}
