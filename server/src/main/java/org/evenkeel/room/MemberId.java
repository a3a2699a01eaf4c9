package org.evenkeel.room;

import java.util.Objects;

/**
 * Names one person inside one session. Public to the other members; means nothing outside the session.
 *
 * @param value opaque text, never blank; carries no meaning and no personal data
 */
public record MemberId(String value) {

    /**
     * @throws IllegalArgumentException when {@code value} is blank or longer than 64 characters
     */
    public MemberId {
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
