package org.evenkeel.node;

import org.evenkeel.live.MediaDesks;
import org.evenkeel.live.NodeKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a server does by itself at intervals: keeps its lease, does what is due, sweeps what ran out. */
final class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long KEEP_MILLIS = 250;
    private static final long MEDIA_SECONDS = 3;
    private static final Duration SWEEP = Duration.ofSeconds(60);
    private static final int SCHEDULE_DAYS = 14;

    private final ScheduledExecutorService keeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("keeper").daemon().factory());
    private final ScheduledExecutorService sweeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("chores").daemon().factory());

    private final ScheduledExecutorService leasing =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("media-leases").daemon().factory());

    private Chores() {}

    /** Begins with what lives, media and identity need. */
    static Chores start(NodeKeeper keeper, MediaDesks media, Stores stores, Desk desk) {
        var chores = new Chores();
        chores.every(chores.keeping, Duration.ofMillis(KEEP_MILLIS), "keep", keeper::tick);
        chores.every(chores.keeping, Duration.ofSeconds(1), "redis", stores::reviveRedis);
        chores.every(chores.leasing, Duration.ofSeconds(MEDIA_SECONDS), "media-leases", media::tick);
        return chores.sweep("sweep", SWEEP, desk.identity()::sweep)
                .sweep(
                        "schedule",
                        SWEEP,
                        () -> {
                            var today = desk.clinic().schedule().today();
                            desk.clinic().schedule().ensure(today, today.plusDays(SCHEDULE_DAYS));
                        })
                .sweep("audit", SWEEP, desk.audit()::retry)
                .sweep("day-keys", Duration.ofHours(1), stores::forgetOldLiveData)
                .sweep("reconcile", Duration.ofDays(1), desk.clinic().schedule()::reconcile);
    }

    /** Does this too, now and then again each time so long after it ended; one sweep at a time. */
    Chores sweep(String name, Duration pause, Runnable chore) {
        every(sweeping, pause, name, chore);
        return this;
    }

    /** A chore that fails is done again next time: one that throws would never run again. */
    private void every(ScheduledExecutorService where, Duration pause, String name, Runnable chore) {
        where.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        LOG.atWarn()
                                .addKeyValue("event", "chore-failed")
                                .addKeyValue("chore", name)
                                .addKeyValue("kind", e.getClass().getSimpleName())
                                .log("a chore failed and will be tried again");
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        keeping.shutdownNow();
        leasing.shutdownNow();
        sweeping.shutdownNow();
    }
}
