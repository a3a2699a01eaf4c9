package org.evenkeel.node;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.LastBackup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks at intervals at what this server needs and keeps what it saw, so that whoever asks (monitoring, the system
 * page) waits for nothing and costs nothing. On a thread of its own: what it looks at may hang.
 */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final long EVERY_SECONDS = 10;

    private final Stores stores;
    private final Path data;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("lookout").daemon().factory());
    private volatile Optional<Seen> seen = Optional.empty();

    /**
     * What was seen.
     *
     * @param at when
     * @param backup when the last good one was begun; empty: none, or its note cannot be read
     * @param diskFree of the disk under the data, from 0 to 1; empty when it cannot be seen
     */
    record Seen(Instant at, Answered redis, Answered sql, Optional<Instant> backup, OptionalDouble diskFree) {}

    /**
     * Whether something answered.
     *
     * @param within how long it took, or how long it was waited for
     */
    record Answered(boolean up, Duration within) {}

    private Lookout(Stores stores, Path data) {
        this.stores = stores;
        this.data = data;
    }

    /** Begins to look. */
    static Lookout start(Stores stores, Path data) {
        var lookout = new Lookout(stores, data);
        lookout.thread.scheduleWithFixedDelay(lookout::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return lookout;
    }

    /** What was seen last; empty in the first moment. Any thread. */
    Optional<Seen> seen() {
        return seen;
    }

    private void look() {
        try {
            var redis = asked(stores::redisAnswers);
            var sql = asked(stores.sql().database()::answers);
            seen = Optional.of(new Seen(WallClock.INSTANCE.instant(), redis, sql, backup(), diskFree()));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("event", "look-failed")
                    .addKeyValue("kind", e.getClass().getSimpleName())
                    .log("a look at this server's own parts failed and will be tried again");
        }
    }

    private static Answered asked(BooleanSupplier question) {
        long begun = System.nanoTime();
        boolean up = question.getAsBoolean();
        return new Answered(up, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Optional<Instant> backup() {
        try {
            return LastBackup.of(data).map(last -> Instant.ofEpochMilli(last.at()));
        } catch (BackupProblem e) {
            return Optional.empty();
        }
    }

    private OptionalDouble diskFree() {
        try {
            var store = Files.getFileStore(data);
            return store.getTotalSpace() > 0
                    ? OptionalDouble.of((double) store.getUsableSpace() / store.getTotalSpace())
                    : OptionalDouble.empty();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
