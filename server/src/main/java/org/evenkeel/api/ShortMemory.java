package org.evenkeel.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Remembers answers for half a minute, and longer while the database cannot be asked. After a failure nobody asks it
 * for some seconds. Bounded: what was unused for longest goes first. Any thread.
 */
final class ShortMemory<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(ShortMemory.class);
    private static final long FRESH_MILLIS = 30_000;
    private static final long LEFT_ALONE_MILLIS = 5_000;

    private record Known<V>(Optional<V> value, long since) {}

    private final InstantSource clock;
    private final Function<K, Optional<V>> source;
    private final Map<K, Known<V>> known;
    private final AtomicLong askAgainAt = new AtomicLong(Long.MIN_VALUE);

    ShortMemory(int most, InstantSource clock, Function<K, Optional<V>> source) {
        this.clock = clock;
        this.source = source;
        this.known =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
                        return size() > most;
                    }
                };
    }

    /** The answer as it was within the last half minute, or as it was known last while the database cannot be asked. */
    Optional<V> get(K key) {
        long now = clock.millis();
        Optional<Known<V>> before = remembered(key);
        boolean fresh = before.isPresent() && now - before.get().since() < FRESH_MILLIS;
        if (fresh || now < askAgainAt.get()) {
            return before.flatMap(Known::value);
        }
        try {
            Optional<V> value = source.apply(key);
            remember(key, new Known<>(value, now));
            return value;
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("event", "names-unavailable")
                    .setCause(failure)
                    .log("names are shown as they were known last");
            askAgainAt.set(clock.millis() + LEFT_ALONE_MILLIS);
            return before.flatMap(Known::value);
        }
    }

    private Optional<Known<V>> remembered(K key) {
        synchronized (known) {
            return Optional.ofNullable(known.get(key));
        }
    }

    private void remember(K key, Known<V> value) {
        synchronized (known) {
            known.put(key, value);
        }
    }
}
