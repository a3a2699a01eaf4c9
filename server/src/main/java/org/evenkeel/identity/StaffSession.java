package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;

/**
 * One sign-in of a member of staff.
 *
 * @param id names it in lists; no secret
 * @param person who
 * @param stage how far it has come
 * @param createdAt milliseconds UTC
 * @param lastSeenAt last activity, milliseconds UTC, exact to half a minute
 */
public record StaffSession(String id, PersonId person, SignInStage stage, long createdAt, long lastSeenAt) {
    public StaffSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(stage, "stage");
    }

    /** Whether it opens anything. */
    public boolean complete() {
        return stage == SignInStage.COMPLETE;
    }
}
