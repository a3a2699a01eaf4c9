package org.evenkeel.live;

/**
 * A place in a room's history. A new epoch begins with the room, and when the store lost data and the nodes agreed on a
 * history again; its number is the time of that, so that no two epochs ever have the same.
 *
 * @param epoch from 1
 * @param seq entries so far, from 0
 */
public record Position(long epoch, long seq) implements Comparable<Position> {

    /** Before the first entry of a room that was never written. */
    public static final Position ORIGIN = new Position(1, 0);

    /**
     * @throws IllegalArgumentException when the epoch is below 1 or the seq below 0
     */
    public Position {
        if (epoch < 1 || seq < 0) {
            throw new IllegalArgumentException("no such position");
        }
    }

    /** The position {@code entries} later in the same epoch. */
    public Position plus(int entries) {
        return new Position(epoch, seq + entries);
    }

    /** Another place in the same epoch. */
    public Position withSeq(long other) {
        return new Position(epoch, other);
    }

    /** By epoch, then by seq. */
    @Override
    public int compareTo(Position other) {
        return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(seq, other.seq);
    }
}
