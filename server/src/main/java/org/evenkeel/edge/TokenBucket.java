package org.evenkeel.edge;

import org.evenkeel.wire.Rate;

import java.util.concurrent.TimeUnit;

/** One allowance that fills up evenly. Not thread-safe: its owner guards it. */
public final class TokenBucket {

    private final long nanosEach;
    private final long nanosFull;
    private long credit;
    private long lastNanos;

    /**
     * A full bucket.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public TokenBucket(Rate rate, long nanos) {
        this.nanosEach = Math.max(1, TimeUnit.MILLISECONDS.toNanos(rate.windowMillis()) / rate.burst());
        this.nanosFull = nanosEach * rate.burst();
        this.credit = nanosFull;
        this.lastNanos = nanos;
    }

    /** Takes one if there is one. */
    public boolean take(long nanos) {
        long passed = Math.clamp(nanos - lastNanos, 0, nanosFull);
        credit = Math.min(nanosFull, credit + passed);
        lastNanos = nanos;
        if (credit < nanosEach) {
            return false;
        }
        credit -= nanosEach;
        return true;
    }
}
