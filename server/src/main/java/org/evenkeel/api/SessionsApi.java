package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Group;
import org.evenkeel.program.GroupDetails;
import org.evenkeel.program.GroupId;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Session;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.record.Seals;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The sessions of some days: those of groups, and single ones made by hand. */
final class SessionsApi {

    private static final int MOST_DAYS = 92;
    private static final int MOST_MINUTES = 720;

    private final Clinic clinic;
    private final Seals seals;
    private final People people;
    private final Json json;

    SessionsApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.seals = parts.seals();
        this.people = new People(clinic);
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.SESSIONS,
                        Audits.refusals(AuditAction.SESSION_LIST, "times and groups, nobody's name"),
                        "/api/clinic/sessions",
                        this::list)
                .changing(
                        Access.SESSIONS,
                        Audits.each(AuditAction.SESSION_ADD),
                        "POST",
                        "/api/clinic/sessions",
                        this::add)
                .changing(
                        Access.SESSIONS,
                        Audits.ofSession(AuditAction.SESSION_CANCEL),
                        "POST",
                        "/api/clinic/sessions/{id}/cancel",
                        this::cancel);
    }

    private HttpReply list(HttpCall call, StaffIdentity staff) {
        LocalDate from = Paths.date(call, "from").orElseThrow(() -> ApiProblem.ofField("from"));
        LocalDate to = Paths.date(call, "to").orElseThrow(() -> ApiProblem.ofField("to"));
        if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw ApiProblem.ofField("to");
        }
        return json.reply(
                new Answer(clinic.schedule().days(staff.caller(), from, to).stream().map(this::view).toList()));
    }

    /** A single session of a group: those of its people who are active, at another time. */
    private HttpReply add(HttpCall call, StaffIdentity staff, Trace trace) {
        New typed = json.read(call, New.class);
        Group group =
                People.found(() -> clinic.groups().get(staff.caller(), Paths.id("group", typed.group(), GroupId::new)))
                        .filter(Group::active)
                        .orElseThrow(() -> ApiProblem.ofField("group"));
        SessionPlan plan = typed.plan(group.details());
        List<RosterEntry> active = plan.roster().stream().filter(people::isActive).toList();
        Session added = clinic.schedule().add(staff.caller(), plan.with(active));
        trace.about(added.id()).about(active.stream().map(RosterEntry::person).toList());
        return json.reply(view(added));
    }

    private HttpReply cancel(HttpCall call, StaffIdentity staff) {
        Session session = clinic.schedule().get(staff.caller(), Paths.session(call));
        return json.reply(view(clinic.schedule().cancel(staff.caller(), session.id(), session.version())));
    }

    private View view(Session session) {
        SessionPlan plan = session.plan();
        return new View(
                session.id().value(),
                session.occurrence().map(each -> each.group().value()).orElse(""),
                plan.name(),
                plan.start(),
                plan.end(),
                plan.zone().getId(),
                session.cancelled() ? "cancelled" : Phases.of(session, Optional.empty()),
                session.occurrence().isEmpty(),
                !seals.ofSession(session.id()).isEmpty());
    }

    record Answer(List<View> sessions) {}

    /**
     * @param group empty for a single session, which follows no group
     */
    record View(
            String id,
            String group,
            String groupName,
            long start,
            long end,
            String timeZone,
            String phase,
            boolean single,
            boolean signed) {}

    record New(String group, String start, int minutes) {
        SessionPlan plan(GroupDetails of) {
            if (minutes < 1 || minutes > MOST_MINUTES) {
                throw ApiProblem.ofField("minutes");
            }
            long begin = begin(of);
            return new SessionPlan(
                    of.name(),
                    of.kind(),
                    of.zone(),
                    begin,
                    begin + minutes * 60_000L,
                    of.rosterEntries().stream()
                            .map(each -> new RosterEntry(each.person(), each.role(), RosterEntry.Source.SESSION))
                            .toList(),
                    of.policy());
        }

        private long begin(GroupDetails of) {
            try {
                return LocalDateTime.parse(start).atZone(of.zone()).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException _) {
                throw ApiProblem.ofField("start");
            }
        }
    }
}
