package org.evenkeel.node;

import org.evenkeel.identity.Identity;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.EmergencyContact;
import org.evenkeel.program.Group;
import org.evenkeel.program.GroupDetails;
import org.evenkeel.program.Language;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.Session;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;
import org.evenkeel.program.WeeklySlot;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A made-up clinic: an evening group with two counselors, a peer mentor and eight participants, and a session that is
 * on now. Loaded through the same use cases as the screens; what is there already is left as it is.
 */
final class DemoClinic {

    private static final Duration LENGTH = Duration.ofMinutes(90);
    private static final String GROUP = "Evening group";

    private final Clinic clinic;
    private final Identity identity;
    private final Caller operator = Caller.operator();
    private final ZoneId zone = ZoneId.systemDefault();

    DemoClinic(Clinic clinic, Identity identity) {
        this.clinic = clinic;
        this.identity = identity;
    }

    /**
     * Where to go in.
     *
     * @param participants addresses by display name
     */
    record Addresses(String counselor, Map<String, String> participants) {}

    /** Who is in the made-up clinic. */
    private record Person(String display, String full) {}

    private static final List<Person> PARTICIPANTS =
            List.of(
                    new Person("Maya T.", "Maya Testcase"),
                    new Person("Theo L.", "Theo Loremson"),
                    new Person("Inés M.", "Inés Muestra"),
                    new Person("Sam K.", "Sam Kindly-Example"),
                    new Person("Priya N.", "Priya Nobody-Real"),
                    new Person("Walt D.", "Walt Demofield"),
                    new Person("Jo P.", "Jo Placeholder"),
                    new Person("Carmen R.", "Carmen Renglón-Ejemplo"));

    /**
     * Loads what is missing and issues fresh addresses.
     *
     * @param address of this server, without a slash at its end
     */
    Addresses load(String address) {
        settings();
        var ruth =
                staff(
                        "ruth",
                        "Ruth Example",
                        "Ruth E.",
                        Set.of(StaffRole.COUNSELOR, StaffRole.SUPERVISOR, StaffRole.SCHEDULER),
                        "LCSW");
        var daniel = staff("daniel", "Daniel Sample", "Daniel S.", Set.of(StaffRole.COUNSELOR), "LMFT");
        var pat = staff("pat", "Pat Peerdemo", "Pat P.", Set.of(StaffRole.PEER_MENTOR), "");
        var participants = participants();
        var group = group(ruth, daniel, pat, participants);
        sessionNow(group);
        var links = new LinkedHashMap<String, String>();
        participants.stream()
                .limit(3)
                .forEach(
                        person ->
                                links.put(
                                        person.details().displayName(),
                                        address
                                                + "/#"
                                                + identity.links().issue(operator, person.id()).secret().value()));
        var entry = identity.entryLinks().issue(operator, ruth.id());
        return new Addresses(address + "/staff#enter=" + entry.value(), links);
    }

    private void settings() {
        var now = clinic.settings().current();
        if (now.version() == 0) {
            clinic.settings()
                    .change(
                            operator,
                            new ClinicSettings(
                                    "Demo clinic",
                                    false,
                                    "Appointment",
                                    "(555) 010-0100",
                                    "988",
                                    zone,
                                    Language.EN,
                                    now.version()));
        }
    }

    private StaffMember staff(String login, String full, String display, Set<StaffRole> roles, String credential) {
        return clinic.staff().list(operator).stream()
                .filter(member -> member.details().loginName().equals(login))
                .findFirst()
                .orElseGet(
                        () ->
                                clinic.staff()
                                        .add(
                                                operator,
                                                new StaffDetails(
                                                        login,
                                                        full,
                                                        display,
                                                        roles,
                                                        credential,
                                                        !credential.isEmpty(),
                                                        Set.of("WA"))));
    }

    private List<Participant> participants() {
        var known =
                clinic.participants().list(operator).stream()
                        .collect(
                                Collectors.toMap(each -> each.details().reference(), Function.identity(), (a, _) -> a));
        var all = new ArrayList<Participant>();
        for (int i = 0; i < PARTICIPANTS.size(); i++) {
            var reference = "D-%03d".formatted(i + 1);
            var person = PARTICIPANTS.get(i);
            var phone = "(555) 010-%04d".formatted(140 + i);
            all.add(
                    Optional.ofNullable(known.get(reference))
                            .orElseGet(() -> clinic.participants().add(operator, details(reference, person, phone))));
        }
        return all;
    }

    private static ParticipantDetails details(String reference, Person person, String phone) {
        var language = Arrays.asList("Inés M.", "Carmen R.").contains(person.display()) ? Language.ES : Language.EN;
        return new ParticipantDetails(
                reference,
                person.full(),
                person.display(),
                language,
                phone,
                Optional.of(new EmergencyContact("Casey Contact", "(555) 010-0199", "friend", true)));
    }

    private Group group(StaffMember lead, StaffMember co, StaffMember mentor, List<Participant> participants) {
        return clinic.groups().list(operator).stream()
                .filter(group -> group.details().name().equals(GROUP))
                .findFirst()
                .orElseGet(
                        () ->
                                clinic.groups()
                                        .add(
                                                operator,
                                                new GroupDetails(
                                                        GROUP,
                                                        RoomKind.THERAPY,
                                                        zone,
                                                        evenings(),
                                                        Map.of(
                                                                lead.id(), Role.FACILITATOR,
                                                                co.id(), Role.CO_FACILITATOR,
                                                                mentor.id(), Role.PEER_MENTOR),
                                                        participants.stream()
                                                                .map(Participant::id)
                                                                .collect(
                                                                        Collectors.toCollection(
                                                                                HashSet<PersonId>::new)),
                                                        withChat())));
    }

    private static List<WeeklySlot> evenings() {
        return List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY).stream()
                .map(day -> new WeeklySlot(day, LocalTime.of(18, 0), LENGTH))
                .toList();
    }

    private static PolicyOverrides withChat() {
        var none = PolicyOverrides.none();
        return new PolicyOverrides(
                none.cap(),
                true,
                none.graceMillis(),
                none.muteAfterMillis(),
                none.parkAfterMillis(),
                none.endAfterMillis());
    }

    /** A session that began at the last quarter of an hour, unless one is on already. */
    private Session sessionNow(Group group) {
        var start = ZonedDateTime.now(zone).truncatedTo(ChronoUnit.MINUTES);
        var quarter = start.minusMinutes(start.getMinute() % 15);
        long now = start.toInstant().toEpochMilli();
        return clinic.schedule().day(operator, start.toLocalDate()).stream()
                .filter(session -> session.open() && session.plan().start() <= now && session.plan().end() > now)
                .findFirst()
                .orElseGet(
                        () ->
                                clinic.schedule()
                                        .add(
                                                operator,
                                                new SessionPlan(
                                                        GROUP,
                                                        RoomKind.THERAPY,
                                                        zone,
                                                        quarter.toInstant().toEpochMilli(),
                                                        quarter.plus(LENGTH).toInstant().toEpochMilli(),
                                                        group.details().rosterEntries(),
                                                        group.details().policy())));
    }
}
