package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.entersAs;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.EndAside;
import org.evenkeel.room.RoomCommand.LockSpeaking;
import org.evenkeel.room.RoomCommand.LockSpeakingForAll;
import org.evenkeel.room.RoomCommand.MuteAll;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.SetScreen;
import org.evenkeel.room.RoomCommand.Shield;
import org.evenkeel.room.RoomCommand.StepAside;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** One participant and one staff member talk apart while the group goes on. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AsideTest {

    private static final Optional<Aside> BOTH = Optional.of(new Aside(ANN, FAY, START));

    private static Given group() {
        return startedRoom().entered(COLE).admitted(ANN, BEN);
    }

    private static Given apart() {
        return group().does(FAY, new StepAside(ANN));
    }

    private static RoomEvent ended(Optional<MemberId> by) {
        return new RoomEvent.AsideEnded(ANN, FAY, by);
    }

    private static MediaSeat seat(Given room, MemberId who) {
        return MediaOrder.of(room.state()).seat(who).orElseThrow();
    }

    @Test
    void staff_and_a_participant_step_aside_and_both_keep_their_seat() {
        group().when(FAY, new StepAside(ANN))
                .then(new RoomEvent.SteppedAside(ANN, FAY))
                .where(ANN, Member::aside, BOTH)
                .where(FAY, Member::aside, BOTH)
                .where(ANN, Member::inRoom, true)
                .when(FAY, new StepAside(ANN))
                .thenAlreadySo();
    }

    @Test
    void they_hear_each_other_and_nobody_of_the_group() {
        var room = apart();
        assertThat(seat(room, ANN).aside()).contains(FAY);
        assertThat(seat(room, FAY).aside()).contains(FAY);
        assertThat(seat(room, ANN).gets(seat(room, FAY)) && seat(room, FAY).gets(seat(room, ANN))).isTrue();
        assertThat(seat(room, ANN).gets(seat(room, BEN)) || seat(room, BEN).gets(seat(room, ANN))).isFalse();
        assertThat(seat(room, COLE).gets(seat(room, FAY)) || seat(room, FAY).gets(seat(room, COLE))).isFalse();
        assertThat(seat(room, BEN).gets(seat(room, COLE))).isTrue();
    }

    @Test
    void two_pairs_do_not_hear_each_other() {
        var room = apart().does(COLE, new StepAside(BEN));
        assertThat(seat(room, ANN).gets(seat(room, BEN)) || seat(room, ANN).gets(seat(room, COLE))).isFalse();
        assertThat(seat(room, BEN).gets(seat(room, COLE))).isTrue();
    }

    @Test
    void it_is_always_one_and_one() {
        var room = apart();
        room.when(FAY, new StepAside(BEN)).thenRefused(RejectionCode.ASIDE);
        room.when(COLE, new StepAside(ANN)).thenRefused(RejectionCode.ASIDE);
    }

    @Test
    void only_a_participant_or_guest_who_is_there_and_hears_is_taken_aside() {
        var room = group().entered(OLA).waiting(CAT);
        room.when(FAY, new StepAside(COLE)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, new StepAside(OLA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, new StepAside(CAT)).thenRefused(RejectionCode.NOT_IN_ROOM);
        room.when(FAY, new StepAside(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        room.when(FAY, new StepAside(FAY)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.does(loses(ANN, 1, START)).when(FAY, new StepAside(ANN)).thenRefused(RejectionCode.NOT_IN_ROOM);
        room.does(ANN, new Shield()).when(FAY, new StepAside(ANN)).thenRefused(RejectionCode.SHIELDED);
    }

    @Test
    void stepping_aside_looks_after_a_call_for_support() {
        group().does(ANN, new AskForSupport())
                .when(FAY, new StepAside(ANN))
                .then(new RoomEvent.SteppedAside(ANN, FAY), new RoomEvent.SupportSeen(ANN, FAY))
                .where(ANN, member -> member.supportAskedAt().isPresent(), false);
    }

    @Test
    void either_of_the_two_and_other_staff_end_it() {
        for (var who : new MemberId[] {FAY, ANN, COLE}) {
            apart().when(who, new EndAside(ANN))
                    .then(ended(Optional.of(who)))
                    .where(ANN, Member::aside, Optional.empty())
                    .where(FAY, Member::aside, Optional.empty())
                    .when(who, new EndAside(ANN))
                    .thenAlreadySo();
        }
        apart().when(BEN, new EndAside(ANN)).thenRefused(RejectionCode.NOT_ALLOWED);
    }

    @Test
    void both_come_back_muted_with_the_camera_off() {
        apart().does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true))
                .does(FAY, new SetMicrophone(true))
                .does(COLE, new EndAside(ANN))
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .where(FAY, Member::microphone, false);
    }

    @Test
    void a_lost_connection_ends_nothing_within_the_grace_time() {
        apart().does(loses(ANN, 1, START)).where(FAY, Member::aside, BOTH).does(resumes(ANN, 1, 2));
        apart().does(loses(FAY, 1, START)).where(ANN, Member::aside, BOTH);
        apart().does(enters(ANN, 2)).where(ANN, Member::aside, BOTH);
    }

    @Test
    void it_is_over_in_the_same_entry_when_one_of_the_two_goes() {
        apart().when(ANN, leaves(ANN, 1)).thenAmongOthers(ended(Optional.empty()));
        apart().when(FAY, leaves(FAY, 1)).thenAmongOthers(ended(Optional.empty()));
        apart().when(COLE, new SendBack(ANN)).thenAmongOthers(ended(Optional.empty()));
        apart().when(COLE, new Remove(ANN, RemovalKind.BARRED, RemovalReason.SAFETY))
                .thenAmongOthers(ended(Optional.empty()))
                .where(FAY, Member::aside, Optional.empty());
        apart().does(loses(ANN, 1, START)).after(120_000).doesWhatIsDue().where(FAY, Member::aside, Optional.empty());
        apart().when(entersAs(ANN, 2, Role.OBSERVER)).thenAmongOthers(ended(Optional.empty()));
    }

    @Test
    void it_is_over_when_all_are_parked_and_when_the_session_ends() {
        startedRoom()
                .admitted(ANN, BEN)
                .does(FAY, new StepAside(ANN))
                .does(loses(FAY, 1, START))
                .after(600_000)
                .doesWhatIsDue()
                .where(ANN, Member::cause, WaitingCause.PARKED)
                .where(ANN, Member::aside, Optional.empty());
        apart().when(FAY, new End())
                .then(new RoomEvent.SessionEnded(EndReason.BY_STAFF, Optional.of(FAY)))
                .where(ANN, Member::aside, Optional.empty())
                .where(FAY, Member::aside, Optional.empty());
    }

    @Test
    void the_only_qualified_staff_may_step_aside_and_nobody_is_muted_or_parked_for_it() {
        startedRoom()
                .admitted(ANN, BEN)
                .does(BEN, new SetMicrophone(true))
                .when(FAY, new StepAside(ANN))
                .then(new RoomEvent.SteppedAside(ANN, FAY))
                .where(state -> assertThat(state.staffGap()).isEmpty())
                .after(600_000)
                .where(state -> assertThat(Deadlines.due(state, START + 600_000)).isEmpty())
                .where(BEN, Member::microphone, true);
    }

    @Test
    void what_is_done_to_all_is_done_to_the_group() {
        apart().does(ANN, new SetMicrophone(true))
                .does(COLE, new MuteAll())
                .where(ANN, Member::microphone, true)
                .does(COLE, new LockSpeakingForAll())
                .where(ANN, Member::microphone, true)
                .does(ANN, new SetMicrophone(false))
                .does(ANN, new SetMicrophone(true))
                .where(state -> assertThat(MediaOrder.of(state).seat(ANN).orElseThrow().audible()).isTrue())
                .does(FAY, new EndAside(ANN))
                .when(ANN, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED);
    }

    @Test
    void a_lock_by_name_holds_apart_too() {
        apart().does(COLE, new LockSpeaking(ANN))
                .when(ANN, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED);
    }

    @Test
    void the_rooms_screen_stays_with_the_group() {
        group().does(FAY, new SetScreen(true))
                .does(FAY, new StepAside(ANN))
                .where(FAY, Member::sharesScreen, false)
                .when(FAY, new SetScreen(true))
                .thenRefused(RejectionCode.ASIDE);
    }

    @Test
    void staff_see_who_talks_with_whom_others_that_two_stepped_out_and_the_two_each_other() {
        var room = apart();
        assertThat(person(room, COLE, ANN).asideWith()).contains(FAY);
        assertThat(person(room, COLE, FAY).asideWith()).contains(ANN);
        assertThat(person(room, BEN, ANN).aside()).isTrue();
        assertThat(person(room, BEN, ANN).asideWith()).isEmpty();
        assertThat(person(room, BEN, FAY).asideWith()).isEmpty();
        assertThat(RoomView.whole(room.state(), room.member(ANN)).self().asideWith()).contains(FAY);
        assertThat(RoomView.whole(room.state(), room.member(FAY)).self().asideWith()).contains(ANN);
        assertThat(RoomView.whole(room.state(), room.member(BEN)).self().asideWith()).isEmpty();
    }

    @Test
    void staff_see_who_may_be_alone_with_the_group() {
        var room = room().entered(FAY, OLA).does(entersAs(COLE, 1, Role.PEER_MENTOR));
        assertThat(person(room, FAY, FAY).qualified()).isTrue();
        assertThat(person(room, FAY, COLE).qualified()).isFalse();
        assertThat(person(room, OLA, FAY).qualified()).isFalse();
    }

    private static Sight.Person person(Given room, MemberId viewer, MemberId whom) {
        return RoomView.whole(room.state(), room.member(viewer)).members().stream()
                .filter(person -> person.member().equals(whom))
                .findFirst()
                .orElseThrow();
    }
}
