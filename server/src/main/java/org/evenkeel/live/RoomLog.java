package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.SessionId;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The shared log of every live room. The only write is compare-and-append: if the log still stands where the caller
 * decided, the batch is appended; else the caller gets what it missed and decides again. No lock, no owner.
 *
 * <p>All methods block (virtual threads), any thread may call, and each may throw {@link StoreUnavailable}; after a
 * failed append it is not known whether it was written: ask again with the same batch id and look for it in what was
 * missed.
 */
public interface RoomLog {

    /** What the store holds of a room now. */
    sealed interface Loaded {
        /** Nothing: never written, or lost. */
        record Absent() implements Loaded {}

        /**
         * A history.
         *
         * @param snapshot where the tail begins; empty when the tail begins with the first entry
         * @param tail all entries after the snapshot, in order
         * @param intact false when the store was restarted since it was written: nothing may be appended before the
         *     nodes agreed on a new epoch
         */
        record Present(Position head, Optional<RoomSnapshot> snapshot, List<LoggedEntry> tail, boolean intact)
                implements Loaded {
            public Present {
                tail = List.copyOf(tail);
            }
        }
    }

    Loaded load(SessionId room);

    /**
     * One append.
     *
     * @param node who appends: named in the message that other nodes get
     * @param expected where the caller decided
     * @param batch random id of this append
     * @param entries numbered from {@code expected.seq() + 1}
     * @param nextDue when the room must be looked at next, milliseconds UTC
     * @param occupied whether this node has members of the room after these entries
     */
    record Append(
            SessionId room,
            NodeId node,
            Position expected,
            String batch,
            List<RoomEntry> entries,
            OptionalLong nextDue,
            boolean occupied) {

        /**
         * @throws IllegalArgumentException when there is no entry or the numbering does not fit
         */
        public Append {
            entries = List.copyOf(entries);
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).seq() != expected.seq() + 1 + i) {
                    throw new IllegalArgumentException("entries are numbered from the expected position on");
                }
            }
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("an append has entries");
            }
        }
    }

    /** What became of an append. */
    sealed interface Outcome {
        /** Written; the new head. */
        record Written(Position head) implements Outcome {}

        /**
         * The log is further. Nothing was written.
         *
         * @param missed what came after the expected position, in order; may contain the caller's own batch
         */
        record Behind(Position head, List<LoggedEntry> missed) implements Outcome {
            public Behind {
                missed = List.copyOf(missed);
            }
        }

        /** The log is of another epoch, or too much was missed: load it anew. Nothing was written. */
        record Reload(Position head) implements Outcome {}

        /**
         * The store lost data or was restarted. Nothing was written, and nothing can be until a new epoch is opened.
         *
         * @param found what it still holds
         */
        record Lost(Optional<Position> found) implements Outcome {}
    }

    /** Appends when the log stands at the expected position under an unbroken store. */
    Outcome append(Append append);

    /** Entries after a position of the same epoch, in order, as far as the log still has them. */
    List<LoggedEntry> after(SessionId room, Position position);

    /**
     * Where a room's log stands.
     *
     * @param intact as of {@link Loaded.Present}
     */
    record Head(Position at, boolean intact) {}

    /**
     * The heads of several rooms in one round trip; a room without a history is left out. Catches a silently lost
     * channel, and a restart of the store in a room where nobody writes.
     */
    Map<SessionId, Head> heads(Collection<SessionId> rooms);

    /**
     * Stores a snapshot and trims the log: never past the snapshot's seq or {@code confirmedSeq}.
     *
     * @param confirmedSeq last seq of this epoch whose ledger facts SQL has confirmed
     * @return false when the log is of another epoch by now; nothing was written
     */
    boolean snapshot(SessionId room, RoomSnapshot snapshot, long confirmedSeq);

    /**
     * Begins a new epoch from an agreed history: replaces what the store holds.
     *
     * @param found what the caller saw: guards against another node that healed first
     * @param snapshot stands in the new epoch
     * @return false when the store no longer holds what was found; load again
     */
    boolean openEpoch(
            SessionId room, NodeId node, Optional<Position> found, RoomSnapshot snapshot, OptionalLong nextDue);

    /** Forgets a room's live data at once: log, snapshot, indexes. */
    void forget(SessionId room);
}
