package org.evenkeel.attendance.oracle;

import org.evenkeel.room.EndReason;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The second oracle: between two neighbouring moments at which anything could change, nothing changes; so it asks a
 * plain question about each such segment's first millisecond, looking at the whole log every time, and adds lengths up.
 * For any milliseconds.
 */
final class ElementarySegments {

    private static final long NEVER = Long.MAX_VALUE / 4;

    /** A happening with the time it is taken to have. */
    private record Step(int index, long at, RoomEvent.Fact fact) {}

    /** One socket as the whole log has it. */
    private record Socket(MemberId member, long from, long hard, long loss, LeaveReason why, boolean released) {
        boolean holds(long t) {
            return from <= t && t < Math.min(hard, loss);
        }
    }

    private final RandomSession session;
    private final Rules rules;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> ends = new ArrayList<>();
    private final List<long[]> spans = new ArrayList<>();
    private final List<long[]> pauses = new ArrayList<>();
    private final Map<MemberId, List<Socket>> sockets = new HashMap<>();
    private final Map<MemberId, String> persons = new HashMap<>();
    private final Set<MemberId> order = new LinkedHashSet<>();
    private final TreeSet<Long> moments = new TreeSet<>();
    private final Set<Long> staffed = new TreeSet<>();
    private final boolean ended;
    private final long horizon;

    private ElementarySegments(RandomSession session) {
        this.session = session;
        this.rules = session.rules();
        long now = Long.MIN_VALUE;
        for (Happening happening : session.happenings()) {
            now = Math.max(now, happening.at());
            steps.add(new Step(steps.size(), now, happening.fact()));
        }
        this.ended = walkSpans();
        this.horizon = ended ? ends.getLast().at() : Math.max(now, session.openUntil().orElse(now));
        spans.forEach(span -> span[1] = Math.min(span[1], horizon));
        pauses.forEach(pause -> pause[1] = Math.min(pause[1], horizon));
        of(RoomEvent.Entered.class)
                .forEach(
                        e -> {
                            persons.put(e.member(), e.person().value());
                            order.add(e.member());
                        });
        order.forEach(member -> sockets.put(member, socketsOf(member)));
        collectMoments();
        findStaffed();
    }

    static Verdict of(RandomSession session) {
        ElementarySegments oracle = new ElementarySegments(session);
        Map<String, Verdict.Person> people = new TreeMap<>();
        oracle.participants().forEach(person -> people.put(person, oracle.judge(person)));
        long gap = oracle.sum(t -> oracle.running(t) && !oracle.staffed.contains(t));
        long group = people.values().stream().filter(p -> p.counted() >= 60_000).count();
        return new Verdict(people, gap, group);
    }

    private <T> List<T> of(Class<T> type) {
        return steps.stream().map(Step::fact).filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * @return whether the session's last word is an end
     */
    private boolean walkSpans() {
        boolean over = false;
        long[] span = null;
        long[] pause = null;
        for (Step step : steps) {
            boolean start =
                    step.fact() instanceof RoomEvent.SessionStarted || step.fact() instanceof RoomEvent.SessionReopened;
            if (start) {
                over = false;
                if (span == null) {
                    span = new long[] {step.at(), NEVER};
                    spans.add(span);
                }
            } else if (step.fact() instanceof RoomEvent.SessionEnded && !over) {
                over = true;
                ends.add(step);
                close(span, step);
                close(pause, step);
                span = null;
                pause = null;
            } else if (step.fact() instanceof RoomEvent.BreakStarted && span != null && pause == null) {
                pause = new long[] {step.at(), NEVER};
                pauses.add(pause);
            } else if (step.fact() instanceof RoomEvent.BreakEnded) {
                close(pause, step);
                pause = null;
            }
        }
        return over;
    }

    private static void close(long[] open, Step step) {
        if (open != null) {
            open[1] = step.at();
        }
    }

    private int enteredIndex(MemberId member) {
        return steps.stream()
                .filter(s -> s.fact() instanceof RoomEvent.Entered e && e.member().equals(member))
                .findFirst()
                .orElseThrow()
                .index();
    }

    private List<Socket> socketsOf(MemberId member) {
        int entered = enteredIndex(member);
        List<Step> attaches = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Step step : steps) {
            if (step.index() > entered
                    && step.fact() instanceof RoomEvent.Attached a
                    && a.member().equals(member)
                    && seen.add(a.connection().value())) {
                attaches.add(step);
            }
        }
        List<Socket> result = new ArrayList<>();
        for (int i = 0; i < attaches.size(); i++) {
            Optional<Step> next = i + 1 < attaches.size() ? Optional.of(attaches.get(i + 1)) : Optional.empty();
            result.add(socket(member, attaches.get(i), next));
        }
        return result;
    }

