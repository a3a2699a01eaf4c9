package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;

import java.util.Objects;

/**
 * Somebody on a session's roster.
 *
 * @param person who; an id, never a name
 * @param role as what
 * @param credentialed whether he holds a clinical licence
 */
public record RosterEntry(PersonId person, Role role, boolean credentialed) {
    public RosterEntry {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(role, "role");
    }

    /** Whether he may sign this session's attendance: a credentialed facilitator or co-facilitator of it. */
    public boolean maySign() {
        return role.isCare() && credentialed;
    }
}
