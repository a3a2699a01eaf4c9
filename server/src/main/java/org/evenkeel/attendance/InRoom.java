package org.evenkeel.attendance;

import org.evenkeel.room.LeaveReason;

import java.util.stream.Stream;

/** When a member was in the room: admitted, and connected or credited as connected. */
final class InRoom {

    private InRoom() {}

    static Intervals of(MemberPresence member, AttendancePolicy policy) {
        return member.connected()
                .union(restarts(member, policy))
                .union(bridged(member, policy))
                .intersect(member.admitted());
    }

    /**
     * What of our own planned restarts is credited: from the drain, at most so long, to the resume. For staff as well.
     */
    static Intervals restarts(MemberPresence member, AttendancePolicy policy) {
        return policy.creditPlannedRestart()
                ? Intervals.of(
                        gaps(member)
                                .filter(gap -> gap.reason() == LeaveReason.DRAINED)
                                .map(ConnectionGap::between)
                                .flatMap(gap -> first(gap, policy.plannedRestartMillis()))
                                .toList())
                : Intervals.NONE;
    }

    /** What of reconnects within the grace time is credited: nothing by default, and to staff never. */
    static Intervals bridged(MemberPresence member, AttendancePolicy policy) {
        return policy.creditBridgedGaps() && !member.role().isStaff()
                ? Intervals.of(gaps(member).map(ConnectionGap::between).toList())
                : Intervals.NONE;
    }

    private static Stream<ConnectionGap> gaps(MemberPresence member) {
        return member.gaps().stream();
    }

    private static Stream<Interval> first(Interval gap, long millis) {
        return Intervals.between(gap.from(), Math.min(gap.to(), gap.from() + millis)).list().stream();
    }
}
