package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is typed about a group.
 *
 * @param name what staff call it; participants see the neutral title
 * @param kind the kind of its rooms
 * @param zone the time zone of its slots
 * @param slots when it meets; no two at the same time of the same day
 * @param leaders staff and what each is in the room
 * @param roster participants who are expected
 * @param policy where its rooms differ from the defaults
 */
public record GroupDetails(
        String name,
        RoomKind kind,
        ZoneId zone,
        List<WeeklySlot> slots,
        Map<PersonId, Role> leaders,
        Set<PersonId> roster,
        PolicyOverrides policy) {

    /**
     * @throws ProgramProblem when a field is missing or wrong, or a leader would be a participant
     */
    public GroupDetails {
        name = Check.text("name", name, 120);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(policy, "policy");
        slots = List.copyOf(slots);
        Check.isTrue("slots", slots.size() == slots.stream().map(GroupDetails::moment).distinct().count());
        leaders = Map.copyOf(leaders);
        Check.isTrue("leaders", leaders.values().stream().noneMatch(GroupDetails::isAttendee));
        roster = Set.copyOf(roster);
        Check.isTrue("roster", roster.stream().noneMatch(leaders::containsKey));
    }

    /** The same group with more participants on its roster. */
    public GroupDetails withMore(Collection<PersonId> people) {
        Set<PersonId> more = new HashSet<>(roster);
        more.addAll(people);
        return new GroupDetails(name, kind, zone, slots, leaders, more, policy);
    }

    /** The people of a session of this group, as its roster lists them. */
    public List<RosterEntry> rosterEntries() {
        return Stream.concat(
                        leaders.entrySet().stream()
                                .map(each -> new RosterEntry(each.getKey(), each.getValue(), RosterEntry.Source.GROUP)),
                        roster.stream().map(each -> new RosterEntry(each, Role.PARTICIPANT, RosterEntry.Source.GROUP)))
                .sorted(RosterEntry.ORDER)
                .toList();
    }

    private static String moment(WeeklySlot slot) {
        return slot.day() + " " + slot.start();
    }

    private static boolean isAttendee(Role role) {
        return role == Role.PARTICIPANT || role == Role.GUEST;
    }
}
