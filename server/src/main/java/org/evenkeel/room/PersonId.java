package org.evenkeel.room;

import java.util.Objects;

/**
 * Names a participant or a staff member of the clinic. Known to the ledger and to staff, never sent to other
 * participants.
 *
 * @param value opaque text, never blank; carries no meaning and no personal data
 */
public record PersonId(String value) {

    /**
     * @throws IllegalArgumentException when {@code value} is blank or longer than 64 characters
     */
    public PersonId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("an id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
