package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Standing;
import org.evenkeel.room.WaitingCause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** One person's share of the computation. Used once; one thread. */
final class PersonCount {

    private static final long MINUTE = 60_000;

    private final PersonId person;
    private final SessionFrame frame;
    private final SessionPresence session;
    private final AttendancePolicy policy;
    private final Optional<PersonPresence> ledger;
    private final Intervals phone;
    private final Intervals present;

    PersonCount(
            PersonId person,
            SessionFrame frame,
            SessionPresence session,
            AttendancePolicy policy,
            List<PhonePresence> phone) {
        this.person = person;
        this.frame = frame;
        this.session = session;
        this.policy = policy;
        this.ledger = Optional.ofNullable(session.people().get(person));
        this.phone =
                Intervals.of(
                        phone.stream()
                                .filter(entry -> entry.person().equals(person))
                                .map(PhonePresence::during)
                                .toList());
        this.present = ofMembers(member -> InRoom.of(member, policy)).union(this.phone).intersect(frame.actual());
    }

    PersonAttendance attendance() {
        List<Uncounted> uncounted = new ArrayList<>();
        long millis = count(uncounted);
        Set<AttendanceFlag> flags = flags();
        return new PersonAttendance(
                person,
                source(),
                status(flags),
                flags,
                present.start(),
                present.end(),
                millis,
                millis / MINUTE,
                waiting().length(),
                lateMillis() / MINUTE,
                earlyMillis() / MINUTE,
                segments(),
                uncounted);
    }

    /** Takes away what does not count, one reason after the other, and returns the rest. */
    private long count(List<Uncounted> uncounted) {
        Intervals rest = present;
        for (Uncounted.Reason reason : Uncounted.Reason.values()) {
            Intervals lost = rest.intersect(against(reason));
            if (!lost.isEmpty()) {
                uncounted.add(new Uncounted(reason, lost));
            }
            rest = rest.subtract(lost);
        }
        return rest.length();
    }

    private Intervals against(Uncounted.Reason reason) {
        return switch (reason) {
            case AFTER_SCHEDULED_END -> frame.actual().subtract(frame.creditable());
            case BREAK -> frame.breaks();
            case ASIDE -> asides();
            case EXCLUDED -> ofMembers(MemberPresence::exclusions);
            case STAFF_GAP -> frame.staffGaps();
            case LATE -> creditLost() ? frame.actual() : Intervals.NONE;
        };
    }

    private boolean creditLost() {
        return creditInQuestion() && policy.lateMode() != LateMode.FACILITATOR_DECIDES;
    }

    private boolean creditInQuestion() {
        return lateMillis() > policy.noCreditAfterMillis();
    }

    private long lateMillis() {
        return present.isEmpty() ? 0 : present.start().getAsLong() - frame.startedAt().getAsLong();
    }

    private long earlyMillis() {
        return present.isEmpty() || frame.closesAt().isEmpty()
                ? 0
                : Math.max(0, frame.closesAt().getAsLong() - present.end().getAsLong());
    }

    /** Out of the room between first and last, while the group was at work. */
    private long awayMillis() {
        return present.hull().intersect(frame.creditable()).subtract(present).subtract(frame.breaks()).length();
    }

    private Set<AttendanceFlag> flags() {
        Set<AttendanceFlag> flags = EnumSet.noneOf(AttendanceFlag.class);
        flag(flags, AttendanceFlag.LATE, lateMillis() > policy.lateAfterMillis());
        flag(flags, AttendanceFlag.LEFT_EARLY, earlyMillis() > policy.leftEarlyAfterMillis());
        flag(flags, AttendanceFlag.AWAY, awayMillis() > policy.partialAfterMillis());
        flag(flags, AttendanceFlag.CONNECTION_LOST, frame.closesAt().isPresent() && lostAtTheEnd());
        flag(flags, AttendanceFlag.LATE_WITHOUT_CREDIT, creditLost());
        flag(flags, AttendanceFlag.LATE_CREDIT_UNDECIDED, creditInQuestion() && !creditLost());
        flag(flags, AttendanceFlag.GAP_CREDITED, credited(member -> InRoom.bridged(member, policy)));
        flag(flags, AttendanceFlag.RESTART_CREDITED, credited(member -> InRoom.restarts(member, policy)));
        flag(
                flags,
                AttendanceFlag.NOT_ON_ROSTER,
                frame.plan().entry(person).filter(entry -> entry.role().isCounted()).isEmpty());
        flag(flags, AttendanceFlag.BY_PHONE, !phone.isEmpty());
        return flags;
    }

