package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.END;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;
import org.evenkeel.room.RoomCommand.GraceOver;
import org.evenkeel.room.RoomCommand.MuteForStaffGone;
import org.evenkeel.room.RoomCommand.ParkForStaffGone;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.Start;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/**
 * The last qualified staff are gone: told at once, muted after a minute, parked after ten; all three numbers are
 * policy.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StaffGoneTest {

    private static Given facilitatorLost() {
        return startedRoom().admitted(ANN, BEN).does(ANN, new SetMicrophone(true)).does(loses(FAY, 1, START));
    }

    private static Given parked() {
        return facilitatorLost().after(600_000).doesWhatIsDue();
    }

    @Test
    void the_loss_of_the_last_qualified_staff_is_marked_at_once() {
        startedRoom()
                .admitted(ANN)
                .after(30_000)
                .when(loses(FAY, 1, START + 20_000))
                .then(
                        new RoomEvent.ConnectionLost(FAY, socket(FAY, 1), START + 20_000, LeaveReason.NETWORK),
                        new RoomEvent.StaffGone(START + 30_000));
    }

    @Test
    void while_a_co_facilitator_is_there_nobody_is_gone() {
        startedRoom().entered(COLE).does(loses(FAY, 1, START)).where(state -> assertThat(state.staffGap()).isEmpty());
    }

    @Test
    void in_therapy_a_peer_mentor_or_a_facilitator_without_credential_does_not_bridge_the_gap() {
        startedRoom()
                .entered(PIA)
                .does(enters(COLE, 1, Role.CO_FACILITATOR, false, Expected.TODAY))
                .does(loses(FAY, 1, START))
                .where(state -> assertThat(state.staffGap()).isPresent());
    }

    @Test
    void in_a_peer_group_a_peer_mentor_is_qualified() {
        room(RoomKind.PEER)
                .entered(FAY, PIA)
                .does(FAY, new Start())
                .does(FAY, leaves(FAY, 1))
                .where(state -> assertThat(state.staffGap()).isEmpty());
    }

    @Test
    void members_are_muted_after_sixty_seconds_and_not_before() {
        facilitatorLost()
                .after(59_999)
                .when(new MuteForStaffGone(START))
                .thenAlreadySo()
                .where(state -> assertThat(Deadlines.due(state, START + 59_999)).isEmpty())
                .after(1)
                .where(
                        state ->
                                assertThat(Deadlines.due(state, START + 60_000))
                                        .containsExactly(new MuteForStaffGone(START)))
                .when(new MuteForStaffGone(START))
                .then(new RoomEvent.MutedForStaffGone())
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::inRoom, true)
                .when(new MuteForStaffGone(START))
                .thenAlreadySo();
    }

    @Test
    void members_are_parked_after_ten_minutes_and_not_removed() {
        facilitatorLost()
                .after(60_000)
                .does(new MuteForStaffGone(START))
                .after(539_999)
                .when(new ParkForStaffGone(START))
                .thenAlreadySo()
                .after(1)
                .when(new ParkForStaffGone(START))
                .then(new RoomEvent.ParkedForStaffGone(List.of(ANN, BEN)))
                .where(ANN, Member::waiting, true)
                .where(ANN, Member::cause, WaitingCause.PARKED)
                .where(ANN, Member::access, 0)
                .when(new ParkForStaffGone(START))
                .thenAlreadySo();
    }

    @Test
    void a_room_that_no_node_looked_at_is_muted_and_parked_in_one_step() {
        facilitatorLost()
                .after(600_000)
                .when(new ParkForStaffGone(START))
                .then(new RoomEvent.MutedForStaffGone(), new RoomEvent.ParkedForStaffGone(List.of(ANN, BEN)));
    }

    @Test
    void all_three_numbers_are_policy() {
        var policy = new RoomPolicy(12, 7_000, 5_000, 20_000, 1_800_000, 10_000, false);
        var room = room(RoomKind.THERAPY, policy).entered(FAY).does(FAY, new Start()).admitted(ANN);
        room.does(loses(FAY, 1, START))
                .after(5_000)
                .does(new MuteForStaffGone(START))
                .after(2_000)
                .does(new GraceOver(FAY, socket(FAY, 1)))
                .after(13_000)
                .does(new ParkForStaffGone(START))
                .where(ANN, Member::cause, WaitingCause.PARKED);
    }

    @Test
    void a_clock_of_an_earlier_gap_does_nothing() {
        facilitatorLost()
                .does(resumes(FAY, 1, 2))
                .after(10_000)
                .does(loses(FAY, 2, START))
                .after(600_000)
                .when(new MuteForStaffGone(START))
                .thenAlreadySo()
                .when(new ParkForStaffGone(START))
                .thenAlreadySo();
    }

    @Test
    void who_comes_back_to_a_parked_room_with_an_old_approval_is_parked_too() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, leaves(ANN, 1))
                .does(loses(FAY, 1, START))
                .after(600_000)
                .doesWhatIsDue()
                .when(enters(ANN, 2))
                .thenAmongOthers(new RoomEvent.ParkedForStaffGone(List.of(ANN)))
                .where(ANN, Member::waiting, true);
    }

    @Test
    void nobody_is_admitted_to_a_parked_room_until_somebody_qualified_is_back() {
        var room = parked().entered(PIA);
        room.when(PIA, new Admit(ANN)).thenRefused(RejectionCode.NOT_QUALIFIED);
        room.when(PIA, new AdmitAllExpected()).thenRefused(RejectionCode.NOT_QUALIFIED);
        room.does(enters(FAY, 2)).does(PIA, new Admit(ANN));
    }

    @Test
    void staff_who_come_back_find_all_parked_and_admit_them_in_one_press() {
        parked().when(enters(FAY, 2))
                .thenAmongOthers(new RoomEvent.StaffBack())
                .where(state -> assertThat(state.staffGap()).isEmpty())
                .where(ANN, Member::waiting, true)
                .when(FAY, new AdmitAllExpected())
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)), new RoomEvent.Admitted(BEN, Optional.of(FAY)));
    }

    @Test
    void a_break_of_seconds_mutes_and_parks_nobody() {
        facilitatorLost()
                .after(20_000)
                .when(resumes(FAY, 1, 2))
                .thenAmongOthers(new RoomEvent.StaffBack())
                .where(ANN, Member::microphone, true)
                .where(state -> assertThat(Deadlines.next(state)).hasValue(END + 1_800_000));
    }

    @Test
    void before_the_room_is_open_no_staff_is_missed() {
        room().entered(FAY)
                .waiting(ANN)
                .does(FAY, leaves(FAY, 1))
                .where(state -> assertThat(state.staffGap()).isEmpty());
    }
}
