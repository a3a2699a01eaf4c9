package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;

/**
 * Takes presence facts to the attendance ledger right after their append, batched, without holding the room up: SQL may
 * be down while rooms go on, the log keeps what is not confirmed.
 */
public interface FactRecorder {

    /**
     * Hands entries over; returns at once. Handing the same entries over twice is harmless.
     *
     * @param before where the first of them follows
     */
    void record(SessionId session, Position before, List<RoomEntry> entries);

    /** Everything of this epoch up to here is in SQL: a snapshot never goes further. */
    void holds(SessionId session, Position position);

    /** The last seq of an epoch up to which this node knows all facts to be in SQL; 0 when it does not know. */
    long confirmed(SessionId session, long epoch);

    /** How far the ledger goes; blocks. @throws StoreUnavailable when SQL does not answer */
    Optional<Position> head(SessionId session);

    /** The ledger's facts after a position, in order; blocks. @throws StoreUnavailable when SQL does not answer */
    List<LedgerFact> after(SessionId session, Position position);
}
