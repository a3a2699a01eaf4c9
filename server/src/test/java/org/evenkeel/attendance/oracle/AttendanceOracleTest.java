package org.evenkeel.attendance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.AttendanceFlag;
import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.CountableTime;
import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.LateMode;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.PhonePresence;
import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.attendance.RosterEntry;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.attendance.Uncounted;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The computation against two oracles that share no code with it. A failure names the seed of its session; {@code
 * -Dattendance.seed=<seed>} runs that one alone, {@code -Dattendance.from=<seed>} starts a run there.
 */
class AttendanceOracleTest {

    private static final int FAST = 3_000;
    private static final int MANY = 40_000;
    private static final int ALL = 100_000;

    @Test
    void threeThousandRandomSessionsCountAsTheOraclesSay() {
        run(FAST);
    }

    @Test
    @Tag("slow")
    @Tag("steady")
    @Timeout(600)
    void fortyThousandRandomSessionsCountAsTheOraclesSay() {
        run(MANY);
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void aHundredThousandRandomSessionsCountAsTheOraclesSay() {
        run(ALL);
    }

    @Test
    void theMadeUpSessionsAreWorthCounting() {
        List<Verdict.Person> people = new ArrayList<>();
        for (long seed = 0; seed < 500; seed++) {
            people.addAll(PaintedSeconds.of(new SessionGenerator(seed, 1_000).next()).people().values());
        }
        assertThat(people.stream().filter(p -> p.counted() > 0).count()).isGreaterThan(people.size() / 4);
        assertThat(people.stream().map(Verdict.Person::status).distinct())
                .contains(
                        "PRESENT",
                        "LATE",
                        "LEFT_EARLY",
                        "PARTIAL",
                        "REMOVED",
                        "TECHNICAL_FAILURE",
                        "NOT_ADMITTED",
                        "NO_SHOW",
                        "CANCELLED_BY_PROGRAM");
    }

    /** Half on whole seconds against the first oracle, half on milliseconds against the second. */
    private static void run(int sessions) {
        Long only = Long.getLong("attendance.seed");
        long from = only != null ? only : Long.getLong("attendance.from", new Random().nextLong(1L << 40));
        long to = only != null ? only + 1 : from + sessions;
        System.out.println("attendance oracle: sessions from seed " + from + " to " + (to - 1));
        for (long seed = from; seed < to; seed++) {
            if (seed % 2 == 0) {
                compare(seed, new SessionGenerator(seed, 1_000).next(), PaintedSeconds::of);
            } else {
                compare(seed, new SessionGenerator(seed, 1).next(), ElementarySegments::of);
            }
        }
    }

    private static void compare(long seed, RandomSession session, Function<RandomSession, Verdict> oracle) {
        SessionAttendance computed = compute(session);
        assertThat(verdict(computed)).as("seed %d", seed).isEqualTo(oracle.apply(session));
        for (PersonAttendance person : computed.people()) {
            long present =
                    person.segments().stream()
                            .mapToLong(
                                    segment ->
                                            switch (segment.kind()) {
                                                case PRESENT, ASIDE, BREAK -> segment.during().length();
                                                case WAITING, GAP -> 0;
                                            })
                            .sum();
            long lost = person.uncounted().stream().map(Uncounted::during).mapToLong(during -> during.length()).sum();
            assertThat(present)
                    .as("seed %d: what is drawn is what counts and what does not", seed)
                    .isEqualTo(person.millis() + lost);
            assertThat(person.minutes()).as("seed %d", seed).isEqualTo(person.millis() / 60_000);
        }
    }

    private static SessionAttendance compute(RandomSession session) {
        List<LedgerFact> facts = new ArrayList<>();
        for (Happening happening : session.happenings()) {
            facts.add(new LedgerFact(1, facts.size() + 1, 0, happening.at(), happening.fact()));
        }
        SessionPlan plan =
                new SessionPlan(
                        new SessionId("made-up"),
                        session.kind(),
                        session.scheduledStart(),
                        session.scheduledEnd(),
                        session.roster().stream()
                                .map(person -> new RosterEntry(person, Role.PARTICIPANT, false))
                                .toList());
        List<PhonePresence> phone =
                session.calls().stream()
                        .map(call -> new PhonePresence(call.person(), new Interval(call.from(), call.to())))
                        .toList();
        return CountableTime.compute(
                plan, PresenceFold.fold(facts, session.openUntil()), policy(session.rules()), phone);
    }

    private static AttendancePolicy policy(Rules rules) {
        return new AttendancePolicy(
                1,
                rules.lateAfter(),
                rules.noCreditAfter(),
                LateMode.values()[rules.lateMode()],
                rules.leftEarly(),
                rules.partial(),
                rules.cap(),
                rules.extended(),
                rules.bridged(),
                rules.restart(),
                rules.restartMax(),
                rules.staffTolerance());
    }

    private static Verdict verdict(SessionAttendance session) {
        Map<String, Verdict.Person> people = new TreeMap<>();
        for (PersonAttendance person : session.people()) {
            people.put(
                    person.person().value(),
                    new Verdict.Person(
                            person.millis(),
                            person.waitingMillis(),
                            person.firstIn().orElse(-1),
                            person.lastOut().orElse(-1),
                            person.flags().contains(AttendanceFlag.LATE),
                            person.flags().contains(AttendanceFlag.LEFT_EARLY),
                            person.flags().contains(AttendanceFlag.AWAY),
                            person.status().name()));
        }
        return new Verdict(people, session.staffGaps().length(), session.numberInGroup());
    }
}
