package org.evenkeel.program;

import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomSettings;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What is planned for one session.
 *
 * @param name what staff call it
 * @param kind the kind of its room
 * @param zone the time zone in which its times are shown
 * @param start scheduled start, milliseconds UTC
 * @param end scheduled end, milliseconds UTC; after the start, at most a day later
 * @param roster who is expected, each person once, in {@link RosterEntry#ORDER}
 * @param policy where its room differs from the defaults
 */
public record SessionPlan(
        String name,
        RoomKind kind,
        ZoneId zone,
        long start,
        long end,
        List<RosterEntry> roster,
        PolicyOverrides policy) {

    private static final long LONGEST_MILLIS = 86_400_000;

    /**
     * @throws ProgramProblem when a field is missing or wrong, or somebody is listed twice
     */
    public SessionPlan {
        name = Check.text("name", name, 120);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(policy, "policy");
        Check.isTrue("end", end > start && end - start <= LONGEST_MILLIS);
        roster = roster.stream().sorted(RosterEntry.ORDER).toList();
        Check.isTrue("roster", roster.size() == roster.stream().map(RosterEntry::person).distinct().count());
    }

    /** What the session's room is told when it is prepared. */
    public RoomSettings roomSettings() {
        return new RoomSettings(kind, start, end, policy.over(kind));
    }

    /** The same plan with another roster. */
    public SessionPlan with(List<RosterEntry> newRoster) {
        return new SessionPlan(name, kind, zone, start, end, newRoster, policy);
    }
}
