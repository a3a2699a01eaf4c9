package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.CLEAR;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.GUS;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;
import org.evenkeel.room.RoomCommand.Decline;
import org.evenkeel.room.RoomCommand.NotNow;
import org.evenkeel.room.RoomCommand.PassGate;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.UndoDecline;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** The waiting room: one queue, owned by the server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitingRoomTest {

    @Test
    void the_queue_stands_in_order_of_arrival() {
        room().entered(CAT)
                .after(1)
                .entered(ANN)
                .after(1)
                .entered(BEN)
                .where(state -> assertThat(state.waiting()).extracting(Member::id).containsExactly(CAT, ANN, BEN));
    }

    @Test
    void a_lost_connection_keeps_its_place_in_the_queue_within_the_grace_time() {
        var room = startedRoom().entered(ANN).after(1).entered(BEN);
        room.after(1)
                .does(loses(ANN, 1, room.now()))
                .after(30_000)
                .does(resumes(ANN, 1, 2))
                .where(state -> assertThat(state.waiting()).extracting(Member::id).containsExactly(ANN, BEN));
    }

    @Test
    void who_leaves_the_queue_comes_back_at_its_end() {
        startedRoom()
                .entered(ANN)
                .after(1)
                .entered(BEN)
                .after(1)
                .does(ANN, leaves(ANN, 1))
                .after(1)
                .does(enters(ANN, 2))
                .where(state -> assertThat(state.waiting()).extracting(Member::id).containsExactly(BEN, ANN));
    }

    @Test
    void staff_observers_and_interpreters_pass_the_waiting_room() {
        room().entered(FAY, COLE, MO, PIA, OLA, INA)
                .where(
                        state ->
                                assertThat(state.inRoom())
                                        .extracting(Member::id)
                                        .containsExactly(FAY, COLE, MO, PIA, OLA, INA));
    }

    @Test
    void participants_and_guests_wait() {
        startedRoom()
                .entered(ANN, GUS)
                .where(state -> assertThat(state.waiting()).extracting(Member::id).containsExactly(ANN, GUS));
    }

    @Test
    void staff_arriving_and_opening_the_room_admit_nobody() {
        room().waiting(ANN, BEN)
                .entered(FAY)
                .does(FAY, new Start())
                .where(state -> assertThat(state.waiting()).extracting(Member::id).containsExactly(ANN, BEN));
    }

    @Test
    void nobody_is_admitted_before_the_room_is_open() {
        var room = room().entered(FAY).waiting(ANN);
        room.when(FAY, new Admit(ANN)).thenRefused(RejectionCode.NOT_STARTED);
        room.when(FAY, new AdmitAllExpected()).thenRefused(RejectionCode.NOT_STARTED);
    }

    @Test
    void admitting_seats_one_person() {
        startedRoom()
                .waiting(ANN, BEN)
                .when(FAY, new Admit(ANN))
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)))
                .where(ANN, Member::inRoom, true)
                .where(BEN, Member::waiting, true);
    }

    @Test
    void the_second_of_two_counselors_who_admit_at_once_is_told_so() {
        startedRoom().entered(COLE).admitted(ANN).when(COLE, new Admit(ANN)).thenRefused(RejectionCode.NOT_WAITING);
    }

    @Test
    void nobody_unknown_is_admitted_put_off_declined_or_sent_back() {
        var room = startedRoom();
        room.when(FAY, new Admit(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        room.when(FAY, new NotNow(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        room.when(FAY, new Decline(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        room.when(FAY, new SendBack(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void who_is_in_the_room_cannot_be_put_off_or_declined() {
        var room = startedRoom().admitted(ANN);
        room.when(FAY, new NotNow(ANN)).thenRefused(RejectionCode.NOT_WAITING);
        room.when(FAY, new Decline(ANN)).thenRefused(RejectionCode.NOT_WAITING);
    }

    @Test
    void nobody_is_admitted_without_the_gate() {
        startedRoom()
                .entered(ANN)
                .when(FAY, new Admit(ANN))
                .thenRefused(RejectionCode.GATE_MISSING)
                .does(ANN, new PassGate(new GateFlags(true, false, true, false)))
                .when(FAY, new Admit(ANN))
                .thenRefused(RejectionCode.GATE_MISSING);
    }

    @Test
    void driving_blocks_until_the_person_says_otherwise() {
        startedRoom()
                .entered(ANN)
                .does(ANN, new PassGate(new GateFlags(true, true, true, true)))
                .when(FAY, new Admit(ANN))
                .thenRefused(RejectionCode.DRIVING)
                .does(ANN, new PassGate(CLEAR))
                .does(FAY, new Admit(ANN));
    }

    @Test
    void who_is_not_safe_is_left_to_staff_and_not_refused() {
        startedRoom()
                .entered(ANN)
                .does(ANN, new PassGate(new GateFlags(true, false, false, true)))
                .when(FAY, new Admit(ANN))
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)));
    }

    @Test
    void the_same_gate_answers_again_change_nothing() {
        startedRoom().waiting(ANN).when(ANN, new PassGate(CLEAR)).thenAlreadySo();
    }

    @Test
    void all_expected_are_admitted_in_one_press_and_the_others_stay() {
        startedRoom()
                .waiting(ANN)
                .after(1)
                .does(enters(BEN, 1, Role.PARTICIPANT, false, Expected.OTHER_ROSTER))
                .does(BEN, new PassGate(CLEAR))
                .after(1)
                .does(enters(CAT, 1, Role.PARTICIPANT, false, Expected.UNKNOWN))
                .does(CAT, new PassGate(CLEAR))
                .after(1)
                .waiting(GUS)
                .when(FAY, new AdmitAllExpected())
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)), new RoomEvent.Admitted(GUS, Optional.of(FAY)))
                .where(BEN, Member::waiting, true)
                .where(CAT, Member::waiting, true);
    }

    @Test
    void one_press_admits_nobody_of_whom_something_is_to_be_asked_first() {
        startedRoom()
                .entered(ANN)
                .entered(BEN)
                .does(BEN, new PassGate(new GateFlags(false, false, true, true)))
                .entered(CAT)
                .does(CAT, new PassGate(new GateFlags(true, false, false, true)))
                .when(FAY, new AdmitAllExpected())
                .thenAlreadySo();
    }

    @Test
    void one_press_admits_nobody_whom_staff_put_off_or_sent_back() {
        startedRoom()
                .waiting(BEN)
                .does(FAY, new NotNow(BEN))
                .admitted(ANN)
                .does(FAY, new SendBack(ANN))
                .when(FAY, new AdmitAllExpected())
                .thenAlreadySo();
    }

    @Test
    void not_now_is_said_once_and_outlasts_a_reconnect() {
        startedRoom()
                .waiting(ANN)
                .when(FAY, new NotNow(ANN))
                .then(new RoomEvent.NotNowSaid(ANN, FAY))
                .when(FAY, new NotNow(ANN))
                .thenAlreadySo()
                .does(ANN, leaves(ANN, 1))
                .does(enters(ANN, 2))
                .where(ANN, Member::cause, WaitingCause.NOT_NOW)
                .does(FAY, new Admit(ANN));
    }

    @Test
    void declining_is_sticky_for_the_session() {
        startedRoom()
                .waiting(ANN)
                .when(FAY, new Decline(ANN))
                .then(new RoomEvent.Declined(ANN, FAY))
                .where(ANN, Member::presence, Presence.LEFT)
                .when(enters(ANN, 2))
                .thenRefused(RejectionCode.DECLINED)
                .when(resumes(ANN, 1, 2))
                .thenRefused(RejectionCode.DECLINED);
    }

    @Test
    void declining_is_undone_from_the_same_list() {
        startedRoom()
                .waiting(ANN)
                .does(FAY, new Decline(ANN))
                .when(FAY, new UndoDecline(ANN))
                .then(new RoomEvent.DeclineUndone(ANN, FAY))
                .does(enters(ANN, 2))
                .where(ANN, Member::waiting, true)
                .when(FAY, new UndoDecline(ANN))
                .thenRefused(RejectionCode.NOTHING_TO_UNDO);
    }

    @Test
    void sending_back_keeps_the_seat_and_leaves_nothing_to_hear_see_or_wait_for() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new RaiseHand())
                .does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true))
                .when(FAY, new SendBack(ANN))
                .then(new RoomEvent.SentBack(ANN, FAY))
                .where(ANN, Member::waiting, true)
                .where(ANN, Member::presence, Presence.CONNECTED)
                .where(ANN, Member::cause, WaitingCause.SENT_BACK)
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .where(state -> assertThat(state.hands()).isEmpty());
    }

    @Test
    void staff_observers_and_interpreters_are_not_sent_back() {
        var room = startedRoom().entered(COLE, OLA, INA);
        room.when(FAY, new SendBack(COLE)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, new SendBack(OLA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, new SendBack(INA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
    }

    @Test
    void who_waits_cannot_be_sent_back() {
        startedRoom().waiting(ANN).when(FAY, new SendBack(ANN)).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void an_approval_survives_a_new_page_and_a_grace_time_that_ran_out() {
        startedRoom()
                .admitted(ANN)
                .does(enters(ANN, 2))
                .where(ANN, Member::inRoom, true)
                .does(loses(ANN, 2, Given.START))
                .after(120_000)
                .doesWhatIsDue()
                .where(ANN, Member::presence, Presence.LEFT)
                .does(enters(ANN, 3))
                .where(ANN, Member::inRoom, true);
    }
}
