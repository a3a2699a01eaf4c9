package org.evenkeel.story;

import org.evenkeel.identity.Identity;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.ConflictPair;
import org.evenkeel.program.Language;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A made-up clinic with one session that is on now and a person in it for each role, made through the same use cases as
 * the screens. Full names are unmistakable, so that a test can find one where it must not be.
 */
public final class TestClinic {

    private static final Caller OPERATOR = Caller.operator();
    private static final long LENGTH = Duration.ofMinutes(90).toMillis();

    private final Clinic clinic;
    private final Identity identity;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private String session = "";

    /**
     * Somebody of the clinic.
     *
     * @param key what tests call him
     */
    record Person(String key, PersonId id, Role role, String displayName, String fullName) {
        boolean staff() {
            return role != Role.PARTICIPANT && role != Role.GUEST;
        }
    }

    private TestClinic(Clinic clinic, Identity identity) {
        this.clinic = clinic;
        this.identity = identity;
    }

    /**
     * Makes a clinic: {@code fay} the facilitator, {@code cole} her co-facilitator, {@code mo} moderator, {@code pia}
     * peer mentor, {@code ola} observer, {@code ina} interpreter, participants {@code ann}, {@code ben}, {@code cat},
     * {@code dan}, {@code eve}, guest {@code gus}.
     *
     * @param grace how long a lost member is "reconnecting", milliseconds
     */
    static TestClinic open(Clinic clinic, Identity identity, OptionalLong grace) {
        var made = new TestClinic(clinic, identity);
        made.settings();
        made.staff("fay", Role.FACILITATOR, "LCSW");
        made.staff("cole", Role.CO_FACILITATOR, "LMFT");
        made.staff("mo", Role.MODERATOR, "");
        made.staff("pia", Role.PEER_MENTOR, "");
        made.staff("ola", Role.OBSERVER, "");
        made.staff("ina", Role.INTERPRETER, "");
        List.of("ann", "ben", "cat", "dan", "eve").forEach(key -> made.attendee(key, Role.PARTICIPANT));
        made.attendee("gus", Role.GUEST);
        made.newSession(grace);
        return made;
    }

    private void settings() {
        clinic.settings()
                .change(
                        OPERATOR,
                        new ClinicSettings(
                                "Clinic of tests",
                                false,
                                "Appointment",
                                "(555) 010-0100",
                                "988",
                                ZoneOffset.UTC,
                                Language.EN,
                                clinic.settings().current().version()));
    }

    private void staff(String key, Role role, String credential) {
        var roles =
                switch (role) {
                    case PEER_MENTOR -> Set.of(StaffRole.PEER_MENTOR);
                    case MODERATOR -> Set.of(StaffRole.MODERATOR);
                    case OBSERVER, INTERPRETER -> Set.of(StaffRole.SCHEDULER);
                    default -> Set.of(StaffRole.COUNSELOR);
                };
        var details =
                new StaffDetails(key, full(key), display(key), roles, credential, !credential.isEmpty(), Set.of("WA"));
        add(key, clinic.staff().add(OPERATOR, details).id(), role);
    }

    private void attendee(String key, Role role) {
        var details =
                new ParticipantDetails(
                        "T-" + key, full(key), display(key), Language.EN, "(555) 010-0111", Optional.empty());
        add(key, clinic.participants().add(OPERATOR, details).id(), role);
    }

    private void add(String key, PersonId id, Role role) {
        people.put(key, new Person(key, id, role, display(key), full(key)));
    }

    private static String display(String key) {
        return key + " D.";
    }

    private static String full(String key) {
        return "Fullname-of-" + key + " Hidden";
    }

    /** A counselor opens a participant's contact facts in an emergency. */
    void emergency(String by, String of, String reason) {
        var caller = new Caller(people.get(by).id(), Set.of(StaffRole.COUNSELOR));
        clinic.emergencies().open(caller, people.get(of).id(), reason);
    }

    /** Another session of the same people, on now; the next doors lead into it. */
    String newSession(OptionalLong grace) {
        return newSession(grace, _ -> true);
    }

    /** The same of some of them only. */
    String newSession(OptionalLong grace, Predicate<Person> of) {
        long start = System.currentTimeMillis() / 60_000 * 60_000 - 60_000;
        var roster = new ArrayList<RosterEntry>();
        people.values().stream()
                .filter(of)
                .forEach(each -> roster.add(new RosterEntry(each.id(), each.role(), RosterEntry.Source.SESSION)));
        var none = PolicyOverrides.none();
        var policy =
                new PolicyOverrides(
                        none.cap(), true, grace, none.muteAfterMillis(), none.parkAfterMillis(), none.endAfterMillis());
        session =
                clinic.schedule()
                        .add(
                                OPERATOR,
                                new SessionPlan(
                                        "Group-title-for-staff",
                                        RoomKind.THERAPY,
                                        ZoneOffset.UTC,
                                        start,
                                        start + LENGTH,
                                        roster,
                                        policy))
                        .id()
                        .value();
        return session;
    }

    /** Says that two people must not meet. */
    void keepApart(String one, String other) {
        clinic.conflicts().put(OPERATOR, new ConflictPair(people.get(one).id(), people.get(other).id(), "Hidden note"));
    }

    /** The session that is on. */
    String session() {
        return session;
    }

    Person person(String key) {
        return people.get(key);
    }

    List<Person> people() {
        return List.copyOf(people.values());
    }

    /** A person's way in: through a fresh link, exchanged at this port. */
    Door door(HttpClient http, int port, String key) {
        var person = people.get(key);
        return person.staff()
                ? Door.ofEntryLink(http, port, session, identity.entryLinks().issue(OPERATOR, person.id()).value())
                : Door.ofLink(http, port, session, links.computeIfAbsent(key, this::freshLink));
    }

    /** A fresh personal link's secret; the one before is dead. */
    String freshLink(String key) {
        return identity.links().issue(OPERATOR, people.get(key).id()).secret().value();
    }
}
