package org.evenkeel.room;

import java.util.Objects;

/**
 * Names one group session. The live room of a session has the same id; it is random, so that a room address tells
 * nothing.
 *
 * @param value opaque text, never blank; carries no meaning and no personal data
 */
public record SessionId(String value) {

    /**
     * @throws IllegalArgumentException when {@code value} is blank or longer than 64 characters
     */
    public SessionId {
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
