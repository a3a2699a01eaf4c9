package org.evenkeel.api;

import org.evenkeel.edge.RateLimiter;
import org.evenkeel.wire.Rate;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Which tries at a sign-in that came too early are rows of the audit log: the first of an hour at each name, and 60 an
 * hour of all names together. So a hammered account shows, and a flood at the door by people who are nobody is none in
 * a list that is kept for years. Names that nobody has count like others: how long an answer takes must not tell whose
 * they are. In memory, for each node. Any thread.
 */
final class StoppedTries {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Rate ONE_NAME = new Rate(1, HOUR);
    private static final Rate ALL_NAMES = new Rate(60, HOUR);
    private static final int NAMES_REMEMBERED = 10_000;

    private final RateLimiter names;
    private final RateLimiter all;

    StoppedTries(InstantSource clock) {
        names = new RateLimiter(ONE_NAME, NAMES_REMEMBERED, () -> nanos(clock));
        all = new RateLimiter(ALL_NAMES, 1, () -> nanos(clock));
    }

    /** Whether this one leaves a row; asked once for each. */
    boolean leavesRow(String name) {
        return names.allow(ApiRates.hashed(name)) && all.allow("");
    }

    private static long nanos(InstantSource clock) {
        return Duration.ofMillis(clock.millis()).toNanos();
    }
}
