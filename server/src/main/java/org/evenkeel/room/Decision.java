package org.evenkeel.room;

import java.util.List;

/** What became of a command. */
public sealed interface Decision {

    /**
     * Becomes one entry of the log.
     *
     * @param events what happened, in order, never empty
     */
    record Accepted(List<RoomEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an accepted command has events");
            }
        }
    }

    /** What was wanted is already so: acknowledged, nothing is written. */
    record AlreadySo() implements Decision {}

    /**
     * The same number of the same client session was applied before: acknowledged again, never applied twice.
     *
     * @param seq where it was applied
     */
    record Repeated(long seq) implements Decision {}

    /**
     * Refused; nothing changes.
     *
     * @param code why
     */
    record Rejected(RejectionCode code) implements Decision {}
}
