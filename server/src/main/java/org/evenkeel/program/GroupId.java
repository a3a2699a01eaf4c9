package org.evenkeel.program;

import java.util.Objects;

/**
 * Names a group, the thing that meets every week. One meeting is a session.
 *
 * @param value opaque text, never blank; carries no meaning
 */
public record GroupId(String value) {

    /**
     * @throws IllegalArgumentException when {@code value} is blank or longer than 64 characters
     */
    public GroupId {
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
