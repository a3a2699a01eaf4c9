package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Optional;

/** Keeps one-use entry links of staff by their hash. */
public interface EntryLinkStore {

    /** Keeps a new one; {@code expiresAt} in milliseconds UTC. */
    void add(String hash, PersonId person, long expiresAt);

    /** Takes it away and returns whose it was, when it has not expired: of two callers at once, one gets it. */
    Optional<PersonId> consume(String hash, long now);

    /** Forgets all of a person. */
    void removeAllOf(PersonId person);

    /** Forgets those that expired. */
    int removeExpired(long now);
}
