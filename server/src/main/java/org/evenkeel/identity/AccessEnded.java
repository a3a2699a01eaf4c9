package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;

/**
 * Somebody's access ended before its time.
 *
 * @param person whose
 * @param access the one sign-in or visit that ended, by its id; empty = everything of this person
 */
public record AccessEnded(PersonId person, Optional<String> access) {
    public AccessEnded {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(access, "access");
    }

    /** Everything of this person ended. */
    public static AccessEnded all(PersonId person) {
        return new AccessEnded(person, Optional.empty());
    }

    /** Told after access ended, on the caller's thread: closes sockets on this node, tells the other nodes. */
    @FunctionalInterface
    public interface Listener {

        /** Must return soon and not throw: access has already ended. */
        void ended(AccessEnded ended);
    }
}
