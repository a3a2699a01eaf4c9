package org.evenkeel.api;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.audit.AuditWriter;
import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.edge.EdgeMeter;
import org.evenkeel.edge.EdgeServer;
import org.evenkeel.edge.HttpLimits;
import org.evenkeel.edge.HttpRouter;
import org.evenkeel.edge.RateLimiter;
import org.evenkeel.edge.Reception;
import org.evenkeel.edge.RoomSockets;
import org.evenkeel.edge.SocketLimits;
import org.evenkeel.edge.StaticFiles;
import org.evenkeel.identity.AccessEnded;
import org.evenkeel.identity.AccessRevoker;
import org.evenkeel.identity.AuthenticatorApp;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.Passwords;
import org.evenkeel.identity.SecondFactorRule;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.live.Ids;
import org.evenkeel.live.MediaDesks;
import org.evenkeel.live.MediaParts;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.MemoryMediaStore;
import org.evenkeel.live.MemoryNode;
import org.evenkeel.live.MemoryStore;
import org.evenkeel.live.Recorder;
import org.evenkeel.live.RoomBus.Signal;
import org.evenkeel.live.Rooms;
import org.evenkeel.media.NoMedia;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.Language;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Session;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.ProgramSessionFacts;
import org.evenkeel.retention.Retention;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.SqlAuditLog;
import org.evenkeel.sql.SqlIdentity;
import org.evenkeel.sql.SqlProgram;
import org.evenkeel.sql.SqlRecord;
import org.evenkeel.sql.SqlRetention;
import org.evenkeel.sql.StorageFailure;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A made-up clinic behind a real edge on a free port: SQLite, rooms on memory twins, a clock that the test moves. */
final class ApiFixture implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final String PASSWORD = "a long made-up password";

    private static final Rate PLENTY = new Rate(100_000, 1_000);
    private static final NodeId NODE = new NodeId("node-1");

    /** Tuesday, 17:50 in New York. */
    final AtomicLong now = new AtomicLong(Instant.parse("2026-11-17T22:50:00Z").toEpochMilli());

    final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    final MemoryStore store = new MemoryStore(now::get);
    final Database database;
    final Clinic clinic;
    final Identity identity;
    final AttendanceBook attendance;
    final MemberIds memberIds;
    final Rooms rooms;
    final RoomDoorman doorman;
    final SqlProgram program;
    final SqlRecord record;
    final AuditWriter audit;
    final Recorder recorder;
    final ApiParts parts;
    final EdgeServer edge;
    private final AtomicInteger named = new AtomicInteger();

    static ApiFixture open(Path folder) {
        return new ApiFixture(folder, PLENTY, SecondFactorRule.OPTIONAL);
    }

    /** The same with so many tries for each link and address. */
    static ApiFixture open(Path folder, Rate tries) {
        return new ApiFixture(folder, tries, SecondFactorRule.OPTIONAL);
    }

    /** The same where staff must have a second factor. */
    static ApiFixture openStrict(Path folder) {
        return new ApiFixture(folder, PLENTY, SecondFactorRule.REQUIRED);
    }

    private ApiFixture(Path folder, Rate tries, SecondFactorRule rule) {
        RandomBytes random = new SecureRandomBytes();
        database = Database.open(new DatabaseAddress.SqliteFile(folder.resolve("clinic.db")));
        SealedColumns sealed = SealedColumns.open(database, folder.resolve("keys"), random);
        program = SqlProgram.in(database, sealed);
        SqlIdentity accounts = SqlIdentity.in(database, sealed);
        record = SqlRecord.in(database, sealed);
        audit = new AuditWriter(new SqlAuditLog(database));
        MemoryNode node = store.node(NODE);
        node.onSignal(signals::add);
        AccessEnded.Listener ended = new SignedOutSignal(node);
        clinic = Clinic.over(program, clock, random, new AccessRevoker(accounts, ended));
        IdentityLimits limits = IdentityLimits.defaults();
        identity =
                Identity.over(
                        accounts,
                        program,
                        new Passwords(new Passwords.Cost(64, 1, 4), random),
                        limits,
                        rule,
                        clock,
                        random,
                        ended);
        attendance =
                new AttendanceBook(
                        record.ledger(),
                        record.corrections(),
                        record.seals(),
                        new ProgramSessionFacts(program, AttendancePolicy.defaults()),
                        clock);
        memberIds = new MemberIds(ApiFixture::key);
        Ids ids = random::nextId;
        recorder = Recorder.start(record.ledger());
        RoomSockets sockets = new RoomSockets(NODE, new ProgramDirectory(clinic, clock), Limits.defaults(), now::get);
        var virtual = Executors.newVirtualThreadPerTaskExecutor();
        var media =
                new MediaDesks(
                        NODE,
                        new MediaParts(
                                new NoMedia(),
                                new MemoryMediaStore(now::get),
                                sockets,
                                node,
                                Set.of(),
                                now::get,
                                virtual),
                        sockets);
        rooms = new Rooms(NODE, node, node, recorder, now::get, ids, media);
        node.onSignal(signal -> sockets.signOut(new PersonId(signal.id())));
        doorman = new RoomDoorman(clinic, identity, audit, clock);
        parts =
                new ApiParts(
                        clinic,
                        identity,
                        limits,
                        rooms,
                        memberIds,
                        attendance,
                        record.seals(),
                        audit,
                        new Retention(
                                RetentionPolicy.defaults(),
                                new SqlRetention(database),
                                record.ledger(),
                                audit.log(),
                                clock),
                        new ApiRates(limiter(tries), limiter(tries), limiter(tries), () -> {}),
                        clock,
                        Optional.of("https://clinic.example"),
                        new ScriptedSystem(),
                        failure ->
                                failure instanceof StorageFailure storage
                                        && storage.kind() == StorageFailure.Kind.UNAVAILABLE);
        HttpRouter.Builder router = HttpRouter.builder();
        Api.routes(router, parts);
        Reception reception =
                new Reception(
                        new Reception.Parts(
                                NODE,
                                sockets,
                                rooms,
                                media,
                                doorman,
                                memberIds,
                                ids,
                                Limits.defaults(),
                                () -> true,
                                now::get,
                                virtual,
                                EdgeMeter.none()));
        edge = EdgeServer.open(config(), router.build(), StaticFiles.none(), reception, now::get, EdgeMeter.none());
        clinic.settings()
                .change(
                        Caller.operator(),
                        new ClinicSettings(
                                "Made-up Clinic", false, "Appointment", "(555) 010-0100", "988", ZONE, Language.EN, 0));
    }

    private static RateLimiter limiter(Rate rate) {
        return new RateLimiter(rate, 1_000, System::nanoTime);
    }

    private static EdgeConfig config() {
        HttpLimits defaults = HttpLimits.defaults();
        return new EdgeConfig(
                "127.0.0.1",
                0,
                Optional.empty(),
                2,
                Set.of(),
                Set.of("127.0.0.1"),
                new HttpLimits(
                        defaults.lineBytes(),
                        defaults.headerBytes(),
                        defaults.bodyBytes(),
                        defaults.headMillis(),
                        defaults.bodyMillis(),
                        defaults.idleMillis(),
                        defaults.replyMillis(),
                        defaults.connections(),
                        defaults.running(),
                        PLENTY),
                SocketLimits.defaults(),
                Limits.defaults());
    }

    private static byte[] key(SessionId session) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("key of " + session).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- people and sessions ---

    /** A new member of staff with a password of his own. */
    PersonId staff(StaffRole... roles) {
        String login = "staff" + named.incrementAndGet();
        PersonId id =
                clinic.staff()
                        .add(
                                Caller.operator(),
                                new StaffDetails(
                                        login, "Test Staff " + login, login, Set.of(roles), "LCSW", true, Set.of("NY")))
                        .id();
        String once = "a one-time password";
        identity.signIn().resetPassword(Caller.operator(), id, once);
        SignedIn first = identity.signIn().signIn(login, once).orElseThrow();
        SignedIn own = identity.signIn().changeOwnPassword(known(first), "", PASSWORD);
        identity.sessions().signOut(known(own));
        return id;
    }

    private StaffIdentity known(SignedIn signedIn) {
        return identity.sessions().identify(signedIn.secret().value()).orElseThrow();
    }

    /** What an authenticator app with this secret shows now. */
    String code(String secret) {
        return AuthenticatorApp.code(secret, now.get());
    }

    String signInName(PersonId staff) {
        return clinic.staff().get(Caller.operator(), staff).details().loginName();
    }

    /** A new participant. */
    PersonId participant() {
        String reference = "R-" + named.incrementAndGet();
        return clinic.participants()
                .add(
                        Caller.operator(),
                        new ParticipantDetails(
                                reference,
                                "Testname " + reference,
                                "Person " + reference,
                                Language.ES,
                                "555 0100",
                                Optional.empty()))
                .id();
    }

    /** A therapy session of an hour and a half that begins so many minutes from now. */
    Session session(long inMinutes, Map<PersonId, Role> people) {
        long start = now.get() + inMinutes * 60_000;
        List<RosterEntry> roster =
                people.entrySet().stream()
                        .map(each -> new RosterEntry(each.getKey(), each.getValue(), RosterEntry.Source.SESSION))
                        .toList();
        return clinic.schedule()
                .add(
                        Caller.operator(),
                        new SessionPlan(
                                "Evening group " + named.incrementAndGet(),
                                RoomKind.THERAPY,
                                ZONE,
                                start,
                                start + 90 * 60_000,
                                roster,
                                new PolicyOverrides(
                                        OptionalInt.empty(),
                                        false,
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        OptionalLong.empty())));
    }

    // --- clients ---

    /** A browser that nobody signed in with. */
    ApiClient client() {
        return new ApiClient(edge.port());
    }

    /** A browser in which this person signed in. */
    ApiClient as(PersonId staff) {
        ApiClient client = client();
        client.post(
                        "/api/staff/sign-in",
                        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(signInName(staff), PASSWORD))
                .is(200);
        return client;
    }

    /** A browser in which a new person with this role signed in. */
    ApiClient as(StaffRole role) {
        return as(staff(role));
    }

    /** A participant's link. */
    String link(PersonId participant) {
        return identity.links().issue(Caller.operator(), participant).secret().value();
    }

    /** A participant's tab. */
    ApiClient visit(PersonId participant) {
        ApiClient client = client();
        ApiClient.Reply reply = client.post("/api/links/exchange", "{\"token\":\"%s\"}".formatted(link(participant)));
        client.bearer(reply.is(200).json().get("visit").asString());
        return client;
    }

    void minutesPass(long minutes) {
        now.addAndGet(minutes * 60_000);
    }

    @Override
    public void close() {
        edge.close();
        rooms.close();
        recorder.close();
        database.close();
    }
}
