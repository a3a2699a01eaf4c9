package org.evenkeel.attendance;

/**
 * A half-open stretch of time.
 *
 * @param from first millisecond in it, UTC
 * @param to first millisecond after it, UTC
 */
public record Interval(long from, long to) {

    /**
     * @throws IllegalArgumentException when it is empty or runs backwards
     */
    public Interval {
        if (to <= from) {
            throw new IllegalArgumentException("an interval ends after it starts");
        }
    }

    /** How long it is, milliseconds. */
    public long length() {
        return to - from;
    }
}
