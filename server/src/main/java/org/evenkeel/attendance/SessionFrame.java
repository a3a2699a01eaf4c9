package org.evenkeel.attendance;

import java.util.OptionalLong;

/**
 * What bounds everybody's time in one session, after policy.
 *
 * @param plan as prepared
 * @param startedAt actual start
 * @param closesAt when leaving is no longer early: the actual end, at the latest the scheduled one where that caps
 * @param actual when the session ran
 * @param creditable the part of it before the cap
 * @param breaks the group's breaks
 * @param staffed when qualified staff were there with the group, with the tolerance
 */
record SessionFrame(
        SessionPlan plan,
        OptionalLong startedAt,
        OptionalLong closesAt,
        Intervals actual,
        Intervals creditable,
        Intervals breaks,
        Intervals staffed) {

    static SessionFrame of(SessionPlan planned, SessionPresence presence, AttendancePolicy policy) {
        SessionPlan plan = presence.settings().map(planned::asPrepared).orElse(planned);
        Intervals actual = presence.actual();
        Intervals creditable =
                policy.capped() ? actual.intersect(Intervals.between(Long.MIN_VALUE, plan.scheduledEnd())) : actual;
        OptionalLong closesAt =
                presence.ended().isPresent() && presence.startedAt().isPresent()
                        ? OptionalLong.of(
                                policy.capped()
                                        ? Math.min(presence.horizon(), plan.scheduledEnd())
                                        : presence.horizon())
                        : OptionalLong.empty();
        return new SessionFrame(
                plan,
                presence.startedAt(),
                closesAt,
                actual,
                creditable,
                presence.breaks(),
                staffed(plan, presence, policy));
    }

    /** When the group was without qualified staff: nobody was there, or who was talked apart with somebody. */
    Intervals staffGaps() {
        return actual.subtract(staffed);
    }

    /** Only a hole between two times of staff in the same span is a blip; nobody at the start or the end is none. */
    private static Intervals staffed(SessionPlan plan, SessionPresence presence, AttendancePolicy policy) {
        Intervals qualified =
                presence.people().values().stream()
                        .flatMap(person -> person.members().stream())
                        .map(member -> withGroup(member, plan, policy))
                        .reduce(Intervals.NONE, Intervals::union);
        return presence.spans().stream()
                .map(
                        span ->
                                Intervals.between(span.from(), span.to())
                                        .intersect(qualified)
                                        .fillHolesUpTo(policy.staffGapToleranceMillis()))
                .reduce(Intervals.NONE, Intervals::union);
    }

    private static Intervals withGroup(MemberPresence staff, SessionPlan plan, AttendancePolicy policy) {
        return InRoom.of(staff, policy).intersect(staff.qualified(plan.kind())).subtract(staff.asides());
    }
}
