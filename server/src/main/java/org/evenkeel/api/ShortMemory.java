package org.evenkeel.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Remembers answers for half a minute, and longer while the database cannot be asked. What was known once is given at
 * once and looked up anew beside, so whoever asks waits only for what was never known, and for that half a second at
 * most; and after a failure for nothing, until the database answers again. Bounded: what was unused for longest goes
 * first. Any thread.
 */
final class ShortMemory<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(ShortMemory.class);
    private static final long FRESH_MILLIS = 30_000;
    private static final long LEFT_ALONE_MILLIS = 5_000;
    private static final long FIRST_LOOK_MILLIS = 500;

    private record Known<V>(Optional<V> value, long since) {}

    private final InstantSource clock;
    private final Function<K, Optional<V>> source;
    private final Map<K, Known<V>> known;
    private final AtomicLong askAgainAt = new AtomicLong(Long.MIN_VALUE);
    private final Executor beside;
    private final Set<K> looking = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;

    ShortMemory(int most, InstantSource clock, Function<K, Optional<V>> source) {
        this(most, clock, source, ShortMemory::onItsOwn);
    }

    /**
     * @param beside runs what nobody waits for
     */
    ShortMemory(int most, InstantSource clock, Function<K, Optional<V>> source, Executor beside) {
        this.beside = beside;
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

    private static void onItsOwn(Runnable look) {
        Thread.ofVirtual().name("names").start(look);
    }

    /** The answer as it was known last; empty when there is none, or none can be had now. */
    Optional<V> get(K key) {
        Optional<Known<V>> before = remembered(key);
        boolean fresh = before.isPresent() && clock.millis() - before.get().since() < FRESH_MILLIS;
        if (!fresh && before.isEmpty() && !failing) {
            lookFirst(key);
        } else if (!fresh && clock.millis() >= askAgainAt.get() && looking.add(key)) {
            beside.execute(() -> lookBeside(key));
        }
        return remembered(key).flatMap(Known::value);
    }

    /** A database that hangs counts as one that fails; what it says in the end is remembered all the same. */
    private void lookFirst(K key) {
        var looked = CompletableFuture.runAsync(() -> look(key), ShortMemory::onItsOwn);
        try {
            looked.get(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            failed(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at a name fails in no way of its own", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookBeside(K key) {
        try {
            look(key);
        } finally {
            looking.remove(key);
        }
    }

    private void look(K key) {
        try {
            remember(key, new Known<>(source.apply(key), clock.millis()));
            failing = false;
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    private void failed(Exception failure) {
        LOG.atWarn()
                .addKeyValue("event", "names-unavailable")
                .addKeyValue("kind", failure.getClass().getSimpleName())
                .log("names are shown as they were known last");
        askAgainAt.set(clock.millis() + LEFT_ALONE_MILLIS);
        failing = true;
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
