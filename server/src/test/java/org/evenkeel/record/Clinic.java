package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.attendance.ServiceUnits;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A made-up clinic on memory twins, for tests. Its clock stands still until moved. */
public final class Clinic {

    public static final SessionId SESSION = new SessionId("session-1");
    public static final PersonId COUNSELOR = new PersonId("counselor");
    public static final PersonId ANN = new PersonId("ann");
    public static final PersonId BO = new PersonId("bo");

    public final MemoryAttendanceLedger ledger = new MemoryAttendanceLedger();
    public final MemoryCorrections corrections = new MemoryCorrections();
    public final MemorySeals seals = new MemorySeals();
    public final Map<SessionId, StandingFacts> standing = new HashMap<>();
    public final AtomicLong now = new AtomicLong(SampleLedger.millis("20:00:00"));
    public final AttendanceBook book = new AttendanceBook(ledger, corrections, seals, this::find, clock());
    public final AttendanceVerifier verifier = new AttendanceVerifier(ledger, corrections, seals, this::find);

    private InstantSource clock() {
        return () -> Instant.ofEpochMilli(now.get());
    }

    private Optional<StandingFacts> find(SessionId session) {
        return Optional.ofNullable(standing.get(session));
    }

    /** An evening with Ann there all the time and Bo expected but absent, ended at 19:30. */
    public static SampleLedger evening() {
        return SampleLedger.evening("18:00:00")
                .expect("moderator", Role.MODERATOR)
                .join("ann", "a1", "18:00:00")
                .expect("bo", Role.PARTICIPANT);
    }

    /** Takes a session in: its facts into the ledger, its plan into the standing facts. */
    public Clinic take(SampleLedger sample) {
        return take(SESSION, sample);
    }

    public Clinic take(SessionId session, SampleLedger sample) {
        write(session, sample.facts());
        var plan = sample.plan();
        standing.put(
                session,
                new StandingFacts(
                        new SessionPlan(
                                session, plan.kind(), plan.scheduledStart(), plan.scheduledEnd(), plan.roster()),
                        AttendancePolicy.defaults(),
                        ZoneId.of("America/New_York"),
                        "Made-up evening group",
                        Optional.of("Made-up topic"),
                        Optional.of(new ServiceUnits.FullQuarterHours()),
                        people()));
        return this;
    }

    public void write(SessionId session, List<LedgerFact> facts) {
        ledger.append(facts.stream().map(fact -> new AttendanceLedger.Row(session, fact)).toList());
    }

    public ReviewSheet sheet() {
        return book.compute(SESSION).orElseThrow();
    }

    /** The counselor signs what he sees. */
    public Seal signed() {
        return done(book.sign(SESSION, COUNSELOR, sheet().proposedHash()));
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }

    public static Refusal refused(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> throw new AssertionError("it was done");
            case Outcome.Refused<?>(Refusal why) -> why;
        };
    }

    private static Map<PersonId, PersonFacts> people() {
        return Map.of(
                COUNSELOR,
                new PersonFacts("Testina Counselor", Optional.empty(), Optional.of("LCSW")),
                ANN,
                new PersonFacts("Ann Made-Up", Optional.of("P-0001"), Optional.empty()),
                BO,
                new PersonFacts("Bo Invented", Optional.of("P-0002"), Optional.empty()));
    }
}
