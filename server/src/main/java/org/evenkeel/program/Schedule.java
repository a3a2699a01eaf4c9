package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.program.Session.Cancellation;
import org.evenkeel.room.Expected;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The sessions of the clinic. Sessions of groups are made from the weekly slots some days ahead, as often as somebody
 * asks, never twice; a session that has not ended follows its group. Any thread, any node.
 */
public final class Schedule {

    private static final int DAYS_AHEAD = 8;
    private static final int TRIES = 8;

    private final ProgramStores stores;
    private final RosterRules rules;
    private final InstantSource clock;
    private final RandomBytes random;
    private final SessionMaker maker;

    Schedule(ProgramStores stores, RosterRules rules, InstantSource clock, RandomBytes random) {
        this.stores = stores;
        this.rules = rules;
        this.clock = clock;
        this.random = random;
        this.maker = new SessionMaker(stores.sessions(), rules, random);
    }

    /**
     * Sees to it that every slot of this day, in each group's own time zone, has its session. Slots that are over stay
     * without one: what was never planned is added by hand as a single session.
     */
    public void ensure(LocalDate day) {
        ensure(day, day);
    }

    /** The same for all days from {@code first} to {@code last}, both included. */
    public void ensure(LocalDate first, LocalDate last) {
        long from = first.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long to = last.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        Set<Occurrence> known =
                stores.sessions().startingBetween(from, to).stream()
                        .flatMap(session -> session.occurrence().stream())
                        .collect(Collectors.toUnmodifiableSet());
        long now = clock.millis();
        stores.groups().all().stream()
                .filter(Group::active)
                .forEach(group -> maker.make(group, first, last, now, known));
    }

    /**
     * Brings all sessions to come in line with their groups and with who is active: mends what a crash left between the
     * change of a group and that of its sessions. For the start of a node and once a day; repeating is harmless.
     */
    public void reconcile() {
        stores.groups().all().forEach(this::follow);
    }

    /**
     * The sessions that start on one day of the program's time zone, by start: all for those who may see rosters, else
     * those the caller is in. Makes what is missing.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<Session> day(Caller caller, LocalDate day) {
        return days(caller, day, day);
    }

    /**
     * The same for all days from {@code first} to {@code last}, both included.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<Session> days(Caller caller, LocalDate first, LocalDate last) {
        caller.must(Access.Action.READ, Access.SESSIONS);
        ensure(first.minusDays(1), last.plusDays(1));
        ZoneId zone = zone();
        long from = first.atStartOfDay(zone).toInstant().toEpochMilli();
        long to = last.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return caller.may(Access.Action.READ, Access.ROSTERS)
                ? stores.sessions().startingBetween(from, to)
                : stores.sessions().startingBetween(from, to, caller.person());
    }

    /**
     * Sessions of a person that end after now and start within a week, by start, cancelled ones left out: what the
     * person's own screen shows. Makes what is missing.
     */
    public List<Session> upcoming(PersonId person) {
        long now = clock.millis();
        LocalDate today = today();
        ensure(today.minusDays(1), today.plusDays(DAYS_AHEAD));
        long from = today.minusDays(2).atStartOfDay(zone()).toInstant().toEpochMilli();
        long to = today.plusDays(DAYS_AHEAD).atStartOfDay(zone()).toInstant().toEpochMilli();
        return stores.sessions().startingBetween(from, to, person).stream()
                .filter(session -> session.plan().end() > now && !session.cancelled())
                .toList();
    }

    /**
     * Sessions of a person that start from yesterday on until in a week, over or not, by start, cancelled ones left
     * out: a session that runs on after its scheduled end is among them. Makes what is missing.
     */
    public List<Session> around(PersonId person) {
        LocalDate today = today();
        ensure(today.minusDays(1), today.plusDays(DAYS_AHEAD));
        long from = today.minusDays(1).atStartOfDay(zone()).toInstant().toEpochMilli();
        long to = today.plusDays(DAYS_AHEAD).atStartOfDay(zone()).toInstant().toEpochMilli();
        return stores.sessions().startingBetween(from, to, person).stream()
                .filter(session -> !session.cancelled())
                .toList();
    }

    /** Today by the program's time zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    /** The session, without asking who wants to know: for rooms and for the person's own screens. */
    public Optional<Session> find(SessionId id) {
        return stores.sessions().find(id);
    }

