package org.evenkeel.identity;

import java.time.Duration;

/**
 * How tries grow slower: some at once, then a pause after each that doubles up to a limit. A try within a pause is
 * refused and does not count, so that whoever hammers neither gains nor makes it worse for anybody else.
 *
 * @param free how many at once
 * @param first the first pause
 * @param most the longest
 */
record TryRule(int free, Duration first, Duration most) {

    /** Long enough that waiting for it gains nothing over the longest pause. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    /** When the next try may come, milliseconds UTC. */
    long nextAt(TryCount count) {
        int paused = count.tries() - free;
        if (paused < 0) {
            return Long.MIN_VALUE;
        }
        long pause = paused >= Integer.SIZE ? most.toMillis() : first.toMillis() << paused;
        return count.lastAt() + Math.min(pause, most.toMillis());
    }
}
