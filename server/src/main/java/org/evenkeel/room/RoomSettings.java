package org.evenkeel.room;

import java.util.Objects;

/**
 * What a session's room is told when it is prepared; it does not change afterwards.
 *
 * @param kind the kind of group
 * @param scheduledStart milliseconds UTC
 * @param scheduledEnd milliseconds UTC, after the start
 * @param policy the numbers of this room
 */
public record RoomSettings(RoomKind kind, long scheduledStart, long scheduledEnd, RoomPolicy policy) {

    /**
     * @throws IllegalArgumentException when the end is not after the start
     */
    public RoomSettings {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(policy, "policy");
        if (scheduledEnd <= scheduledStart) {
            throw new IllegalArgumentException("a session ends after it starts");
        }
    }

    /** When the server ends a session that nobody ended, milliseconds UTC. */
    public long overdueAt() {
        return scheduledEnd + policy.endAfterMillis();
    }
}
