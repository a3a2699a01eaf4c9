package org.evenkeel.edge;

import org.evenkeel.wire.Rate;

/** One allowance that fills up evenly. Not thread-safe: its owner guards it. */
public final class TokenBucket {

    private final Rate rate;
    private double tokens;
    private long lastNanos;

    /**
     * A full bucket.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public TokenBucket(Rate rate, long nanos) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.lastNanos = nanos;
    }

    /** Takes one if there is one. */
    public boolean take(long nanos) {
        fill(nanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    private void fill(long nanos) {
        double filled = (nanos - lastNanos) / 1e6 / rate.windowMillis() * rate.burst();
        tokens = Math.min(rate.burst(), tokens + Math.max(0, filled));
        lastNanos = nanos;
    }
}
