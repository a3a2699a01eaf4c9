package org.evenkeel.attendance.oracle;

import org.evenkeel.room.EndReason;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The first oracle: one cell for each second. Each happening paints all cells from its second on, as the future would
 * be if nothing else happened; then the cells are counted one by one. For sessions on whole seconds.
 */
final class PaintedSeconds {

    private static final int WAITING = 0;
    private static final int ADMITTED = 1;
    private static final int DECLINED = 2;
    private static final int REMOVED = 3;
    private static final int BARRED = 4;

    private final class Seat {
        final String person;
        final List<String> order = new ArrayList<>();
        final Map<String, Integer> from = new HashMap<>();
        final Map<String, Integer> hard = new HashMap<>();
        final Map<String, Integer> lossAt = new HashMap<>();
        final Map<String, LeaveReason> lossWhy = new HashMap<>();
        final Set<String> released = new HashSet<>();
        final String[] holder = new String[size];
        final int[] standing = new int[size];
        final boolean[] qualified = new boolean[size];
        final boolean[] credited = new boolean[size];
        final boolean[] aside = new boolean[size];
        Role role = Role.PARTICIPANT;
        boolean everAdmitted;
        int last;

        Seat(String person) {
            this.person = person;
        }

        void stand(int how) {
            last = how;
            Arrays.fill(standing, now, size, how);
        }

        void unpaint(String connection, int from) {
            for (int s = from; s < size; s++) {
                if (connection.equals(holder[s])) {
                    holder[s] = null;
                }
            }
        }

        void release() {
            if (!order.isEmpty()) {
                released.add(order.getLast());
                hard.merge(order.getLast(), now, Math::min);
                unpaint(order.getLast(), now);
            }
        }
    }

    private final RandomSession session;
    private final int size;
    private final Map<MemberId, Seat> seats = new LinkedHashMap<>();
    private final int[] span;
    private final boolean[] pause;
    private final boolean[] staffed;
    private boolean running;
    private boolean pausing;
    private boolean ended;
    private boolean neverHeld;
    private int spans;
    private int startedAt = -1;
    private int endSecond;
    private int closing;
    private int now;

    private PaintedSeconds(RandomSession session) {
        this.session = session;
        long latest = session.happenings().stream().mapToLong(Happening::at).max().orElse(0);
        this.size = (int) (Math.max(latest, session.openUntil().orElse(0)) / 1000) + 2;
        this.span = new int[size];
        this.pause = new boolean[size];
        this.staffed = new boolean[size];
    }

    static Verdict of(RandomSession session) {
        PaintedSeconds oracle = new PaintedSeconds(session);
        for (Happening happening : session.happenings()) {
            oracle.now = Math.max(oracle.now, (int) (happening.at() / 1000));
            oracle.paint(happening.fact());
        }
        oracle.wipeAfterTheEnd();
        return oracle.count();
    }

    private void paint(RoomEvent.Fact fact) {
        switch (fact) {
            case RoomEvent.Entered f -> {
                Seat seat = seats.computeIfAbsent(f.member(), _ -> new Seat(f.person().value()));
                seat.role = f.role();
                Arrays.fill(seat.qualified, now, size, session.kind().qualifies(f.role(), f.credentialed()));
            }
            case RoomEvent.SessionStarted _, RoomEvent.SessionReopened _ -> run();
            case RoomEvent.SessionEnded f -> end(f.reason());
            case RoomEvent.BreakStarted _ -> {
                if (running && !pausing) {
                    pausing = true;
                    Arrays.fill(pause, now, size, true);
                }
            }
            case RoomEvent.BreakEnded _ -> stopPause();
            case RoomEvent.ParkedForStaffGone f ->
                    f.members()
                            .forEach(
                                    m -> {
                                        if (seats.containsKey(m)) {
                                            seats.get(m).stand(WAITING);
                                        }
                                    });
            case RoomEvent.Attached f -> attach(seats.get(f.member()), f.connection().value());
            case RoomEvent.ConnectionLost f -> lose(seats.get(f.member()), f);
            case RoomEvent.ConnectionConfirmed f -> confirm(seats.get(f.member()), f.connection().value());
            case RoomEvent.Left f -> stand(f.member(), -1, true);
            case RoomEvent.Admitted f -> stand(f.member(), ADMITTED, false);
            case RoomEvent.Declined f -> stand(f.member(), DECLINED, true);
            case RoomEvent.DeclineUndone f -> stand(f.member(), WAITING, false);
            case RoomEvent.SentBack f -> stand(f.member(), WAITING, false);
            case RoomEvent.Removed f -> stand(f.member(), f.kind() == RemovalKind.BARRED ? BARRED : REMOVED, true);
            case RoomEvent.RemovalUndone f -> {
                Seat seat = seats.get(f.member());
                stand(f.member(), seat != null && seat.everAdmitted ? ADMITTED : WAITING, false);
            }
            case RoomEvent.SteppedAside f -> apart(List.of(f.member(), f.staff()), true);
            case RoomEvent.AsideEnded f -> apart(List.of(f.member(), f.staff()), false);
            case RoomEvent.RoomPrepared _, RoomEvent.StaffGone _, RoomEvent.StaffBack _ -> {}
        }
    }

