package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.GUS;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.entersAs;
import static org.evenkeel.room.People.leaves;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.InviteScreen;
import org.evenkeel.room.RoomCommand.LowerShield;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.SetScreen;
import org.evenkeel.room.RoomCommand.Shield;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.OptionalLong;

/** Somebody came in: one press, and nothing goes out of him and nothing comes in until he is alone again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShieldTest {

    private static Given annShowsHerself() {
        return startedRoom()
                .admitted(ANN, BEN)
                .does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true))
                .does(ANN, new RaiseHand());
    }

    private static Given annHides() {
        return annShowsHerself().does(ANN, new Shield());
    }

    private static MediaSeat seat(Given room, MemberId who) {
        return MediaOrder.of(room.state()).seat(who).orElseThrow();
    }

    @Test
    void one_press_mutes_and_stops_the_camera_and_keeps_the_hand() {
        annShowsHerself()
                .when(ANN, new Shield())
                .then(new RoomEvent.ShieldRaised(ANN))
                .where(ANN, Member::shieldedAt, OptionalLong.of(START))
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .where(ANN, member -> member.hand().isPresent(), true)
                .where(ANN, Member::inRoom, true)
                .when(ANN, new Shield())
                .thenAlreadySo();
    }

    @Test
    void guests_hide_too_and_staff_need_not() {
        startedRoom()
                .admitted(GUS)
                .when(GUS, new Shield())
                .then(new RoomEvent.ShieldRaised(GUS))
                .when(FAY, new Shield())
                .thenRefused(RejectionCode.NOT_ALLOWED);
    }

    @Test
    void who_hides_gets_nothing_and_the_others_get_nothing_of_him() {
        var room = annHides();
        var ann = seat(room, ANN);
        assertThat(ann.receives()).isFalse();
        assertThat(ann.audible() || ann.visible() || ann.screen()).isFalse();
        assertThat(ann.gets(seat(room, FAY))).isFalse();
        assertThat(seat(room, BEN).receives()).isTrue();
    }

    @Test
    void nothing_can_be_switched_on_while_hidden() {
        var room = annHides();
        room.when(ANN, new SetMicrophone(true)).thenRefused(RejectionCode.SHIELDED);
        room.when(ANN, new SetCamera(true)).thenRefused(RejectionCode.SHIELDED);
        room.when(FAY, new InviteScreen(ANN)).thenRefused(RejectionCode.SHIELDED);
        room.when(ANN, new SetMicrophone(false)).thenAlreadySo();
    }

    @Test
    void hiding_ends_his_shared_screen() {
        startedRoom()
                .admitted(ANN)
                .does(FAY, new InviteScreen(ANN))
                .does(ANN, new SetScreen(true))
                .does(ANN, new Shield())
                .where(ANN, Member::sharesScreen, false);
    }

    @Test
    void alone_again_he_is_back_and_stays_muted_until_he_acts() {
        annHides()
                .when(ANN, new LowerShield())
                .then(new RoomEvent.ShieldLowered(ANN))
                .where(ANN, Member::shielded, false)
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .when(ANN, new LowerShield())
                .thenAlreadySo()
                .does(ANN, new SetMicrophone(true));
    }

    @Test
    void nobody_else_takes_the_shield_away() {
        annHides().when(FAY, new LowerShield()).thenRefused(RejectionCode.NOT_ALLOWED);
    }

    @Test
    void a_new_page_or_coming_back_after_leaving_shows_nobody_before_he_says_so() {
        annHides().does(enters(ANN, 2)).where(ANN, Member::shielded, true);
        annHides().does(ANN, leaves(ANN, 1)).does(enters(ANN, 2)).where(ANN, Member::shielded, true);
        annHides().does(FAY, new SendBack(ANN)).does(FAY, new Admit(ANN)).where(ANN, Member::shielded, true);
    }

    @Test
    void who_is_staff_by_a_new_roster_can_not_hide_and_does_not() {
        annHides().does(entersAs(ANN, 2, Role.PEER_MENTOR)).where(ANN, Member::shielded, false);
    }

    @Test
    void from_the_waiting_room_there_is_nothing_to_hide() {
        startedRoom().waiting(ANN).when(ANN, new Shield()).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void staff_are_told_and_others_see_him_muted_with_the_camera_off() {
        var room = annHides().entered(PIA);
        assertThat(person(room, FAY).shielded()).isTrue();
        assertThat(person(room, PIA).shielded()).isTrue();
        assertThat(person(room, BEN).shielded()).isFalse();
        assertThat(person(room, BEN).microphone() || person(room, BEN).camera()).isFalse();
        assertThat(RoomView.whole(room.state(), room.member(ANN)).self().shielded()).isTrue();
    }

    private static Sight.Person person(Given room, MemberId viewer) {
        return RoomView.whole(room.state(), room.member(viewer)).members().stream()
                .filter(person -> person.member().equals(ANN))
                .findFirst()
                .orElseThrow();
    }
}