    private Socket socket(MemberId member, Step attach, Optional<Step> next) {
        String id = ((RoomEvent.Attached) attach.fact()).connection().value();
        long loss = NEVER;
        LeaveReason why = LeaveReason.CLOSED;
        for (Step step : steps.subList(attach.index() + 1, steps.size())) {
            if (step.fact() instanceof RoomEvent.ConnectionLost l
                    && l.member().equals(member)
                    && l.connection().value().equals(id)) {
                long at = Math.max(attach.at(), Math.min(l.effectiveAt(), step.at()));
                why = at < loss ? l.reason() : why;
                loss = Math.min(loss, at);
            } else if (step.fact() instanceof RoomEvent.ConnectionConfirmed c
                    && c.member().equals(member)
                    && c.connection().value().equals(id)) {
                loss = NEVER;
            }
        }
        int nextIndex = next.map(Step::index).orElse(steps.size());
        Optional<Step> release =
                steps.subList(attach.index() + 1, nextIndex).stream()
                        .filter(step -> releases(step, member))
                        .findFirst();
        long hard = release.or(() -> next).map(Step::at).orElse(NEVER);
        return new Socket(member, attach.at(), Math.min(hard, horizon), loss, why, release.isPresent());
    }

    private boolean releases(Step step, MemberId member) {
        return step.fact() instanceof RoomEvent.Left l && l.member().equals(member)
                || step.fact() instanceof RoomEvent.Removed r && r.member().equals(member)
                || step.fact() instanceof RoomEvent.Declined d && d.member().equals(member)
                || ends.contains(step);
    }

    private void collectMoments() {
        moments.add(session.scheduledEnd());
        moments.add(horizon);
        steps.forEach(step -> moments.add(step.at()));
        session.calls()
                .forEach(
                        call -> {
                            moments.add(call.from());
                            moments.add(call.to());
                        });
        sockets.values().stream()
                .flatMap(List::stream)
                .filter(s -> s.loss() < NEVER)
                .forEach(
                        s -> {
                            moments.add(s.loss());
                            moments.add(s.loss() + rules.restartMax());
                        });
    }

    private interface Question {
        boolean at(long t);
    }

    private long sum(Question question) {
        long sum = 0;
        for (Long from : moments) {
            Long to = moments.higher(from);
            sum += to != null && question.at(from) ? to - from : 0;
        }
        return sum;
    }

    private boolean running(long t) {
        return spanAt(t).isPresent();
    }

    private Optional<long[]> spanAt(long t) {
        return spans.stream().filter(span -> span[0] <= t && t < span[1]).findFirst();
    }

    private boolean pausing(long t) {
        return pauses.stream().anyMatch(pause -> pause[0] <= t && t < pause[1]);
    }

    /** What the last word before or at this moment said, as a letter: Admitted, Waiting, Out for good, Removed. */
    private char standing(MemberId member, long t) {
        int entered = enteredIndex(member);
        char standing = 'W';
        boolean ever = false;
        for (Step step : steps.subList(entered, steps.size())) {
            if (step.at() > t) {
                break;
            }
            boolean isAttach =
                    step.fact() instanceof RoomEvent.Attached a
                            && a.member().equals(member)
                            && firstAttach(step, a, entered);
            char said = isAttach && standing == 'R' ? 'W' : word(step.fact(), member, ever);
            ever |= said == 'A';
            standing = said == ' ' ? standing : said;
        }
        return standing;
    }

