package org.evenkeel.room;

import java.util.Objects;

/**
 * Names one attached socket. Secret to its holder and the server: never sent to other members.
 *
 * @param value opaque text, never blank; carries no meaning and no personal data
 */
public record ConnectionId(String value) {

    /**
     * @throws IllegalArgumentException when {@code value} is blank or longer than 64 characters
     */
    public ConnectionId {
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
