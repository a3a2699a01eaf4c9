package org.evenkeel.node;

import org.evenkeel.live.MediaDesks;
import org.evenkeel.live.NodeKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a server does by itself at intervals: keeps its lease, does what is due, sweeps what ran out. */
final class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long KEEP_MILLIS = 250;
    private static final long MEDIA_SECONDS = 3;
    private static final long SWEEP_SECONDS = 60;

    /** Two looks must find the same, so a new certificate is taken within twice this time. */
    private static final long CERTIFICATE_SECONDS = 15;

    private static final int SCHEDULE_DAYS = 14;

    private final ScheduledExecutorService keeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("keeper").daemon().factory());
    private final ScheduledExecutorService sweeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("chores").daemon().factory());

    private final ScheduledExecutorService leasing =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("media-leases").daemon().factory());

    private Chores() {}

    /**
     * Begins.
     *
     * @param seenLive tells identity who is live in a session: that is activity
     * @param certificate looks whether there is a newer one
     * @param auditHead notes outside of the database where the audit log ends
     * @param retention deletes what is over its time, when it is night
     */
    static Chores start(
            NodeKeeper keeper,
            MediaDesks media,
            Stores stores,
            Desk desk,
            Runnable seenLive,
            Runnable certificate,
            Runnable auditHead,
            Runnable retention) {
        var chores = new Chores();
        chores.every(chores.keeping, KEEP_MILLIS, TimeUnit.MILLISECONDS, "keep", keeper::tick);
        chores.every(chores.keeping, 1, TimeUnit.SECONDS, "redis", stores::reviveRedis);
        chores.every(chores.leasing, MEDIA_SECONDS, TimeUnit.SECONDS, "media-leases", media::tick);
        chores.every(chores.sweeping, SWEEP_SECONDS, TimeUnit.SECONDS, "sweep", desk.identity()::sweep);
        chores.every(
                chores.sweeping,
                SWEEP_SECONDS,
                TimeUnit.SECONDS,
                "schedule",
                () -> {
                    var today = desk.clinic().schedule().today();
                    desk.clinic().schedule().ensure(today, today.plusDays(SCHEDULE_DAYS));
                });
        chores.every(chores.sweeping, SWEEP_SECONDS, TimeUnit.SECONDS, "live", seenLive);
        chores.every(chores.sweeping, CERTIFICATE_SECONDS, TimeUnit.SECONDS, "certificate", certificate);
        chores.every(chores.sweeping, 1, TimeUnit.HOURS, "day-keys", stores::forgetOldLiveData);
        chores.every(chores.sweeping, SWEEP_SECONDS, TimeUnit.SECONDS, "audit", desk.audit()::retry);
        chores.every(chores.sweeping, 1, TimeUnit.HOURS, "audit-head", auditHead);
        chores.every(chores.sweeping, 1, TimeUnit.HOURS, "retention", retention);
        chores.every(chores.sweeping, 1, TimeUnit.DAYS, "reconcile", desk.clinic().schedule()::reconcile);
        return chores;
    }

    /** A chore that fails is done again next time: one that throws would never run again. */
    private void every(ScheduledExecutorService where, long period, TimeUnit unit, String name, Runnable chore) {
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
                period,
                unit);
    }

    @Override
    public void close() {
        keeping.shutdownNow();
        leasing.shutdownNow();
        sweeping.shutdownNow();
    }
}
