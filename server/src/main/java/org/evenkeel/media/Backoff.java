package org.evenkeel.media;

import java.time.Duration;
import java.util.List;

/**
 * When something that ended may be started again: at once the first time, then after ever longer waits, and at once
 * again when a start held for a minute. The caller guards it.
 */
final class Backoff {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5));

    private static final Duration HELD = Duration.ofMinutes(1);

    private int tries;
    private long lastTry;

    /**
     * @param now as {@link System#nanoTime()}
     */
    boolean mayTry(long now) {
        return now - lastTry >= WAITS.get(Math.min(tries, WAITS.size() - 1)).toNanos() || tries == 0;
    }

    /** Notes a start, whatever comes of it. */
    void tries(long now) {
        if (now - lastTry >= HELD.toNanos()) {
            tries = 0;
        }
        tries++;
        lastTry = now;
    }
}
