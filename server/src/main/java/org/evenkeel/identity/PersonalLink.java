package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;

/**
 * A participant's personal link, as lists show it; the secret in it is known to its holder only.
 *
 * @param id names it; no secret
 * @param participant whose
 * @param issuedAt milliseconds UTC
 * @param expiresAt milliseconds UTC
 */
public record PersonalLink(String id, PersonId participant, long issuedAt, long expiresAt) {
    public PersonalLink {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(participant, "participant");
    }
}
