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
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.WeeklySlot;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups: when they meet, who leads them, who is expected. */
final class GroupsApi {

    private static final String ONE = "/api/clinic/groups/{id}";

    private final Clinic clinic;
    private final Json json;

    GroupsApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(Access.GROUPS, Audits.each(AuditAction.GROUP_LIST), "/api/clinic/groups", this::list)
                .changing(Access.GROUPS, Audits.each(AuditAction.GROUP_ADD), "POST", "/api/clinic/groups", this::add)
                .changing(Access.GROUPS, Audits.ofGroup(AuditAction.GROUP_CHANGE), "PUT", ONE, this::change)
                .changing(
                        Access.GROUPS,
                        Audits.ofGroup(AuditAction.GROUP_DEACTIVATE),
                        "POST",
                        ONE + "/deactivate",
                        (call, staff, trace) -> setActive(call, staff, false, trace))
                .changing(
                        Access.GROUPS,
                        Audits.ofGroup(AuditAction.GROUP_ACTIVATE),
                        "POST",
                        ONE + "/activate",
                        (call, staff, trace) -> setActive(call, staff, true, trace));
    }

    /** Every group with the ids of its people. */
    private HttpReply list(HttpCall call, StaffIdentity staff, Trace trace) {
        trace.aboutEverybody();
        return json.reply(new Answer(clinic.groups().list(staff.caller()).stream().map(View::of).toList()));
    }

    private HttpReply add(HttpCall call, StaffIdentity staff, Trace trace) {
        Fields typed = json.read(call, Fields.class);
        return reply(clinic.groups().add(staff.caller(), details(typed, PolicyOverrides.none())), trace);
    }

    private HttpReply change(HttpCall call, StaffIdentity staff, Trace trace) {
        Changed typed = json.read(call, Changed.class);
        GroupId id = Paths.group(call);
        GroupDetails before = clinic.groups().get(staff.caller(), id).details();
        trace.about(before.roster());
        return reply(
                clinic.groups().change(staff.caller(), id, typed.version(), details(typed.fields(), before.policy())),
                trace);
    }

    private HttpReply setActive(HttpCall call, StaffIdentity staff, boolean active, Trace trace) {
        Group group = clinic.groups().get(staff.caller(), Paths.group(call));
        return reply(clinic.groups().setActive(staff.caller(), group.id(), group.version(), active), trace);
    }

    private HttpReply reply(Group group, Trace trace) {
        trace.about(group.id()).about(group.details().roster());
        return json.reply(View.of(group));
    }

    /** A title for participants is one setting of the clinic: a group's own would be told apart by it. */
    private GroupDetails details(Fields typed, PolicyOverrides before) {
        String neutral = clinic.settings().current().neutralTitle();
        if (typed.neutralTitle().filter(title -> !title.isBlank() && !title.strip().equals(neutral)).isPresent()) {
            throw ApiProblem.ofField("neutralTitle", "What participants see is set for the whole clinic.");
        }
        return typed.details(before);
    }

    record Answer(List<View> groups) {}

    record Slot(int day, String start, int minutes) {
        static Slot of(WeeklySlot slot) {
            return new Slot(slot.day().getValue(), slot.start().toString(), (int) slot.duration().toMinutes());
        }

        WeeklySlot slot() {
            try {
                return new WeeklySlot(DayOfWeek.of(day), LocalTime.parse(start), Duration.ofMinutes(minutes));
            } catch (DateTimeException | ProgramProblem _) {
                throw ApiProblem.ofField("slots");
            }
        }
    }

    record Leader(String staff, String role) {}

    record View(
            String id,
            String name,
            String kind,
            String timeZone,
            OptionalInt cap,
            boolean chat,
            List<Slot> slots,
            List<Leader> leaders,
            List<String> roster,
            boolean active,
            long version) {
        static View of(Group group) {
            GroupDetails details = group.details();
            return new View(
                    group.id().value(),
                    details.name(),
                    Words.of(details.kind()),
                    details.zone().getId(),
                    details.policy().cap(),
                    details.policy().roomChat(),
                    details.slots().stream().map(Slot::of).toList(),
                    details.leaders().entrySet().stream()
                            .sorted(
                                    Map.Entry.<PersonId, Role>comparingByValue()
                                            .thenComparing(each -> each.getKey().value()))
                            .map(each -> new Leader(each.getKey().value(), Words.of(each.getValue())))
                            .toList(),
                    details.roster().stream().map(PersonId::value).sorted(Comparator.naturalOrder()).toList(),
                    group.active(),
                    group.version());
        }
    }

    record Fields(
            String name,
            Optional<String> neutralTitle,
            String kind,
            String timeZone,
            OptionalInt cap,
            boolean chat,
            List<Slot> slots,
            List<Leader> leaders,
            List<String> roster) {

        GroupDetails details(PolicyOverrides before) {
            return new GroupDetails(
                    name,
                    Words.read(RoomKind.class, "kind", kind),
                    Zones.of("timeZone", timeZone),
                    slots.stream().map(Slot::slot).toList(),
                    roles(),
                    people(),
                    new PolicyOverrides(
                            cap,
                            chat,
                            before.graceMillis(),
                            before.muteAfterMillis(),
                            before.parkAfterMillis(),
                            before.endAfterMillis()));
        }

        private Map<PersonId, Role> roles() {
            Map<PersonId, Role> roles = new HashMap<>();
            for (Leader leader : leaders) {
                PersonId person = Paths.id("leaders", leader.staff(), PersonId::new);
                if (roles.put(person, Words.read(Role.class, "leaders", leader.role())) != null) {
                    throw ApiProblem.ofField("leaders");
                }
            }
            return roles;
        }

        private Set<PersonId> people() {
            return roster.stream()
                    .map(id -> Paths.id("roster", id, PersonId::new))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    record Changed(
            String name,
            Optional<String> neutralTitle,
            String kind,
            String timeZone,
            OptionalInt cap,
            boolean chat,
            List<Slot> slots,
            List<Leader> leaders,
            List<String> roster,
            long version) {
        Fields fields() {
            return new Fields(name, neutralTitle, kind, timeZone, cap, chat, slots, leaders, roster);
        }
    }

    /** Names of time zones. */
    static final class Zones {

        private Zones() {}

        /** An IANA name; offsets and abbreviations are none. */
        static ZoneId of(String field, String name) {
            if (!ZoneId.getAvailableZoneIds().contains(name)) {
                throw ApiProblem.ofField(field);
            }
            return ZoneId.of(name);
        }
    }
}
