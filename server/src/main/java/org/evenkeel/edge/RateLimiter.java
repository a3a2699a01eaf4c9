package org.evenkeel.edge;

import org.evenkeel.wire.Rate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each key may do one thing. Keys are links, accounts or addresses; a caller who knows the link or account
 * asks for that first and for the address second, with a generous rate, because a whole house shares one address.
 *
 * <p>Memory is bounded: beyond {@code mostKeys} the key unused for longest is forgotten and starts anew. Any thread.
 */
public final class RateLimiter {

    private final Rate rate;
    private final LongSupplier nanos;
    private final Map<String, TokenBucket> buckets;
    private final Runnable refused;

    /**
     * A limiter in which every key is fresh.
     *
     * @param mostKeys how many keys are remembered
     * @param nanos a monotonic clock in nanoseconds
     */
    public RateLimiter(Rate rate, int mostKeys, LongSupplier nanos) {
        this(rate, mostKeys, nanos, () -> {});
    }

    /**
     * The same, with somebody who counts.
     *
     * @param refused runs whenever an allowance was used up
     */
    public RateLimiter(Rate rate, int mostKeys, LongSupplier nanos, Runnable refused) {
        this.refused = refused;
        this.rate = rate;
        this.nanos = nanos;
        this.buckets =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                        return size() > mostKeys;
                    }
                };
    }

    /**
     * A limiter of so many at once, and as many again within each hour.
     *
     * @param mostKeys how many keys are remembered
     * @param nanos a monotonic clock in nanoseconds
     */
    public static RateLimiter hourly(int burst, int mostKeys, LongSupplier nanos) {
        return new RateLimiter(new Rate(burst, Duration.ofHours(1).toMillis()), mostKeys, nanos);
    }

    /** Takes one from the key's allowance; false when it is used up. */
    public synchronized boolean allow(String key) {
        long now = nanos.getAsLong();
        boolean allowed = buckets.computeIfAbsent(key, _ -> new TokenBucket(rate, now)).take(now);
        if (!allowed) {
            refused.run();
        }
        return allowed;
    }

    /** How many keys are remembered. */
    public synchronized int keys() {
        return buckets.size();
    }
}
