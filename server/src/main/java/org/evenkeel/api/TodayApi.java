package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Session;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.Seals;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day's sessions as staff see them, and the ticket into one of their rooms. */
final class TodayApi {

    private final Clinic clinic;
    private final Identity identity;
    private final LiveRooms rooms;
    private final AttendanceBook attendance;
    private final Seals seals;
    private final InstantSource clock;
    private final Json json;

    TodayApi(ApiParts parts, LiveRooms rooms, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.rooms = rooms;
        this.attendance = parts.attendance();
        this.seals = parts.seals();
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.SESSIONS,
                        Audits.refusals(AuditAction.SESSION_TODAY, "times and numbers, nobody's name"),
                        "/api/staff/today",
                        this::today)
                .asking(
                        Access.SESSIONS,
                        Audits.ofSession(AuditAction.ROOM_TICKET),
                        "/api/staff/sessions/{id}/ticket",
                        this::ticket);
    }

    private HttpReply today(HttpCall call, StaffIdentity staff) {
        LocalDate date = Paths.date(call, "date").orElseGet(clinic.schedule()::today);
        boolean reviews = staff.caller().may(Access.Action.READ, Access.ATTENDANCE);
        List<Session> sessions =
                clinic.schedule().day(staff.caller(), date).stream()
                        .filter(session -> !session.cancelled())
                        .filter(session -> reviews || Door.roleOf(staff, session).isPresent())
                        .toList();
        Map<SessionId, LiveRooms.Numbers> live =
                rooms.numbers(sessions.stream().filter(this::due).map(Session::id).toList());
        return json.reply(
                new Today(
                        date.toString(),
                        sessions.stream()
                                .map(session -> view(session, staff, Optional.ofNullable(live.get(session.id()))))
                                .toList()));
    }

    private HttpReply ticket(HttpCall call, StaffIdentity staff) {
        Session session = clinic.schedule().get(staff.caller(), Paths.session(call));
        Role role = Door.roleOf(staff, session).orElseThrow(() -> new ApiProblem(ApiCode.NOT_ALLOWED));
        Door.ofStaff(session, role, clock.millis()).pass();
        return json.reply(new VisitApi.TicketView(identity.tickets().issue(staff, session.id()).value()));
    }

    private boolean due(Session session) {
        return Door.of(session, clock.millis()) == Door.OPEN;
    }

    private TodaySession view(Session session, StaffIdentity staff, Optional<LiveRooms.Numbers> live) {
        return new TodaySession(
                session.id().value(),
                session.occurrence().map(each -> each.group().value()).orElse(""),
                session.plan().name(),
                Words.of(session.plan().kind()),
                session.plan().start(),
                session.plan().end(),
                Phases.of(session, live.map(LiveRooms.Numbers::phase)),
                (int) session.plan().roster().stream().filter(entry -> entry.role().isCounted()).count(),
                live.map(LiveRooms.Numbers::waiting).orElse(0),
                present(session, live),
                Door.roleOf(staff, session).map(Words::of),
                !seals.ofSession(session.id()).isEmpty());
    }

    /** After the end, the number in group; what a room that does not answer shows is what is known of it: nobody. */
    private int present(Session session, Optional<LiveRooms.Numbers> live) {
        return session.facts().endedAt().isPresent()
                ? attendance.compute(session.id()).map(sheet -> sheet.attendance().numberInGroup()).orElse(0)
                : live.map(LiveRooms.Numbers::present).orElse(0);
    }

    record Today(String date, List<TodaySession> sessions) {}

    record TodaySession(
            String session,
            String group,
            String title,
            String kind,
            long start,
            long end,
            String phase,
            int expected,
            int waiting,
            int present,
            Optional<String> role,
            boolean signed) {}
}
