package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditCount;
import org.evenkeel.audit.AuditLog;
import org.evenkeel.audit.AuditQuery;
import org.evenkeel.audit.AuditRow;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.export.AuditCsv;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Participant;
import org.evenkeel.program.StaffMember;
import org.evenkeel.room.PersonId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The audit log for the privacy officer: searched, and exported. Names are looked up for him here; the log has none.
 * Looking at it leaves a row in it, about whoever was looked for.
 */
final class AuditApi {

    private static final String ROWS = "/api/audit/rows";
    private static final int PAGE = 100;
    private static final int LARGEST_EXPORT = 50_000;

    private final Clinic clinic;
    private final AuditLog log;
    private final Json json;

    AuditApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.log = parts.audit().log();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(Access.AUDIT, Audits.each(AuditAction.AUDIT_SEARCH), ROWS, this::search)
                .reading(Access.AUDIT, Audits.each(AuditAction.AUDIT_EXPORT), ROWS + ".csv", this::csv)
                .reading(Access.AUDIT, Audits.each(AuditAction.AUDIT_REPORT), "/api/audit/report", this::report)
                .reading(Access.AUDIT, Audits.each(AuditAction.AUDIT_PEOPLE), "/api/audit/choices", this::choices);
    }

    private HttpReply search(HttpCall call, StaffIdentity staff, Trace trace) {
        List<AuditRow> found = log.search(query(call, trace, PAGE + 1));
        Map<String, String> names = names();
        return json.reply(
                new Answer(found.stream().limit(PAGE).map(row -> View.of(row, names)).toList(), found.size() > PAGE));
    }

    /** Who dealt with a person's data, and how often; a person must be named. */
    private HttpReply report(HttpCall call, StaffIdentity staff, Trace trace) {
        AuditQuery query = query(call, trace, 1);
        if (query.about().isEmpty()) {
            throw ApiProblem.ofField("about");
        }
        Map<String, String> names = names();
        return json.reply(new Report(log.counts(query).stream().map(count -> Line.of(count, names)).toList()));
    }

    /** With {@code ?names=true} people stand there by name too. */
    private HttpReply csv(HttpCall call, StaffIdentity staff, Trace trace) {
        List<AuditRow> found = log.search(query(call, trace, LARGEST_EXPORT + 1));
        if (found.size() > LARGEST_EXPORT) {
            throw ApiProblem.ofField("from", "That is more than one file holds. Choose a shorter time.");
        }
        Map<String, String> names =
                call.query("names").filter("true"::equals).isPresent() ? names() : Map.<String, String>of();
        StringBuilder text = new StringBuilder();
        try {
            new AuditCsv(zone(), id -> names.getOrDefault(id, "")).write(found, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory refuses to grow", e);
        }
        return HttpReply.of(200, "text/csv; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"audit.csv\"");
    }

    private HttpReply choices(HttpCall call, StaffIdentity staff, Trace trace) {
        trace.aboutEverybody();
        return json.reply(
                new Choices(
                        participants().stream().map(Person::of).toList(),
                        members().stream().map(Person::of).toList(),
                        Arrays.stream(AuditAction.values()).map(AuditAction::word).toList()));
    }

    private AuditQuery query(HttpCall call, Trace trace, int most) {
        AuditQuery query =
                AuditQuery.newest(most)
                        .between(
                                start(Paths.date(call, "from")),
                                start(Paths.date(call, "to").map(day -> day.plusDays(1))));
        Optional<PersonId> about = person(call, "about");
        about.ifPresent(trace::about);
        query = about.map(query::about).orElse(query);
        query = call.query("others").filter("true"::equals).isPresent() ? query.byOthers() : query;
        query = person(call, "by").map(query::by).orElse(query);
        query = call.query("action").map(AuditApi::action).map(query::only).orElse(query);
        return call.query("below").map(AuditApi::number).map(query::below).orElse(query);
    }

    /** Only somebody whom the clinic knows: what is looked for stands in the log. */
    private Optional<PersonId> person(HttpCall call, String field) {
        return call.query(field)
                .map(
                        text -> {
                            PersonId id = Paths.id(field, text, PersonId::new);
                            var people = new People(clinic);
                            if (people.participant(id).isEmpty() && people.staff(id).isEmpty()) {
                                throw ApiProblem.ofField(field);
                            }
                            return id;
                        });
    }

    private static AuditAction action(String word) {
        return AuditAction.of(word).orElseThrow(() -> ApiProblem.ofField("action"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw ApiProblem.ofField("below");
        }
    }

    private OptionalLong start(Optional<LocalDate> day) {
        return day.map(date -> OptionalLong.of(date.atStartOfDay(zone()).toInstant().toEpochMilli()))
                .orElse(OptionalLong.empty());
    }

    private ZoneId zone() {
        return clinic.settings().current().zone();
    }

    private List<Participant> participants() {
        return clinic.participants().list(Caller.operator());
    }

    private List<StaffMember> members() {
        return clinic.staff().list(Caller.operator());
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        participants().forEach(each -> names.put(each.id().value(), each.details().fullName()));
        members().forEach(each -> names.put(each.id().value(), each.details().fullName()));
        return names;
    }

    record Answer(List<View> rows, boolean more) {}

    record Subject(String kind, String id, Optional<String> name) {
        static Subject of(String text, Map<String, String> names) {
            int colon = text.indexOf(':');
            String id = text.substring(colon + 1);
            return new Subject(text.substring(0, Math.max(0, colon)), id, Optional.ofNullable(names.get(id)));
        }
    }

    record View(
            long number,
            long at,
            String kind,
            Optional<String> actor,
            Optional<String> name,
            List<String> roles,
            String action,
            List<Subject> subjects,
            String result) {
        static View of(AuditRow row, Map<String, String> names) {
            return new View(
                    row.number(),
                    row.at(),
                    row.kind(),
                    Optional.of(row.actor()).filter(id -> !id.isEmpty()),
                    Optional.ofNullable(names.get(row.actor())),
                    parts(row.roles(), ","),
                    row.action(),
                    parts(row.subjects(), " ").stream().map(text -> Subject.of(text, names)).toList(),
                    row.result());
        }

        private static List<String> parts(String text, String between) {
            return Arrays.stream(text.split(between)).filter(part -> !part.isEmpty()).toList();
        }
    }

    record Report(List<Line> lines) {}

    record Line(
            String kind,
            Optional<String> actor,
            Optional<String> name,
            String action,
            String result,
            long count,
            long first,
            long last) {
        static Line of(AuditCount count, Map<String, String> names) {
            return new Line(
                    count.kind(),
                    Optional.of(count.actor()).filter(id -> !id.isEmpty()),
                    Optional.ofNullable(names.get(count.actor())),
                    count.action(),
                    count.result(),
                    count.count(),
                    count.first(),
                    count.last());
        }
    }

    record Choices(List<Person> participants, List<Person> staff, List<String> actions) {}

    /**
     * @param reference the clinic's own number; staff have none
     */
    record Person(String id, String name, Optional<String> reference, boolean active) {
        static Person of(Participant person) {
            return new Person(
                    person.id().value(),
                    person.details().fullName(),
                    Optional.of(person.details().reference()),
                    person.active());
        }

        static Person of(StaffMember member) {
            return new Person(member.id().value(), member.details().fullName(), Optional.empty(), member.active());
        }
    }
}
