package org.evenkeel.attendance;

import org.evenkeel.room.WaitingCause;

import java.util.Objects;
import java.util.Optional;

/**
 * One piece of a person's bar.
 *
 * @param kind what to draw
 * @param during when
 * @param cause why he waited, for {@link Kind#WAITING} only
 */
public record Segment(Kind kind, Interval during, Optional<WaitingCause> cause) {

    public Segment {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(during, "during");
        Objects.requireNonNull(cause, "cause");
    }

    /** What somebody did in a piece of time. */
    public enum Kind {
        WAITING,
        PRESENT,
        /** Out of the room between two times of being in it. */
        GAP,
        /** With staff in a side room. */
        ASIDE,
        /** In the room during the group's break. */
        BREAK
    }
}