    private boolean firstAttach(Step step, RoomEvent.Attached attached, int entered) {
        return steps.subList(entered, step.index()).stream()
                .noneMatch(
                        s ->
                                s.fact() instanceof RoomEvent.Attached other
                                        && other.member().equals(attached.member())
                                        && other.connection().equals(attached.connection()));
    }

    private static char word(RoomEvent.Fact fact, MemberId member, boolean ever) {
        if (fact instanceof RoomEvent.Admitted a && a.member().equals(member)) {
            return 'A';
        } else if (fact instanceof RoomEvent.SentBack s && s.member().equals(member)
                || fact instanceof RoomEvent.DeclineUndone d && d.member().equals(member)
                || fact instanceof RoomEvent.ParkedForStaffGone p && p.members().contains(member)) {
            return 'W';
        } else if (fact instanceof RoomEvent.Declined d && d.member().equals(member)) {
            return 'D';
        } else if (fact instanceof RoomEvent.Removed r && r.member().equals(member)) {
            return switch (r.kind()) {
                case BARRED -> 'B';
                case MAY_RETURN -> 'R';
            };
        } else if (fact instanceof RoomEvent.RemovalUndone u && u.member().equals(member)) {
            return ever ? 'A' : 'W';
        }
        return ' ';
    }

    private Optional<RoomEvent.Entered> roleAt(MemberId member, long t) {
        return steps.stream()
                .filter(step -> step.at() <= t)
                .map(Step::fact)
                .filter(fact -> fact instanceof RoomEvent.Entered e && e.member().equals(member))
                .map(RoomEvent.Entered.class::cast)
                .reduce((a, b) -> b);
    }

    private boolean seated(MemberId member, long t) {
        return sockets.get(member).stream().anyMatch(socket -> socket.holds(t));
    }

    private boolean credited(MemberId member, long t) {
        List<Socket> own = sockets.get(member);
        boolean staff = roleAt(member, NEVER).orElseThrow().role().isStaff();
        for (int i = 1; i < own.size(); i++) {
            Socket lost = own.get(i - 1);
            boolean within = lost.loss() <= t && t < Math.min(own.get(i).from(), horizon) && !lost.released();
            boolean restart =
                    rules.restart() && lost.why() == LeaveReason.DRAINED && t < lost.loss() + rules.restartMax();
            if (within && (restart || rules.bridged() && !staff)) {
                return true;
            }
        }
        return false;
    }

    private boolean inRoom(MemberId member, long t) {
        return (seated(member, t) || credited(member, t)) && standing(member, t) == 'A';
    }

    private boolean apart(MemberId member, long t) {
        boolean apart = false;
        for (Step step : steps.subList(enteredIndex(member), steps.size())) {
            if (step.at() > t) {
                break;
            }
            if (step.fact() instanceof RoomEvent.SteppedAside s
                    && (s.member().equals(member) || s.staff().equals(member))) {
                apart = true;
            } else if (ends.contains(step)
                    || step.fact() instanceof RoomEvent.AsideEnded e
                            && (e.member().equals(member) || e.staff().equals(member))) {
                apart = false;
            }
        }
        return apart;
    }

    private void findStaffed() {
        for (Long t : moments) {
            boolean somebody =
                    running(t)
                            && order.stream()
                                    .anyMatch(
                                            m ->
                                                    roleAt(m, t)
                                                                    .filter(
                                                                            e ->
                                                                                    session.kind()
                                                                                            .qualifies(
                                                                                                    e.role(),
                                                                                                    e.credentialed()))
                                                                    .isPresent()
                                                            && inRoom(m, t)
                                                            && !apart(m, t));
            if (somebody) {
                staffed.add(t);
            }
        }
        Set<Long> forgiven = new TreeSet<>();
        for (Long t : moments) {
            spanAt(t).filter(span -> !staffed.contains(t) && blip(t, span)).ifPresent(_ -> forgiven.add(t));
        }
        staffed.addAll(forgiven);
    }

