package org.evenkeel.api;

import org.evenkeel.attendance.AttendanceFlag;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.Segment;
import org.evenkeel.attendance.Uncounted;
import org.evenkeel.program.GateForm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is worth a word beside somebody's minutes. */
final class AttendanceFlags {

    /** One of them; {@code count} and {@code millis} where they mean something. */
    record Flag(String code, OptionalLong count, OptionalLong millis) {
        private static Flag plain(String code) {
            return new Flag(code, OptionalLong.empty(), OptionalLong.empty());
        }
    }

    private AttendanceFlags() {}

    /**
     * @param gate answers at the gate, when they may be seen
     */
    static List<Flag> of(PersonAttendance person, Optional<GateForm> gate) {
        List<Flag> flags = new ArrayList<>();
        pieces(flags, "drops", person, Segment.Kind.GAP);
        pieces(flags, "stepped_aside", person, Segment.Kind.ASIDE);
        person.uncounted().stream()
                .filter(each -> each.reason() == Uncounted.Reason.STAFF_GAP)
                .forEach(
                        each ->
                                flags.add(
                                        new Flag(
                                                "staff_gap",
                                                OptionalLong.empty(),
                                                OptionalLong.of(each.during().length()))));
        add(flags, "manual_phone", person.flags().contains(AttendanceFlag.BY_PHONE));
        add(flags, "corrected", person.flags().contains(AttendanceFlag.CORRECTED));
        add(flags, "no_minutes", person.firstIn().isPresent() && !person.inGroup());
        add(flags, "driving", gate.flatMap(GateForm::driving).orElse(false));
        add(flags, "not_safe", !gate.flatMap(GateForm::safe).orElse(true));
        return flags;
    }

    private static void pieces(List<Flag> flags, String code, PersonAttendance person, Segment.Kind kind) {
        List<Segment> pieces = person.segments().stream().filter(each -> each.kind() == kind).toList();
        if (!pieces.isEmpty()) {
            long millis = pieces.stream().mapToLong(each -> each.during().length()).sum();
            flags.add(new Flag(code, OptionalLong.of(pieces.size()), OptionalLong.of(millis)));
        }
    }

    private static void add(List<Flag> flags, String code, boolean on) {
        if (on) {
            flags.add(Flag.plain(code));
        }
    }
}
