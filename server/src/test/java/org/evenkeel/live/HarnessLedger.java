package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.MemoryAttendanceLedger;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger's twin with an off switch; remembers what the real one would raise an alarm about. */
final class HarnessLedger implements AttendanceLedger {

    private final MemoryAttendanceLedger facts = new MemoryAttendanceLedger();
    private final List<Row> conflicts = new ArrayList<>();
    private boolean down;

    void down(boolean is) {
        down = is;
    }

    boolean isDown() {
        return down;
    }

    List<Row> conflicts() {
        return conflicts;
    }

    private void answer() {
        if (down) {
            throw new IllegalStateException("the database is away");
        }
    }

    @Override
    public List<Row> append(List<Row> rows) {
        answer();
        var alarms = facts.append(rows);
        conflicts.addAll(alarms);
        return alarms;
    }

    @Override
    public List<LedgerFact> read(SessionId session) {
        answer();
        return facts.read(session);
    }

    @Override
    public Optional<Head> head(SessionId session) {
        answer();
        return facts.head(session);
    }
}
