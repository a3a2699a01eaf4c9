package org.evenkeel.check;

import java.time.Instant;
import java.util.List;

/**
 * What a running server can say of itself in the words of the check, at little cost: it opens no socket to the outside,
 * asks the SFU and the relay nothing, and reads no database. {@link CheckRun} walks the whole way.
 */
public final class Glance {

    private Glance() {}

    /** Looks at what lies around the server: Redis' settings, clock, disk, backup. Blocks for some seconds at most. */
    public static List<Finding> around(CheckPlan plan) throws InterruptedException {
        var checks =
                List.<Check>of(
                        new ChildrenCheck(plan),
                        new RedisCheck(plan),
                        new ClockCheck(plan.machine()),
                        new SpaceCheck(plan.folders().data(), plan.machine()),
                        new EncryptionCheck(plan.folders().data(), plan.machine()),
                        new BackupCheck(plan.folders().data(), plan.machine(), plan.clock()));
        return CheckRun.run(checks, plan).findings();
    }

    /** Whether Redis answered the server. */
    public static Finding redis(boolean answers) {
        return answers ? Subject.REDIS.fine("Redis answers.") : Subject.REDIS.broken("Redis does not answer.");
    }

    /** Whether the database answered the server. */
    public static Finding database(boolean answers) {
        return answers
                ? Subject.DATABASE.fine("The database answers.")
                : Subject.DATABASE.broken("The database does not answer.");
    }

    /** Whether the server holds its connection to the SFU. */
    public static Finding sfu(boolean connected) {
        return connected ? Subject.SFU.fine("Janus answers.") : Subject.SFU.broken("Janus does not answer.");
    }

    /** A server without an SFU. */
    public static Finding noSfu(boolean mesh) {
        return mesh ? SfuCheck.onlyMesh() : SfuCheck.nothing();
    }

    /** The certificate of the server's own port. */
    public static Finding certificate(Instant until, Instant now) {
        return CertificateCheck.days(until, now);
    }

    /** No relay is configured. */
    public static Finding noRelay() {
        return RelayCheck.none();
    }
}