    private void apart(List<MemberId> both, boolean are) {
        for (MemberId one : both) {
            if (seats.containsKey(one)) {
                Arrays.fill(seats.get(one).aside, now, size, are);
            }
        }
    }

    private void stand(MemberId member, int how, boolean release) {
        Seat seat = seats.get(member);
        if (seat == null) {
            return;
        }
        if (release) {
            seat.release();
        }
        seat.everAdmitted |= how == ADMITTED;
        if (how >= 0) {
            seat.stand(how);
        }
    }

    private void run() {
        ended = false;
        neverHeld = false;
        if (startedAt < 0) {
            startedAt = now;
        }
        if (!running) {
            running = true;
            spans++;
            Arrays.fill(span, now, size, spans);
        }
    }

    private void end(EndReason reason) {
        if (ended) {
            return;
        }
        stopPause();
        running = false;
        Arrays.fill(span, now, size, 0);
        ended = true;
        neverHeld = startedAt < 0 && reason == EndReason.NOT_HELD;
        seats.values().forEach(Seat::release);
        apart(List.copyOf(seats.keySet()), false);
        endSecond = now;
    }

    private void stopPause() {
        pausing = false;
        Arrays.fill(pause, now, size, false);
    }

    private void attach(Seat seat, String connection) {
        if (seat == null || seat.from.containsKey(connection)) {
            return;
        }
        if (!seat.order.isEmpty()) {
            seat.hard.merge(seat.order.getLast(), now, Math::min);
        }
        seat.order.add(connection);
        seat.from.put(connection, now);
        Arrays.fill(seat.holder, now, size, connection);
        if (seat.last == REMOVED) {
            seat.stand(WAITING);
        }
    }

    private void lose(Seat seat, RoomEvent.ConnectionLost fact) {
        String connection = fact.connection().value();
        if (seat == null || !seat.from.containsKey(connection)) {
            return;
        }
        int from = seat.from.get(connection);
        int at = Math.max(from, Math.min(now, (int) (fact.effectiveAt() / 1000)));
        if (at < seat.lossAt.getOrDefault(connection, Integer.MAX_VALUE)) {
            seat.lossAt.put(connection, at);
            seat.lossWhy.put(connection, fact.reason());
            seat.unpaint(connection, at);
        }
    }

    private void confirm(Seat seat, String connection) {
        if (seat != null && seat.lossAt.remove(connection) != null) {
            int until = seat.hard.getOrDefault(connection, size);
            Arrays.fill(seat.holder, seat.from.get(connection), Math.max(seat.from.get(connection), until), connection);
        }
    }

    private void wipeAfterTheEnd() {
        int horizon = ended ? endSecond : Math.max(now, (int) (session.openUntil().orElse(now * 1000L) / 1000));
        closing = horizon;
        Arrays.fill(span, horizon, size, 0);
        for (Seat seat : seats.values()) {
            Arrays.fill(seat.holder, horizon, size, null);
            for (int i = 1; i < seat.order.size(); i++) {
                credit(seat, seat.order.get(i - 1), Math.min(horizon, seat.from.get(seat.order.get(i))));
            }
        }
    }

    private void credit(Seat seat, String lost, int until) {
        int at = seat.lossAt.getOrDefault(lost, Integer.MAX_VALUE);
        if (seat.released.contains(lost)) {
            return;
        }
        Rules rules = session.rules();
        for (int s = at; s < until; s++) {
            boolean restart =
                    rules.restart()
                            && seat.lossWhy.get(lost) == LeaveReason.DRAINED
                            && s < at + rules.restartMax() / 1000;
            seat.credited[s] |= restart || rules.bridged() && !seat.role.isStaff();
        }
    }

    private static boolean inRoom(Seat seat, int s) {
        return seat.standing[s] == ADMITTED && (seat.holder[s] != null || seat.credited[s]);
    }