    private static void flag(Set<AttendanceFlag> flags, AttendanceFlag flag, boolean on) {
        if (on) {
            flags.add(flag);
        }
    }

    private boolean credited(Function<MemberPresence, Intervals> what) {
        return !ofMembers(what).intersect(present).isEmpty();
    }

    private boolean lostAtTheEnd() {
        OptionalLong lost = ledger.map(p -> p.members().getLast().lostAt()).orElse(OptionalLong.empty());
        return lost.isPresent() && lost.equals(present.end());
    }

    private AttendanceStatus status(Set<AttendanceFlag> flags) {
        boolean late = flags.contains(AttendanceFlag.LATE);
        boolean early = flags.contains(AttendanceFlag.LEFT_EARLY);
        if (present.isEmpty()) {
            return absence();
        }
        if (out()) {
            return AttendanceStatus.REMOVED;
        }
        if (early && flags.contains(AttendanceFlag.CONNECTION_LOST)) {
            return AttendanceStatus.TECHNICAL_FAILURE;
        }
        if (late && early || flags.contains(AttendanceFlag.AWAY)) {
            return AttendanceStatus.PARTIAL;
        }
        if (early) {
            return AttendanceStatus.LEFT_EARLY;
        }
        return late ? AttendanceStatus.LATE : AttendanceStatus.PRESENT;
    }

    private AttendanceStatus absence() {
        if (CountableTime.neverHeld(session)) {
            return AttendanceStatus.CANCELLED_BY_PROGRAM;
        }
        return ledger.isPresent() ? AttendanceStatus.NOT_ADMITTED : AttendanceStatus.NO_SHOW;
    }

    private boolean out() {
        return ledger.map(p -> p.members().getLast().lastStanding())
                .filter(standing -> standing == Standing.REMOVED || standing == Standing.BARRED)
                .isPresent();
    }

    private AttendanceSource source() {
        boolean live = ledger.isPresent();
        if (phone.isEmpty()) {
            return live ? AttendanceSource.LEDGER : AttendanceSource.NONE;
        }
        return live ? AttendanceSource.LEDGER_AND_MANUAL : AttendanceSource.MANUAL;
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        Intervals aside = present.intersect(asides());
        Intervals pause = present.intersect(frame.breaks()).subtract(aside);
        Intervals gap = present.hull().intersect(frame.actual()).subtract(present).subtract(waiting());
        for (WaitingCause cause : WaitingCause.values()) {
            draw(segments, Segment.Kind.WAITING, waiting(cause).subtract(present), Optional.of(cause));
        }
        draw(segments, Segment.Kind.PRESENT, present.subtract(aside).subtract(pause), Optional.empty());
        draw(segments, Segment.Kind.GAP, gap, Optional.empty());
        draw(segments, Segment.Kind.ASIDE, aside, Optional.empty());
        draw(segments, Segment.Kind.BREAK, pause, Optional.empty());
        segments.sort(Comparator.comparingLong(segment -> segment.during().from()));
        return segments;
    }

    private static void draw(List<Segment> segments, Segment.Kind kind, Intervals when, Optional<WaitingCause> cause) {
        when.list().forEach(piece -> segments.add(new Segment(kind, piece, cause)));
    }

    private Intervals asides() {
        return ofMembers(MemberPresence::asides);
    }

    private Intervals waiting() {
        Intervals all = Intervals.NONE;
        for (WaitingCause cause : WaitingCause.values()) {
            all = all.union(waiting(cause));
        }
        return all;
    }

    private Intervals waiting(WaitingCause cause) {
        return ofMembers(member -> member.waiting(cause));
    }

    private Intervals ofMembers(Function<MemberPresence, Intervals> what) {
        return ledger.map(p -> p.union(what)).orElse(Intervals.NONE);
    }
}