    private boolean blip(long t, long[] span) {
        Long before = moments.lower(t);
        while (before != null && before >= span[0] && !staffed.contains(before)) {
            before = moments.lower(before);
        }
        Long after = moments.higher(t);
        while (after != null && after < span[1] && !staffed.contains(after)) {
            after = moments.higher(after);
        }
        return before != null
                && before >= span[0]
                && after != null
                && after < span[1]
                && after - moments.higher(before) <= rules.staffTolerance();
    }

    private Set<String> participants() {
        Set<String> ids = new TreeSet<>();
        for (String person : persons.values()) {
            if (roleAt(lastMember(person).orElseThrow(), NEVER).orElseThrow().role() == Role.PARTICIPANT) {
                ids.add(person);
            }
        }
        session.roster().stream().map(Object::toString).filter(p -> !persons.containsValue(p)).forEach(ids::add);
        session.calls().forEach(call -> ids.add(call.person().value()));
        return ids;
    }

    private Stream<MemberId> members(String person) {
        return order.stream().filter(member -> persons.get(member).equals(person));
    }

    private Optional<MemberId> lastMember(String person) {
        return members(person).reduce((a, b) -> b);
    }

    private boolean there(String person, long t) {
        boolean phone =
                session.calls().stream()
                        .anyMatch(c -> c.person().value().equals(person) && c.from() <= t && t < c.to());
        return running(t) && (phone || members(person).anyMatch(member -> inRoom(member, t)));
    }

    private boolean creditable(long t) {
        return running(t) && !pausing(t) && !(rules.capped() && t >= session.scheduledEnd());
    }

    private Verdict.Person judge(String person) {
        Map<Long, Boolean> answers = new HashMap<>();
        Question there = t -> answers.computeIfAbsent(t, at -> there(person, at));
        long first = moments.stream().filter(there::at).findFirst().orElse(-1L);
        long last = moments.descendingSet().stream().filter(there::at).findFirst().map(moments::higher).orElse(-1L);
        long lateBy = first < 0 ? 0 : first - firstStart();
        long close = rules.capped() ? Math.min(horizon, session.scheduledEnd()) : horizon;
        boolean noCredit = lateBy > rules.noCreditAfter() && rules.lateMode() != Rules.FACILITATOR_DECIDES;
        long away = sum(t -> first < t && t < last && creditable(t) && !there.at(t));
        boolean late = lateBy > rules.lateAfter();
        boolean early = first >= 0 && ended && close - last > rules.leftEarly();
        return new Verdict.Person(
                noCredit
                        ? 0
                        : sum(
                                t ->
                                        there.at(t)
                                                && creditable(t)
                                                && staffed.contains(t)
                                                && members(person).noneMatch(m -> apart(m, t))),
                sum(t -> members(person).anyMatch(m -> seated(m, t) && standing(m, t) == 'W')),
                first,
                last,
                late,
                early,
                away > rules.partial(),
                status(person, first >= 0, last, late, early, away > rules.partial()));
    }

    private long firstStart() {
        return steps.stream()
                .filter(
                        s ->
                                s.fact() instanceof RoomEvent.SessionStarted
                                        || s.fact() instanceof RoomEvent.SessionReopened)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private String status(String person, boolean in, long last, boolean late, boolean early, boolean away) {
        boolean neverHeld =
                spans.isEmpty()
                        && ended
                        && ((RoomEvent.SessionEnded) ends.getLast().fact()).reason() == EndReason.NOT_HELD;
        boolean out = lastMember(person).map(m -> standing(m, NEVER)).filter(c -> c == 'R' || c == 'B').isPresent();
        boolean lost =
                lastMember(person)
                        .map(sockets::get)
                        .filter(own -> !own.isEmpty())
                        .map(List::getLast)
                        .filter(s -> s.loss() == last && s.loss() <= s.hard())
                        .filter(
                                s ->
                                        Set.of(LeaveReason.NETWORK, LeaveReason.NODE_LOST, LeaveReason.DRAINED)
                                                .contains(s.why()))
                        .isPresent();
        return Verdict.status(in, persons.containsValue(person), neverHeld, out, lost, late, early, away);
    }
}
