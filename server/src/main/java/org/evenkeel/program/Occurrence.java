package org.evenkeel.program;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;

/**
 * Which meeting of which group a session is. At most one session exists for each, whoever makes it and however often.
 *
 * @param group the group
 * @param date the day in the group's time zone
 * @param start the slot's start by the clock on the wall
 */
public record Occurrence(GroupId group, LocalDate date, LocalTime start) {
    public Occurrence {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(start, "start");
    }
}
