package org.evenkeel.program;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * When a group meets each week, by the clock on the wall of its time zone.
 *
 * @param day the day on which it starts
 * @param start to the minute
 * @param duration elapsed time, 1 minute to 12 hours, whole minutes; it does not grow or shrink when clocks change
 */
public record WeeklySlot(DayOfWeek day, LocalTime start, Duration duration) {

    private static final Duration LONGEST = Duration.ofHours(12);

    /**
     * @throws ProgramProblem when the duration is not 1 minute to 12 hours or a time is not on a whole minute
     */
    public WeeklySlot {
        Objects.requireNonNull(day, "day");
        Check.isTrue("start", start.equals(start.truncatedTo(ChronoUnit.MINUTES)));
        Check.isTrue(
                "duration",
                duration.isPositive()
                        && duration.compareTo(LONGEST) <= 0
                        && duration.equals(duration.truncatedTo(ChronoUnit.MINUTES)));
    }

    /** Whether it meets on this day. */
    public boolean meetsOn(LocalDate date) {
        return date.getDayOfWeek() == day;
    }

    /**
     * Its start on one day, milliseconds UTC. A time that the clocks skip is moved later by the skipped hour; of a time
     * that comes twice, the first is taken.
     */
    public long startOn(LocalDate date, ZoneId zone) {
        return date.atTime(start).atZone(zone).toInstant().toEpochMilli();
    }

    /** Its end on the day it starts, milliseconds UTC. */
    public long endOn(LocalDate date, ZoneId zone) {
        return startOn(date, zone) + duration.toMillis();
    }
}
