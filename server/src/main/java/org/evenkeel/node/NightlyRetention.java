package org.evenkeel.node;

import org.evenkeel.audit.AuditActor;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.retention.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Deletes what is over its time in the clinic's night, whatever the hour of the server is. So much a night and no more:
 * a clock that jumped by years has not deleted the clinic by the morning.
 */
final class NightlyRetention implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyRetention.class);
    private static final int HOUR = 3;
    private static final int MOST_A_NIGHT = 200;

    private final Retention retention;
    private final Supplier<ClinicSettings> settings;
    private final InstantSource clock;

    NightlyRetention(Retention retention, Supplier<ClinicSettings> settings, InstantSource clock) {
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    /** Call it about once an hour; twice in one night does no harm. */
    @Override
    public void run() {
        if (clock.instant().atZone(settings.get().zone()).getHour() != HOUR) {
            return;
        }
        var gone = retention.run(MOST_A_NIGHT, AuditActor.system());
        LOG.atInfo()
                .addKeyValue("event", "retention")
                .addKeyValue("sessions", gone.sessions())
                .addKeyValue("answers", gone.answers())
                .addKeyValue("emergency-accesses", gone.emergencies())
                .addKeyValue("audit-rows", gone.auditRows())
                .log("what was over its time is deleted");
    }
}
