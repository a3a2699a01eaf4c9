package org.evenkeel.api;

import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Visits;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Session;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A participant's own minutes, and nobody else's. */
final class OwnMinutesApi {

    private final Clinic clinic;
    private final AttendanceBook book;
    private final Json json;

    OwnMinutesApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.book = parts.attendance();
        this.json = json;
    }

    void addTo(Resources to) {
        to.visitor(
                Audits.ofSession(AuditAction.ATTENDANCE_READ_OWN),
                "GET",
                "/api/visit/sessions/{id}/minutes",
                this::minutes);
    }

    private HttpReply minutes(HttpCall call, Visits.Known visitor) {
        Session session = VisitApi.ownSession(clinic, call, visitor);
        PersonId person = visitor.participant().id();
        Optional<PersonAttendance> own = attendance(session.id(), person);
        long others =
                clinic.schedule().around(person).stream()
                        .filter(other -> !other.id().equals(session.id()) && day(other).equals(day(session)))
                        .flatMap(other -> attendance(other.id(), person).stream())
                        .mapToLong(PersonAttendance::minutes)
                        .sum();
        long here = own.map(PersonAttendance::minutes).orElse(0L);
        return json.reply(new View(here, own.map(Bars::of).orElse(List.of()), here + others));
    }

    private Optional<PersonAttendance> attendance(SessionId session, PersonId person) {
        return book.compute(session).flatMap(sheet -> sheet.attendance().person(person));
    }

    private LocalDate day(Session session) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(session.plan().start()), clinic.settings().current().zone());
    }

    record View(long minutes, List<Bars.Piece> intervals, long minutesToday) {}
}
