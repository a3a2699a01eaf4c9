package org.evenkeel.identity;

import java.time.Duration;

/**
 * How long things last; each is a setting.
 *
 * @param staffIdle a staff sign-in ends after so long without activity; being live in a session is activity
 * @param staffAbsolute and after so long in any case
 * @param entryLink how long a one-use entry link of staff works
 * @param personalLink how long a participant's link works
 * @param visit how long a tab that used a link stays known
 * @param ticket how long a socket ticket works
 */
public record IdentityLimits(
        Duration staffIdle,
        Duration staffAbsolute,
        Duration entryLink,
        Duration personalLink,
        Duration visit,
        Duration ticket) {

    /**
     * @throws IllegalArgumentException when one is not positive
     */
    public IdentityLimits {
        for (Duration each : new Duration[] {staffIdle, staffAbsolute, entryLink, personalLink, visit, ticket}) {
            if (!each.isPositive()) {
                throw new IllegalArgumentException("identity limits are positive");
            }
        }
    }

    /** The same with another time without activity. */
    public IdentityLimits withStaffIdle(Duration idle) {
        return new IdentityLimits(idle, staffAbsolute, entryLink, personalLink, visit, ticket);
    }

    /**
     * 15 minutes idle, 12 hours in all; entry link 15 minutes; personal link 180 days; visit 24 hours; ticket 1 minute.
     */
    public static IdentityLimits defaults() {
        return new IdentityLimits(
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Duration.ofMinutes(15),
                Duration.ofDays(180),
                Duration.ofHours(24),
                Duration.ofMinutes(1));
    }
}
