package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Objects;

/**
 * A participant of the program.
 *
 * @param id names the person for ever
 * @param details what was typed
 * @param active false once discharged: links and visits end, the record stays
 * @param version counts changes; 0 = not yet kept
 */
public record Participant(PersonId id, ParticipantDetails details, boolean active, long version) {
    public Participant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(details, "details");
    }

    /** The same person with other details. */
    public Participant with(ParticipantDetails newDetails) {
        return new Participant(id, newDetails, active, version);
    }

    /** The same person, active or not. */
    public Participant withActive(boolean nowActive) {
        return new Participant(id, details, nowActive, version);
    }

    /** The same person at another version. */
    public Participant at(long newVersion) {
        return new Participant(id, details, active, newVersion);
    }
}
