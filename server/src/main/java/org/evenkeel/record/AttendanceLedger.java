package org.evenkeel.record;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Port: the facts of all sessions, insert-only. Implementations may be used by many threads; calls may block. */
public interface AttendanceLedger {

    /**
     * Adds rows, all or none when storage fails. A row that is there already stays as it is: with the same content that
     * is harmless (reconciling repeats itself), with other content it is an alarm.
     *
     * @param rows of one or many sessions, in any order
     * @return the given rows that differ from what stands at their place; empty when all is well
     */
    List<Row> append(List<Row> rows);

    /** All facts of a session by (epoch, seq, index). */
    List<LedgerFact> read(SessionId session);

    /** The largest (epoch, seq) of which the ledger has a fact; empty when it has none of this session. */
    Optional<Head> head(SessionId session);

    /** A fact and whose it is. */
    record Row(SessionId session, LedgerFact fact) {
        public Row {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(fact, "fact");
        }
    }

    /** How far the ledger reaches. */
    record Head(long epoch, long seq) {}
}