    /**
     * The session for a member of staff: any for those who may see rosters, else one the caller is in.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}; a session of others looks like none
     */
    public Session get(Caller caller, SessionId id) {
        caller.must(Access.Action.READ, Access.SESSIONS);
        return find(id).filter(
                        session ->
                                caller.may(Access.Action.READ, Access.ROSTERS)
                                        || session.entryOf(caller.person()).isPresent())
                .orElseThrow(Schedule::notFound);
    }

    /**
     * Adds a single session.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code inactive}, {@code bad_value} as for groups
     */
    public Session add(Caller caller, SessionPlan plan) {
        caller.must(Access.Action.CHANGE, Access.SESSIONS);
        rules.check(plan.roster(), List.of());
        return stores.sessions()
                .addIfAbsent(
                        new Session(new SessionId(random.nextId()), Optional.empty(), plan, Session.Facts.none(), 0));
    }

    /**
     * Changes the plan of one session that has not ended. Of a group's session, entries that stand on the group's list
     * follow the group again at its next change.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code closed}, {@code conflict}
     */
    public Session change(Caller caller, SessionId id, long version, SessionPlan plan) {
        caller.must(Access.Action.CHANGE, Access.SESSIONS);
        Session before = open(id);
        rules.check(plan.roster(), before.plan().roster());
        return stores.sessions().save(before.with(plan).at(version));
    }

    /**
     * Cancels one session that was not started.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code closed}, {@code conflict}
     */
    public Session cancel(Caller caller, SessionId id, long version) {
        caller.must(Access.Action.CHANGE, Access.SESSIONS);
        Session before = open(id);
        if (before.facts().startedAt().isPresent()) {
            throw new ProgramProblem(Code.CLOSED, "session");
        }
        return stores.sessions().save(before.with(Cancellation.BY_STAFF).at(version));
    }

    /** How staff see a waiting person: on this roster, on another one of that day, or unknown. */
    public Expected expected(SessionId id, PersonId person) {
        Optional<Session> session = find(id);
        if (session.flatMap(each -> each.entryOf(person)).isPresent()) {
            return Expected.TODAY;
        }
        long around = session.map(each -> each.plan().start()).orElse(clock.millis());
        boolean elsewhere =
                !stores.sessions().startingBetween(around - 43_200_000, around + 43_200_000, person).isEmpty();
        return elsewhere ? Expected.OTHER_ROSTER : Expected.UNKNOWN;
    }

    /** Notes that the room was opened; the first time counts. Repeating is harmless. */
    public void recordStarted(SessionId id, long at) {
        record(
                id,
                facts ->
                        facts.startedAt().isPresent()
                                ? facts
                                : new Session.Facts(OptionalLong.of(at), facts.endedAt(), facts.cancellation()));
    }

    /** Notes that the session ended; the last time counts. Repeating is harmless. */
    public void recordEnded(SessionId id, long at) {
        record(id, facts -> new Session.Facts(facts.startedAt(), OptionalLong.of(at), facts.cancellation()));
    }

    /** Notes that an ended session goes on. Repeating is harmless. */
    public void recordReopened(SessionId id) {
        record(id, facts -> new Session.Facts(facts.startedAt(), OptionalLong.empty(), facts.cancellation()));
    }

    /** Brings all sessions of a group that have not ended in line with it, and makes those of the coming days. */
    void follow(Group group) {
        long now = clock.millis();
        for (Session session : stores.sessions().ofGroupEndingAfter(group.id(), now)) {
            retry(() -> maker.follow(session.id(), group));
        }
        if (group.active()) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), group.details().zone());
            maker.make(group, today.minusDays(1), today.plusDays(DAYS_AHEAD), now, Set.of());
        }
    }

    private void record(SessionId id, UnaryOperator<Session.Facts> change) {
        retry(
                () -> {
                    Session before = find(id).orElseThrow(Schedule::notFound);
                    Session after = before.with(change.apply(before.facts()));
                    if (!after.equals(before)) {
                        stores.sessions().save(after);
                    }
                });
    }

    private static void retry(Runnable act) {
        for (int left = TRIES; ; left--) {
            try {
                act.run();
                return;
            } catch (ProgramProblem e) {
                if (e.code() != Code.CONFLICT || left == 1) {
                    throw e;
                }
            }
        }
    }

    private Session open(SessionId id) {
        Session session = find(id).orElseThrow(Schedule::notFound);
        if (!session.open()) {
            throw new ProgramProblem(Code.CLOSED, "session");
        }
        return session;
    }

    private ZoneId zone() {
        return stores.settings().load().zone();
    }

    private static ProgramProblem notFound() {
        return new ProgramProblem(Code.NOT_FOUND, "session");
    }
}