    private Verdict count() {
        for (int s = 0; s < size; s++) {
            for (Seat seat : seats.values()) {
                staffed[s] |= span[s] > 0 && seat.qualified[s] && inRoom(seat, s) && !seat.aside[s];
            }
        }
        forgiveBlips();
        long gap = 0;
        for (int s = 0; s < size; s++) {
            gap += span[s] > 0 && !staffed[s] ? 1000 : 0;
        }
        Map<String, Verdict.Person> people = new TreeMap<>();
        for (String person : participants()) {
            people.put(person, judge(person));
        }
        long group = people.values().stream().filter(p -> p.counted() >= 60_000).count();
        return new Verdict(people, gap, group);
    }

    private void forgiveBlips() {
        for (int s = 1; s < size; s++) {
            if (staffed[s] || !staffed[s - 1] || span[s] == 0) {
                continue;
            }
            int end = s;
            while (end < size && span[end] == span[s] && !staffed[end]) {
                end++;
            }
            boolean blip =
                    span[s - 1] == span[s]
                            && end < size
                            && span[end] == span[s]
                            && (end - s) * 1000L <= session.rules().staffTolerance();
            if (blip) {
                Arrays.fill(staffed, s, end, true);
            }
        }
    }

    private Set<String> participants() {
        Map<String, Role> last = new HashMap<>();
        seats.values().forEach(seat -> last.put(seat.person, seat.role));
        Set<String> ids = new HashSet<>();
        last.forEach(
                (person, role) -> {
                    if (role == Role.PARTICIPANT) {
                        ids.add(person);
                    }
                });
        session.roster()
                .forEach(
                        person -> {
                            if (!last.containsKey(person.value())) {
                                ids.add(person.value());
                            }
                        });
        session.calls().forEach(call -> ids.add(call.person().value()));
        return ids;
    }

    private boolean there(String person, int s) {
        boolean phone =
                session.calls().stream()
                        .anyMatch(
                                c -> c.person().value().equals(person) && c.from() <= s * 1000L && s * 1000L < c.to());
        return span[s] > 0 && (phone || own(person).anyMatch(seat -> inRoom(seat, s)));
    }

    private Stream<Seat> own(String person) {
        return seats.values().stream().filter(seat -> seat.person.equals(person));
    }

    private Verdict.Person judge(String person) {
        boolean[] there = new boolean[size];
        int first = -1;
        int last = -1;
        long waiting = 0;
        for (int s = 0; s < size; s++) {
            int second = s;
            there[s] = there(person, s);
            first = first < 0 && there[s] ? s : first;
            last = there[s] ? s + 1 : last;
            waiting += own(person).anyMatch(x -> x.standing[second] == WAITING && x.holder[second] != null) ? 1000 : 0;
        }
        Rules rules = session.rules();
        long lateBy = first < 0 ? 0 : (first - startedAt) * 1000L;
        long close = rules.capped() ? Math.min(closing * 1000L, session.scheduledEnd()) : closing * 1000L;
        long earlyBy = first < 0 || !ended ? 0 : close - last * 1000L;
        boolean none = lateBy > rules.noCreditAfter() && rules.lateMode() != Rules.FACILITATOR_DECIDES;
        long counted = 0;
        long away = 0;
        for (int s = 0; s < size; s++) {
            int second = s;
            boolean creditable = span[s] > 0 && !pause[s] && !(rules.capped() && s * 1000L >= session.scheduledEnd());
            boolean apart = own(person).anyMatch(seat -> seat.aside[second]);
            counted += there[s] && creditable && staffed[s] && !none && !apart ? 1000 : 0;
            away += s > first && s < last && first >= 0 && creditable && !there[s] ? 1000 : 0;
        }
        boolean late = lateBy > rules.lateAfter();
        boolean early = earlyBy > rules.leftEarly();
        String status =
                Verdict.status(
                        first >= 0,
                        own(person).findAny().isPresent(),
                        neverHeld,
                        own(person).reduce((a, b) -> b).filter(x -> x.last == REMOVED || x.last == BARRED).isPresent(),
                        lost(person, last),
                        late,
                        early,
                        away > rules.partial());
        return new Verdict.Person(
                counted,
                waiting,
                first < 0 ? -1 : first * 1000L,
                first < 0 ? -1 : last * 1000L,
                late,
                early,
                away > rules.partial(),
                status);
    }

    private boolean lost(String person, int lastOut) {
        Seat seat = own(person).reduce((a, b) -> b).orElse(null);
        if (seat == null || seat.order.isEmpty()) {
            return false;
        }
        String connection = seat.order.getLast();
        int at = seat.lossAt.getOrDefault(connection, Integer.MAX_VALUE);
        Set<LeaveReason> nobodysWish = Set.of(LeaveReason.NETWORK, LeaveReason.NODE_LOST, LeaveReason.DRAINED);
        return at == lastOut
                && at <= seat.hard.getOrDefault(connection, Integer.MAX_VALUE)
                && nobodysWish.contains(seat.lossWhy.get(connection));
    }
}
