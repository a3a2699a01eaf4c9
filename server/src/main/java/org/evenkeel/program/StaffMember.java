package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Set;

/**
 * A member of staff.
 *
 * @param id names him for ever
 * @param details what was typed about him
 * @param active false once he left: he can no longer sign in, his record stays
 * @param version counts changes; 0 = not yet kept
 */
public record StaffMember(PersonId id, StaffDetails details, boolean active, long version) {
    public StaffMember {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(details, "details");
    }

    /** His roles in the clinic. */
    public Set<StaffRole> roles() {
        return details.roles();
    }

    /** Whether a role of his sees participants. */
    public boolean seesParticipants() {
        return roles().stream().anyMatch(StaffRole::seesParticipants);
    }

    /** He as the one who asks for something. */
    public Caller asCaller() {
        return new Caller(id, active ? roles() : Set.of());
    }

    /** The same person with other details. */
    public StaffMember with(StaffDetails newDetails) {
        return new StaffMember(id, newDetails, active, version);
    }

    /** The same person, active or not. */
    public StaffMember withActive(boolean nowActive) {
        return new StaffMember(id, details, nowActive, version);
    }

    /** The same person at another version. */
    public StaffMember at(long newVersion) {
        return new StaffMember(id, details, active, newVersion);
    }
}
