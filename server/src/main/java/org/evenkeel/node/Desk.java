package org.evenkeel.node;

import org.evenkeel.api.Api;
import org.evenkeel.api.ApiParts;
import org.evenkeel.api.ApiRates;
import org.evenkeel.api.SystemView;
import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.audit.AuditWriter;
import org.evenkeel.edge.EdgeMeter;
import org.evenkeel.edge.HttpRouter;
import org.evenkeel.edge.RateLimiter;
import org.evenkeel.identity.AccessEnded;
import org.evenkeel.identity.AccessRevoker;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.Passwords;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Rooms;
import org.evenkeel.program.Clinic;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.AttendanceVerifier;
import org.evenkeel.record.ProgramSessionFacts;
import org.evenkeel.record.Seals;
import org.evenkeel.sql.StorageFailure;
import org.evenkeel.wire.Rate;

import java.time.Duration;

/** The clinic's use cases over its stores: what screens, demo, seed and command line call alike. Any thread. */
public final class Desk {

    private static final int KEYS_REMEMBERED = 50_000;
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();

    /** Of one member of staff: more than a bad night has, far less than it takes to copy a clinic's list. */
    private static final Rate EMERGENCIES = new Rate(10, Duration.ofHours(1).toMillis());

    private final Clinic clinic;
    private final Identity identity;
    private final IdentityLimits identityLimits;
    private final AttendanceBook attendance;
    private final AttendanceVerifier verifier;
    private final Seals seals;
    private final AuditWriter audit;
    private final Stores.Sql sql;

    private Desk(Stores.Sql sql, Config.Staff staff, AccessEnded.Listener ended) {
        identityLimits = IdentityLimits.defaults().withStaffIdle(staff.idle());
        var random = new SecureRandomBytes();
        clinic = Clinic.over(sql.program(), WallClock.INSTANCE, random, new AccessRevoker(sql.identity(), ended));
        identity =
                Identity.over(
                        sql.identity(),
                        sql.program(),
                        new Passwords(Passwords.Cost.defaults(), random),
                        identityLimits,
                        staff.secondFactor(),
                        WallClock.INSTANCE,
                        random,
                        ended);
        var facts = new ProgramSessionFacts(sql.program(), AttendancePolicy.defaults());
        var record = sql.record();
        attendance =
                new AttendanceBook(record.ledger(), record.corrections(), record.seals(), facts, WallClock.INSTANCE);
        seals = record.seals();
        audit = sql.audit();
        this.sql = sql;
        verifier = new AttendanceVerifier(record.ledger(), record.corrections(), record.seals(), facts);
    }

    /**
     * The use cases of a running server.
     *
     * @param staff how staff sign in
     * @param ended told when somebody's access ended
     */
    static Desk of(Stores.Sql sql, Config.Staff staff, AccessEnded.Listener ended) {
        return new Desk(sql, staff, ended);
    }

    /** The same where nobody signs in. */
    static Desk offline(Stores.Sql sql) {
        return offline(sql, Config.Staff.usual());
    }

    /** The use cases beside a server that may run: its sockets notice an ended access within their next request. */
    static Desk offline(Stores.Sql sql, Config.Staff staff) {
        return new Desk(sql, staff, _ -> {});
    }

    /** The clinic's standing facts. */
    public Clinic clinic() {
        return clinic;
    }

    /** Sign-ins, links, tickets. */
    public Identity identity() {
        return identity;
    }

    /** The attendance record. */
    public AttendanceBook attendance() {
        return attendance;
    }

    /** Recomputes what was signed. */
    public AttendanceVerifier verifier() {
        return verifier;
    }

    /** The audit log. */
    public AuditWriter audit() {
        return audit;
    }

    /** Every resource of the HTTP API. */
    void routes(
            HttpRouter.Builder router,
            Rooms rooms,
            MemberIds memberIds,
            Config config,
            SystemView system,
            EdgeMeter meter) {
        var links = meter.refusing(EdgeMeter.Limit.LINKS);
        var emergencies = meter.refusing(EdgeMeter.Limit.EMERGENCY);
        Api.routes(
                router,
                new ApiParts(
                        clinic,
                        identity,
                        identityLimits,
                        rooms,
                        memberIds,
                        attendance,
                        seals,
                        audit,
                        sql.retention(config.retention()),
                        new ApiRates(
                                limiter(20, links),
                                limiter(120, links),
                                new RateLimiter(EMERGENCIES, KEYS_REMEMBERED, System::nanoTime, emergencies),
                                meter.refusing(EdgeMeter.Limit.SIGN_IN)),
                        WallClock.INSTANCE,
                        config.publicAddress(),
                        system,
                        Desk::away));
    }

    private static RateLimiter limiter(int burst, Runnable refused) {
        return new RateLimiter(new Rate(burst, TEN_MINUTES), KEYS_REMEMBERED, System::nanoTime, refused);
    }

    /** Whether a failure means that the database does not answer now, rather than that something is wrong with us. */
    static boolean away(RuntimeException failure) {
        return failure instanceof StorageFailure storage && storage.kind() == StorageFailure.Kind.UNAVAILABLE;
    }
}
