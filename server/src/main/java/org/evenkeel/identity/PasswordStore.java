package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Optional;

/** Keeps password hashes of staff. */
public interface PasswordStore {

    /** The hash in its standard text form, salt and parameters included. */
    Optional<String> find(PersonId person);

    /**
     * Keeps a hash in place of the one before.
     *
     * @param changedAt milliseconds UTC
     */
    void put(PersonId person, String hash, long changedAt);
}
