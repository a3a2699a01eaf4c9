package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.END;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.nothing;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.ConfirmConnection;
import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.EndBreak;
import org.evenkeel.room.RoomCommand.EndOverdue;
import org.evenkeel.room.RoomCommand.Prepare;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.Reopen;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.StartTimer;
import org.evenkeel.room.RoomCommand.StopTimer;
import org.evenkeel.room.RoomCommand.SupportSeen;
import org.evenkeel.room.RoomCommand.TimerOver;
import org.evenkeel.room.RoomCommand.UndoRemove;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

/** Opening, ending, reopening, pausing, timing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionTest {

    private static final long OVERDUE = END + 1_800_000;

    private static Given endedRoom() {
        return startedRoom().admitted(ANN).after(1_000).does(FAY, new End());
    }

    @Test
    void a_room_is_prepared_once_and_by_the_server_only() {
        var settings = room().state().settings();
        nothing().when(new Prepare(settings)).then(new RoomEvent.RoomPrepared(settings));
        room().when(new Prepare(settings)).thenAlreadySo();
        room().entered(FAY).when(FAY, new Prepare(settings)).thenRefused(RejectionCode.NOT_ALLOWED);
    }

    @Test
    void the_actual_start_is_when_qualified_staff_open_the_room() {
        room().entered(FAY)
                .after(120_000)
                .when(FAY, new Start())
                .then(new RoomEvent.SessionStarted(FAY))
                .where(state -> assertThat(state.startedAt()).hasValue(START + 120_000))
                .when(FAY, new Start())
                .thenRefused(RejectionCode.ALREADY_STARTED);
    }

    @Test
    void therapy_needs_a_credentialed_facilitator_to_start_and_to_end() {
        room().entered(PIA).when(PIA, new Start()).thenRefused(RejectionCode.NOT_QUALIFIED);
        room().does(enters(FAY, 1, Role.FACILITATOR, false, Expected.TODAY))
                .when(FAY, new Start())
                .thenRefused(RejectionCode.NOT_QUALIFIED);
        startedRoom().entered(PIA).when(PIA, new End()).thenRefused(RejectionCode.NOT_QUALIFIED);
    }

    @Test
    void every_kind_says_who_is_qualified_to_start_it() {
        for (var kind : RoomKind.values()) {
            boolean clinical =
                    Set.of("THERAPY", "SKILLS", "FAMILY", "MULTI_FAMILY", "INDIVIDUAL").contains(kind.name());
            var asked = room(kind).entered(MO).when(MO, new Start());
            if (clinical) {
                asked.thenRefused(RejectionCode.NOT_QUALIFIED);
            } else {
                asked.then(new RoomEvent.SessionStarted(MO));
            }
        }
    }

    @Test
    void who_has_left_opens_no_room() {
        room().entered(FAY).does(FAY, leaves(FAY, 1)).when(FAY, new Start()).thenRefused(RejectionCode.NOT_QUALIFIED);
    }

    @Test
    void what_was_not_opened_cannot_be_ended_paused_or_timed() {
        var room = room().entered(FAY);
        room.when(FAY, new End()).thenRefused(RejectionCode.NOT_STARTED);
        room.when(FAY, new StartBreak()).thenRefused(RejectionCode.NOT_STARTED);
        room.when(FAY, new StartTimer(60_000)).thenRefused(RejectionCode.NOT_STARTED);
    }

    @Test
    void the_end_is_everybodys_end() {
        startedRoom()
                .admitted(ANN)
                .waiting(BEN)
                .does(ANN, new RaiseHand())
                .does(FAY, new StartBreak())
                .does(FAY, new StartTimer(60_000))
                .when(FAY, new End())
                .then(new RoomEvent.SessionEnded(EndReason.BY_STAFF, Optional.of(FAY)))
                .where(state -> assertThat(state.members().values()).allMatch(m -> m.presence() == Presence.LEFT))
                .where(state -> assertThat(state.endedAt()).hasValue(START))
                .where(state -> assertThat(state.timer()).isEmpty())
                .where(state -> assertThat(state.breakSince()).isEmpty())
                .where(state -> assertThat(state.lead()).isEmpty())
                .where(state -> assertThat(Deadlines.next(state)).isEmpty())
                .when(FAY, new End())
                .thenAlreadySo();
    }

    @Test
    void after_the_end_a_join_is_refused_and_the_record_is_not_rewritten() {
        var room = endedRoom();
        room.when(enters(ANN, 2)).thenRefused(RejectionCode.ENDED);
        room.when(enters(BEN, 1)).thenRefused(RejectionCode.ENDED);
        room.when(resumes(ANN, 1, 2)).thenRefused(RejectionCode.ENDED);
        room.when(loses(ANN, 1, START)).thenRefused(RejectionCode.STALE_CONNECTION);
        room.when(new ConfirmConnection(ANN, socket(ANN, 1))).thenRefused(RejectionCode.STALE_CONNECTION);
    }

    @Test
    void after_the_end_nothing_happens_in_the_room() {
        var room = endedRoom();
        room.when(ANN, new RaiseHand()).thenRefused(RejectionCode.ENDED);
        room.when(FAY, new Admit(ANN)).thenRefused(RejectionCode.ENDED);
        room.when(FAY, new Start()).thenRefused(RejectionCode.ENDED);
    }

    @Test
    void staff_come_in_after_the_end_to_finish_their_work() {
        startedRoom()
                .entered(PIA)
                .admitted(ANN)
                .does(ANN, new AskForSupport())
                .does(FAY, new Remove(ANN, RemovalKind.BARRED, RemovalReason.SAFETY))
                .does(FAY, new End())
                .does(enters(PIA, 2))
                .does(PIA, new SupportSeen(ANN))
                .does(PIA, new SayToStaff("called back"))
                .does(FAY, new UndoRemove(ANN))
                .where(state -> assertThat(state.lead()).isEmpty());
    }

    @Test
    void an_empty_room_goes_on_until_its_overdue_time() {
        startedRoom()
                .does(FAY, leaves(FAY, 1))
                .at(OVERDUE - 1)
                .doesWhatIsDue()
                .where(state -> assertThat(state.phase()).isEqualTo(Phase.STARTED))
                .when(new EndOverdue())
                .thenAlreadySo()
                .at(OVERDUE)
                .when(new EndOverdue())
                .then(new RoomEvent.SessionEnded(EndReason.OVERDUE, Optional.empty()))
                .when(new EndOverdue())
                .thenAlreadySo();
    }

    @Test
    void a_session_that_was_never_opened_ends_as_not_held() {
        room().waiting(ANN)
                .at(OVERDUE)
                .when(new EndOverdue())
                .then(new RoomEvent.SessionEnded(EndReason.NOT_HELD, Optional.empty()))
                .where(ANN, Member::presence, Presence.LEFT)
                .does(enters(FAY, 1))
                .when(FAY, new Reopen())
                .thenRefused(RejectionCode.NOT_STARTED);
    }

    @Test
    void how_long_after_the_scheduled_end_is_policy() {
        var policy = new RoomPolicy(12, 120_000, 60_000, 600_000, 5_000, 10_000, false);
        var room = room(RoomKind.THERAPY, policy);
        assertThat(Deadlines.next(room.state())).hasValue(END + 5_000);
    }

    @Test
    void a_reopened_session_goes_on_from_its_first_start_and_keeps_approvals() {
        endedRoom()
                .does(enters(FAY, 2))
                .after(60_000)
                .when(FAY, new Reopen())
                .thenAmongOthers(new RoomEvent.SessionReopened(FAY))
                .where(state -> assertThat(state.startedAt()).hasValue(START))
                .where(state -> assertThat(state.endedAt()).isEmpty())
                .where(state -> assertThat(state.lead()).map(Lead::member).contains(FAY))
                .does(enters(ANN, 2))
                .where(ANN, Member::inRoom, true);
    }

    @Test
    void a_session_reopened_after_its_overdue_time_does_not_end_at_once() {
        startedRoom()
                .at(OVERDUE)
                .doesWhatIsDue()
                .does(enters(FAY, 2))
                .after(60_000)
                .does(FAY, new Reopen())
                .where(state -> assertThat(Deadlines.next(state)).hasValue(OVERDUE + 60_000 + 1_800_000));
    }

    @Test
    void only_an_ended_session_is_reopened_and_only_by_qualified_staff_who_are_there() {
        startedRoom().when(FAY, new Reopen()).thenRefused(RejectionCode.NOT_ENDED);
        endedRoom().when(FAY, new Reopen()).thenRefused(RejectionCode.NOT_QUALIFIED);
        endedRoom().does(enters(MO, 1)).when(MO, new Reopen()).thenRefused(RejectionCode.NOT_QUALIFIED);
    }

    @Test
    void a_break_begins_and_ends_once() {
        startedRoom()
                .when(FAY, new EndBreak())
                .thenAlreadySo()
                .when(FAY, new StartBreak())
                .then(new RoomEvent.BreakStarted(FAY))
                .where(state -> assertThat(state.breakSince()).hasValue(START))
                .when(FAY, new StartBreak())
                .thenAlreadySo()
                .when(FAY, new EndBreak())
                .then(new RoomEvent.BreakEnded(FAY));
    }

    @Test
    void a_timer_is_a_deadline_of_the_server() {
        var room = startedRoom();
        var id = "t" + (room.state().seq() + 1);
        room.after(2_000)
                .when(FAY, new StartTimer(60_000))
                .then(new RoomEvent.TimerStarted(id, START + 62_000, FAY))
                .where(state -> assertThat(Deadlines.next(state)).hasValue(START + 62_000))
                .after(59_999)
                .when(new TimerOver(id))
                .thenAlreadySo()
                .after(1)
                .when(new TimerOver(id))
                .then(new RoomEvent.TimerFinished(id))
                .when(new TimerOver(id))
                .thenAlreadySo();
    }

    @Test
    void a_timer_is_between_five_seconds_and_four_hours() {
        var room = startedRoom();
        for (long bad : new long[] {Long.MIN_VALUE, -1, 0, 4_999, 14_400_001, Long.MAX_VALUE}) {
            room.when(FAY, new StartTimer(bad)).thenRefused(RejectionCode.BAD_DURATION);
        }
        room.does(FAY, new StartTimer(5_000));
        room.does(FAY, new StartTimer(14_400_000));
    }

    @Test
    void a_new_timer_takes_the_place_of_the_running_one_whose_tick_then_does_nothing() {
        var first = startedRoom().does(FAY, new StartTimer(60_000));
        var firstId = first.state().timer().orElseThrow().id();
        first.does(FAY, new StartTimer(120_000))
                .after(60_000)
                .when(new TimerOver(firstId))
                .thenAlreadySo()
                .where(state -> assertThat(state.timer()).map(RoomTimer::deadline).contains(START + 120_000));
    }

    @Test
    void a_timer_is_stopped_once() {
        var room = startedRoom().does(FAY, new StartTimer(60_000));
        var id = room.state().timer().orElseThrow().id();
        room.when(FAY, new StopTimer())
                .then(new RoomEvent.TimerStopped(id, FAY))
                .when(FAY, new StopTimer())
                .thenAlreadySo();
    }
}
