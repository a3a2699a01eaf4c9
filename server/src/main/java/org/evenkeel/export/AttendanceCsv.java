package org.evenkeel.export;

import org.evenkeel.attendance.AttendanceSource;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.RosterEntry;
import org.evenkeel.attendance.ServiceUnits;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.record.PersonFacts;
import org.evenkeel.record.ReviewSheet;
import org.evenkeel.record.Seal;
import org.evenkeel.record.StandingFacts;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Attendance as CSV, one row per participant and session: RFC 4180, to be encoded in UTF-8, ISO 8601 times with the
 * program's offset, the notice in each row. A column whose data the system does not have yet stays empty; so does
 * {@code signed at} of what nobody signed. What is exported is what holds, never what is only proposed. Immutable; any
 * thread.
 */
public final class AttendanceCsv {

    /** The columns in their order; names are stable. */
    public static final List<String> COLUMNS =
            List.of(
                    "session_id",
                    "date",
                    "series",
                    "kind",
                    "modality",
                    "topic",
                    "scheduled_start",
                    "scheduled_end",
                    "actual_start",
                    "actual_end",
                    "participant_reference",
                    "participant_name",
                    "first_join",
                    "last_leave",
                    "seconds",
                    "minutes",
                    "status",
                    "late_minutes",
                    "early_minutes",
                    "number_in_group",
                    "facilitator",
                    "facilitator_credential",
                    "co_facilitator",
                    "signed_at",
                    "participant_state",
                    "place_of_service",
                    "technology",
                    "consent_id",
                    "service_code",
                    "units",
                    "billable",
                    "not_billable_reason",
                    "notice");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final boolean withNames;

    /**
     * @param withNames whether participants' names were asked for; without, that column is empty
     */
    public AttendanceCsv(boolean withNames) {
        this.withNames = withNames;
    }

    /**
     * Writes the header and all rows; a file without a participant has one row with nothing but the notice.
     *
     * @throws IOException when {@code out} does
     */
    public void write(List<ReviewSheet> sessions, Appendable out) throws IOException {
        out.append(CsvLine.of(COLUMNS));
        boolean empty = true;
        for (ReviewSheet session : sessions) {
            for (PersonAttendance person : session.attendance().people()) {
                out.append(CsvLine.of(row(session, person)));
                empty = false;
            }
        }
        if (empty) {
            List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size() - 1, ""));
            row.add(Part2Notice.TEXT);
            out.append(CsvLine.of(row));
        }
    }

    private List<String> row(ReviewSheet sheet, PersonAttendance person) {
        StandingFacts standing = sheet.standing();
        List<String> row = new ArrayList<>(session(sheet));
        row.addAll(person(standing, person));
        row.add(Integer.toString(sheet.attendance().numberInGroup()));
        row.add(staff(sheet, Role.FACILITATOR, PersonFacts::name));
        row.add(staff(sheet, Role.FACILITATOR, facts -> facts.credential().orElse("")));
        row.add(staff(sheet, Role.CO_FACILITATOR, PersonFacts::name));
        row.add(sheet.seal().map(Seal::signedAt).map(at -> time(standing.zone(), at)).orElse(""));
        row.addAll(Collections.nCopies(5, ""));
        row.add(standing.units().map(rule -> Long.toString(ServiceUnits.units(rule, person.minutes()))).orElse(""));
        row.addAll(List.of("", "", Part2Notice.TEXT));
        row.set(COLUMNS.indexOf("modality"), modality(person.source()));
        return row;
    }

    private static List<String> session(ReviewSheet sheet) {
        StandingFacts standing = sheet.standing();
        SessionAttendance session = sheet.attendance();
        ZoneId zone = standing.zone();
        return List.of(
                session.plan().session().value(),
                Instant.ofEpochMilli(session.plan().scheduledStart()).atZone(zone).toLocalDate().toString(),
                standing.series(),
                session.plan().kind().name().toLowerCase(Locale.ROOT),
                "",
                standing.topic().orElse(""),
                time(zone, session.plan().scheduledStart()),
                time(zone, session.plan().scheduledEnd()),
                time(zone, session.startedAt()),
                time(zone, session.endedAt()));
    }

    private List<String> person(StandingFacts standing, PersonAttendance person) {
        Optional<PersonFacts> facts = Optional.ofNullable(standing.people().get(person.person()));
        return List.of(
                facts.flatMap(PersonFacts::reference).orElse(""),
                withNames ? facts.map(PersonFacts::name).orElse("") : "",
                time(standing.zone(), person.firstIn()),
                time(standing.zone(), person.lastOut()),
                Long.toString(person.millis() / 1000),
                Long.toString(person.minutes()),
                person.status().code(),
                Long.toString(person.lateMinutes()),
                Long.toString(person.earlyMinutes()));
    }

    /** How the person took part, where that is known: phone time is what staff entered by hand. */
    private static String modality(AttendanceSource source) {
        return switch (source) {
            case NONE -> "";
            case LEDGER -> "online";
            case MANUAL -> "phone (entered by staff)";
            case LEDGER_AND_MANUAL -> "online and phone (entered by staff)";
        };
    }

    private static String staff(ReviewSheet sheet, Role role, Function<PersonFacts, String> what) {
        return sheet.plan().roster().stream()
                .filter(entry -> entry.role() == role)
                .map(RosterEntry::person)
                .map((PersonId person) -> sheet.standing().people().get(person))
                .filter(facts -> facts != null)
                .map(what)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String time(ZoneId zone, OptionalLong at) {
        return at.isPresent() ? time(zone, at.getAsLong()) : "";
    }

    private static String time(ZoneId zone, long at) {
        return TIME.format(Instant.ofEpochMilli(at).atZone(zone));
    }
}
