package org.evenkeel.node;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.LastBackup;
import org.evenkeel.check.CheckPlan;
import org.evenkeel.check.DiskSpace;
import org.evenkeel.check.Finding;
import org.evenkeel.check.Glance;
import org.evenkeel.program.EmergencyStore;
import org.evenkeel.sql.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** What lies around the server changes slowly, and a look at it starts programs. */
    private static final Duration AROUND_EVERY = Duration.ofMinutes(5);

    private final Stores stores;
    private final Path data;
    private final CheckPlan plan;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("lookout").daemon().factory());
    private volatile Optional<Seen> seen = Optional.empty();
    private List<Finding> around = List.of();
    private Instant aroundAt = Instant.EPOCH;

    /**
     * What was seen.
     *
     * @param at when
     * @param backup when the last good one was begun; empty: none, or its note cannot be read
     * @param diskFree of the disk under the data, from 0 to 1; empty when it cannot be seen
     * @param emergencies counts of emergency accesses; empty while they cannot be counted
     * @param around what lies around the server, some minutes old
     */
    record Seen(
            Instant at,
            Answered redis,
            Answered sql,
            Optional<Instant> backup,
            OptionalDouble diskFree,
            Optional<EmergencyStore.Figures> emergencies,
            List<Finding> around) {

        private Seen with(List<Finding> nowAround) {
            return new Seen(at, redis, sql, backup, diskFree, emergencies, nowAround);
        }
    }

    /**
     * Whether something answered.
     *
     * @param within how long it took, or how long it was waited for
     */
    record Answered(boolean up, Duration within) {}

    private Lookout(Stores stores, CheckPlan plan) {
        this.stores = stores;
        this.data = plan.folders().data();
        this.plan = plan;
    }

    /** Begins to look. */
    static Lookout start(Stores stores, CheckPlan plan) {
        var lookout = new Lookout(stores, plan);
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
            var now = WallClock.INSTANCE.instant();
            seen = Optional.of(new Seen(now, redis, sql, backup(), diskFree(), emergencies(sql), around));
            if (Duration.between(aroundAt, now).compareTo(AROUND_EVERY) >= 0) {
                aroundAt = now;
                around = Glance.around(plan);
                seen = seen.map(it -> it.with(around));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private Optional<EmergencyStore.Figures> emergencies(Answered sql) {
        try {
            return sql.up() ? Optional.of(stores.sql().program().emergencies().figures()) : Optional.empty();
        } catch (StorageFailure e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> backup() {
        try {
            return LastBackup.of(data).map(last -> Instant.ofEpochMilli(last.at()));
        } catch (BackupProblem e) {
            return Optional.empty();
        }
    }

    private OptionalDouble diskFree() {
        return DiskSpace.of(data).stream().mapToDouble(DiskSpace::freePart).findFirst();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
