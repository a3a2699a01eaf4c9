package org.evenkeel.api;

import org.evenkeel.edge.RateLimiter;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Which tries at a sign-in that came too early are rows of the audit log: the first of an hour at each name, and 60 an
 * hour of all names together. So a hammered account shows, and a flood at the door by people who are nobody is none in
 * a list that is kept for years. Names that nobody has count like others: how long an answer takes must not tell whose
 * they are. In memory, for each node. Any thread.
 */
final class StoppedTries {

    private static final int ONE_NAME = 1;
    private static final int ALL_NAMES = 60;
    private static final int NAMES_REMEMBERED = 10_000;

    private final RateLimiter names;
    private final RateLimiter all;

    StoppedTries(InstantSource clock) {
        names = RateLimiter.hourly(ONE_NAME, NAMES_REMEMBERED, () -> nanos(clock));
        all = RateLimiter.hourly(ALL_NAMES, 1, () -> nanos(clock));
    }

    /** Whether this one leaves a row; asked once for each. */
    boolean leavesRow(String name) {
        return names.allow(ApiRates.hashed(name)) && all.allow("");
    }

    private static long nanos(InstantSource clock) {
        return Duration.ofMillis(clock.millis()).toNanos();
    }
}
