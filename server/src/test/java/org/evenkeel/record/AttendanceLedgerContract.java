package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What every ledger promises. */
public abstract class AttendanceLedgerContract {

    private static final SessionId SESSION = new SessionId("session-1");
    private static final SessionId OTHER = new SessionId("session-2");

    /** A ledger with nothing of the test's sessions in it. */
    protected abstract AttendanceLedger ledger();

    private static AttendanceLedger.Row row(SessionId session, long epoch, long seq, int index, long at) {
        return new AttendanceLedger.Row(
                session,
                new LedgerFact(epoch, seq, index, at, new RoomEvent.Left(new MemberId("m"), LeaveReason.CLOSED)));
    }

    private static List<LedgerFact> everyKind() {
        return SampleLedger.evening("18:00:00")
                .join("ann", "a1", "18:01:00")
                .lose("ann", "a1", "18:02:00", "18:02:25")
                .confirm("ann", "a1", "18:02:30")
                .sendBack("ann", "18:03:00")
                .decline("ann", "18:04:00")
                .add("18:04:30", new RoomEvent.DeclineUndone(new MemberId("m-ann"), new MemberId("m-counselor")))
                .remove("ann", RemovalKind.BARRED, "18:05:00")
                .undoRemoval("ann", "18:05:05")
                .leave("ann", "18:06:00")
                .park("ann", "18:07:00")
                .pause("18:08:00", "18:09:00")
                .aside("ann", "18:09:10", "18:09:20")
                .add("18:10:00", new RoomEvent.StaffGone(5))
                .add("18:10:00", new RoomEvent.StaffBack())
                .enter("bo", Role.GUEST, false, "18:11:00")
                .end("19:00:00")
                .reopen("19:01:00")
                .facts();
    }

    @Test
    void everyKindOfFactComesBackAsItWas() {
        var ledger = ledger();
        var facts = everyKind();
        assertThat(facts.stream().map(fact -> fact.fact().getClass()).distinct())
                .hasSize(RoomEvent.Fact.class.getPermittedSubclasses().length);
        assertThat(ledger.append(facts.stream().map(f -> new AttendanceLedger.Row(SESSION, f)).toList())).isEmpty();
        assertThat(ledger.read(SESSION)).isEqualTo(facts);
    }

    @Test
    void factsAreReadByEpochThenPositionThenPlaceInTheEntry() {
        var ledger = ledger();
        List<AttendanceLedger.Row> rows =
                new ArrayList<>(
                        List.of(
                                row(SESSION, 1, 9, 0, 10),
                                row(SESSION, 1, 10, 0, 11),
                                row(SESSION, 1, 10, 1, 11),
                                row(SESSION, 2, 3, 0, 5)));
        var inOrder = rows.stream().map(AttendanceLedger.Row::fact).toList();
        Collections.reverse(rows);
        ledger.append(rows);
        assertThat(ledger.read(SESSION)).isEqualTo(inOrder);
        assertThat(ledger.head(SESSION)).contains(new AttendanceLedger.Head(2, 3));
    }

    @Test
    void theSameRowAgainIsHarmless() {
        var ledger = ledger();
        ledger.append(List.of(row(SESSION, 1, 1, 0, 10)));
        assertThat(ledger.append(List.of(row(SESSION, 1, 1, 0, 10), row(SESSION, 1, 2, 0, 12)))).isEmpty();
        assertThat(ledger.read(SESSION)).hasSize(2);
    }

    @Test
    void theSamePlaceWithOtherContentIsAnAlarmAndTheFirstRowStays() {
        var ledger = ledger();
        ledger.append(List.of(row(SESSION, 1, 1, 0, 10)));
        var other = row(SESSION, 1, 1, 0, 11);
        assertThat(ledger.append(List.of(other, row(SESSION, 1, 2, 0, 12)))).containsExactly(other);
        assertThat(ledger.read(SESSION))
                .containsExactly(row(SESSION, 1, 1, 0, 10).fact(), row(SESSION, 1, 2, 0, 12).fact());
    }

    @Test
    void sessionsAreApart() {
        var ledger = ledger();
        ledger.append(List.of(row(SESSION, 1, 1, 0, 10), row(OTHER, 1, 1, 0, 11)));
        assertThat(ledger.read(OTHER)).containsExactly(row(OTHER, 1, 1, 0, 11).fact());
    }

    @Test
    void aSessionWithoutFactsHasNoHead() {
        assertThat(ledger().head(SESSION)).isEmpty();
        assertThat(ledger().read(SESSION)).isEmpty();
        assertThat(ledger().append(List.of())).isEmpty();
    }
}
