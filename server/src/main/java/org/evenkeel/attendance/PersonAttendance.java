package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One participant's attendance of one session.
 *
 * @param person who
 * @param source where his presence comes from
 * @param status proposed, or as corrected
 * @param flags what staff should see
 * @param firstIn first moment in the room while the session ran, milliseconds UTC
 * @param lastOut first moment after the last in the room while the session ran, milliseconds UTC
 * @param millis countable time, milliseconds
 * @param minutes whole countable minutes: the sum, floored once
 * @param waitingMillis time in the waiting room; never counts
 * @param lateMinutes whole minutes from the actual start to {@code firstIn}, 0 when never in
 * @param earlyMinutes whole minutes from {@code lastOut} to the end, 0 when never in or the session still runs
 * @param segments for drawing, by time
 * @param uncounted why time in the room did not count; reasons without time are left out
 */
public record PersonAttendance(
        PersonId person,
        AttendanceSource source,
        AttendanceStatus status,
        Set<AttendanceFlag> flags,
        OptionalLong firstIn,
        OptionalLong lastOut,
        long millis,
        long minutes,
        long waitingMillis,
        long lateMinutes,
        long earlyMinutes,
        List<Segment> segments,
        List<Uncounted> uncounted) {

    private static final long MINUTE = 60_000;

    public PersonAttendance {
        EnumSet<AttendanceFlag> sorted = EnumSet.noneOf(AttendanceFlag.class);
        sorted.addAll(flags);
        flags = Collections.unmodifiableSet(sorted);
        segments = List.copyOf(segments);
        uncounted = List.copyOf(uncounted);
    }

    /** Whether this person counts for the number in group. */
    public boolean inGroup() {
        return minutes >= 1;
    }

    /** The same with another status, by a person's decision. */
    public PersonAttendance corrected(AttendanceStatus other) {
        return corrected(other, millis, minutes);
    }

    /** The same with other minutes, by a person's decision; its milliseconds are then those whole minutes. */
    public PersonAttendance correctedMinutes(long other) {
        return corrected(status, other * MINUTE, other);
    }

    private PersonAttendance corrected(AttendanceStatus newStatus, long newMillis, long newMinutes) {
        EnumSet<AttendanceFlag> marked = EnumSet.of(AttendanceFlag.CORRECTED);
        marked.addAll(flags);
        return new PersonAttendance(
                person,
                source,
                newStatus,
                marked,
                firstIn,
                lastOut,
                newMillis,
                newMinutes,
                waitingMillis,
                lateMinutes,
                earlyMinutes,
                segments,
                uncounted);
    }
}
