package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;

import java.util.Comparator;
import java.util.Objects;

/**
 * One person on a session's roster.
 *
 * @param person who
 * @param role what this person is in the room
 * @param source where the entry comes from
 */
public record RosterEntry(PersonId person, Role role, Source source) {

    /** Where an entry comes from. */
    public enum Source {
        /** The group's own list; follows its changes until the session has ended. */
        GROUP,
        /** Added to this session alone; a change of the group leaves it. */
        SESSION
    }

    /** Leaders first, then by id: the same list always has the same order. */
    public static final Comparator<RosterEntry> ORDER =
            Comparator.comparing(RosterEntry::role).thenComparing(entry -> entry.person().value());

    public RosterEntry {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(source, "source");
    }
}
