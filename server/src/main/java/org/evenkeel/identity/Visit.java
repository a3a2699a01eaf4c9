package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;

/**
 * One tab in which a participant used the personal link.
 *
 * @param id names it; no secret
 * @param participant who
 * @param linkId the link that was used: when it ends, the visit ends
 * @param expiresAt milliseconds UTC
 */
public record Visit(String id, PersonId participant, String linkId, long expiresAt) {
    public Visit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(linkId, "linkId");
    }
}
