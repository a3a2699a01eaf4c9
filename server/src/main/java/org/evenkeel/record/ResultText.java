package org.evenkeel.record;

import org.evenkeel.attendance.AttendanceFlag;
import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.Intervals;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SessionAttendance;

import java.util.ArrayList;
import java.util.List;

/** A computed attendance as canonical lines: all that its reader sees, bars too. */
final class ResultText {

    private ResultText() {}

    static List<String> lines(SessionAttendance session) {
        List<String> lines = new ArrayList<>();
        lines.add(
                CanonicalText.line(
                        "result",
                        session.policyVersion(),
                        session.provisional(),
                        session.startedAt(),
                        session.endedAt(),
                        session.numberInGroup(),
                        session.unplacedFacts()));
        times(lines, "span", session.spans());
        times(lines, "break", session.breaks());
        times(lines, "staff-gap", session.staffGaps());
        session.people().forEach(person -> person(lines, person));
        return lines;
    }

    /** The hash by which a counselor signs what he saw. */
    static String hash(SessionAttendance session) {
        return CanonicalText.sha256(CanonicalText.bytes(lines(session)));
    }

    static boolean isResult(String line) {
        return switch (CanonicalText.fields(line).getFirst()) {
            case "result", "span", "break", "staff-gap", "person", "segment", "uncounted" -> true;
            default -> false;
        };
    }

    private static void person(List<String> lines, PersonAttendance person) {
        String id = person.person().value();
        lines.add(
                CanonicalText.line(
                        "person",
                        id,
                        person.source(),
                        person.status().code(),
                        person.millis(),
                        person.minutes(),
                        person.waitingMillis(),
                        person.lateMinutes(),
                        person.earlyMinutes(),
                        person.firstIn(),
                        person.lastOut(),
                        String.join(",", person.flags().stream().map(AttendanceFlag::code).toList())));
        person.segments()
                .forEach(
                        segment ->
                                lines.add(
                                        CanonicalText.line(
                                                "segment",
                                                id,
                                                segment.kind(),
                                                segment.cause(),
                                                segment.during().from(),
                                                segment.during().to())));
        person.uncounted()
                .forEach(
                        lost -> {
                            for (Interval during : lost.during().list()) {
                                lines.add(
                                        CanonicalText.line(
                                                "uncounted", id, lost.reason().code(), during.from(), during.to()));
                            }
                        });
    }

    private static void times(List<String> lines, String tag, Intervals times) {
        times.list().forEach(time -> lines.add(CanonicalText.line(tag, time.from(), time.to())));
    }
}
