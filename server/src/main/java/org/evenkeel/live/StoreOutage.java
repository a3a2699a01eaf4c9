package org.evenkeel.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What the log says of a store of live rooms that does not answer, whoever of the keeper and the rooms noticed: a line
 * when it begins, one a minute while it lasts, and one when it is over. Else each room and each tick says it several
 * times a second, and a reader finds nothing else. Any thread.
 */
final class StoreOutage {

    /** How often it is said again, milliseconds. */
    static final long AGAIN_MILLIS = 60_000;

    /** So long nothing may fail before it counts as over, milliseconds: a store that comes and goes is one outage. */
    static final long CALM_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StoreOutage.class);

    private final LongSupplier clock;
    private Optional<Away> away = Optional.empty();

    /**
     * @param since when the first try failed
     * @param said when the log said so last
     * @param failed when the last try failed
     * @param failures how many did
     * @param answered when the store first answered after the last that failed
     */
    private record Away(long since, long said, long failed, long failures, OptionalLong answered) {}

    /**
     * @param clock milliseconds UTC
     */
    StoreOutage(LongSupplier clock) {
        this.clock = clock;
    }

    /** A try failed. */
    synchronized void failed(StoreUnavailable problem) {
        long now = clock.getAsLong();
        var before = away.orElse(new Away(now, now - AGAIN_MILLIS, now, 0, OptionalLong.empty()));
        boolean say = now - before.said() >= AGAIN_MILLIS;
        var after =
                new Away(before.since(), say ? now : before.said(), now, before.failures() + 1, OptionalLong.empty());
        away = Optional.of(after);
        if (say) {
            LOG.atWarn()
                    .addKeyValue("event", "store-unavailable")
                    .addKeyValue("millis", now - after.since())
                    .addKeyValue("failures", after.failures())
                    .log(problem.getMessage());
        }
    }

    /** The store answered, and took a write if one was due. */
    synchronized void answered() {
        if (away.isEmpty()) {
            return;
        }
        long now = clock.getAsLong();
        var before = away.get();
        long answered = before.answered().orElse(now);
        if (now - before.failed() < CALM_MILLIS) {
            away =
                    Optional.of(
                            new Away(
                                    before.since(),
                                    before.said(),
                                    before.failed(),
                                    before.failures(),
                                    OptionalLong.of(answered)));
            return;
        }
        away = Optional.empty();
        LOG.atInfo()
                .addKeyValue("event", "store-back")
                .addKeyValue("millis", answered - before.since())
                .addKeyValue("failures", before.failures())
                .log("the store of live rooms answers again");
    }
}
