package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Made-up values for tests. */
public final class Samples {

    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private Samples() {}

    public static PersonId person(String id) {
        return new PersonId(id);
    }

    public static StaffDetails staffDetails(String login, StaffRole... roles) {
        return new StaffDetails(login, "Staff " + login, login, Set.of(roles), "LCSW", true, Set.of("NY", "NJ"));
    }

    public static StaffMember staff(String id, StaffRole... roles) {
        return new StaffMember(person(id), staffDetails("login-" + id, roles), true, 0);
    }

    public static ParticipantDetails participantDetails(String reference) {
        return new ParticipantDetails(
                reference,
                "Testname " + reference,
                "",
                Language.ES,
                "+1 555 0100",
                Optional.of(new EmergencyContact("Contact of " + reference, "555 0101", "sibling", true)));
    }

    public static Participant participant(String id) {
        return new Participant(person(id), participantDetails("ref-" + id), true, 0);
    }

    public static WeeklySlot slot(DayOfWeek day, String start, int minutes) {
        return new WeeklySlot(day, LocalTime.parse(start), Duration.ofMinutes(minutes));
    }

    public static GroupDetails groupDetails(List<WeeklySlot> slots, Map<PersonId, Role> leaders, Set<PersonId> roster) {
        return new GroupDetails(
                "Evening group", RoomKind.THERAPY, NEW_YORK, slots, leaders, roster, PolicyOverrides.none());
    }

    public static PolicyOverrides everyOverride() {
        return new PolicyOverrides(
                OptionalInt.of(9),
                true,
                OptionalLong.of(1_000),
                OptionalLong.of(2_000),
                OptionalLong.of(3_000),
                OptionalLong.of(4_000));
    }

    public static SessionPlan plan(long start, RosterEntry... roster) {
        return new SessionPlan(
                "Single", RoomKind.SKILLS, NEW_YORK, start, start + 3_600_000, List.of(roster), everyOverride());
    }

    public static RosterEntry own(String person, Role role) {
        return new RosterEntry(person(person), role, RosterEntry.Source.SESSION);
    }

    public static Session session(String id, long start, RosterEntry... roster) {
        return new Session(new SessionId(id), Optional.empty(), plan(start, roster), Session.Facts.none(), 0);
    }

    public static GateForm completeForm() {
        return new GateForm(
                "1 Example Street",
                "NY",
                "555 0102",
                Optional.of(true),
                Optional.of(false),
                Optional.of(true),
                Optional.of(true));
    }

    /** Random enough for tests, the same at each run, never the same twice; safe for any thread. */
    public static RandomBytes countingRandom() {
        AtomicLong next = new AtomicLong();
        return count -> {
            byte[] bytes = new byte[count];
            new Random(next.incrementAndGet()).nextBytes(bytes);
            return bytes;
        };
    }
}
