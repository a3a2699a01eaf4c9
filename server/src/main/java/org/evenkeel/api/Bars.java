package org.evenkeel.api;

import org.evenkeel.attendance.Intervals;
import org.evenkeel.attendance.PersonAttendance;

import java.util.List;

/** Stretches of time as the pictures draw them. */
final class Bars {

    /** A piece of one person's bar; {@code from} and {@code to} in milliseconds UTC. */
    record Piece(String kind, long from, long to) {}

    /** A stretch that concerns everybody. */
    record Span(long from, long to) {}

    private Bars() {}

    static List<Piece> of(PersonAttendance person) {
        return person.segments().stream()
                .map(each -> new Piece(Words.of(each.kind()), each.during().from(), each.during().to()))
                .toList();
    }

    static List<Span> of(Intervals intervals) {
        return intervals.list().stream().map(each -> new Span(each.from(), each.to())).toList();
    }
}
