package org.evenkeel.attendance;

import java.util.Locale;
import java.util.Objects;

/**
 * Time in the room that does not count, and why. Each millisecond has one reason: the first that applies in the order
 * of {@link Reason}.
 */
public record Uncounted(Reason reason, Intervals during) {

    public Uncounted {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(during, "during");
    }

    /** Why time in the room does not count. */
    public enum Reason {
        AFTER_SCHEDULED_END,
        BREAK,
        ASIDE,
        EXCLUDED,
        /** Nobody qualified was there. */
        STAFF_GAP,
        /** Came too late for credit. */
        LATE;

        /** The code in files and over HTTP: lower case, words joined by underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
