package org.evenkeel.attendance;

import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One row of the attendance ledger: a fact and its place. Ordered by (epoch, seq, index), which is the order in which
 * things were decided.
 *
 * @param epoch which life of the room's log it was written in, from 1
 * @param seq the log entry's position, from 1
 * @param index the fact's place among that entry's events, from 0
 * @param at the entry's time, milliseconds UTC
 * @param fact what happened
 */
public record LedgerFact(long epoch, long seq, int index, long at, RoomEvent.Fact fact)
        implements Comparable<LedgerFact> {

    private static final Comparator<LedgerFact> ORDER = Comparator.comparing(LedgerFact::key);

    /**
     * @throws IllegalArgumentException when the place cannot exist
     */
    public LedgerFact {
        Objects.requireNonNull(fact, "fact");
        if (epoch < 1 || seq < 1 || index < 0) {
            throw new IllegalArgumentException("a fact's place is epoch and seq from 1, index from 0");
        }
    }

    /** The facts among an entry's events, each at its place. */
    public static List<LedgerFact> of(long epoch, RoomEntry entry) {
        List<LedgerFact> facts = new ArrayList<>();
        for (int i = 0; i < entry.events().size(); i++) {
            if (entry.events().get(i) instanceof RoomEvent.Fact fact) {
                facts.add(new LedgerFact(epoch, entry.seq(), i, entry.at(), fact));
            }
        }
        return facts;
    }

    /** Its place in the session's ledger; unique there. */
    public Key key() {
        return new Key(epoch, seq, index);
    }

    /** By place alone. Two facts that claim the same place compare as equal without being equal: an alarm elsewhere. */
    @Override
    public int compareTo(LedgerFact other) {
        return ORDER.compare(this, other);
    }

    /** A place in one session's ledger. */
    public record Key(long epoch, long seq, int index) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::epoch).thenComparingLong(Key::seq).thenComparingInt(Key::index);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return epoch + "/" + seq + "/" + index;
        }
    }
}
