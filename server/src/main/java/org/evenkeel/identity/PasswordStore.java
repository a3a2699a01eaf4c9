package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps password hashes of staff. */
public interface PasswordStore {

    /**
     * A password as it is kept.
     *
     * @param hash in its standard text form, salt and parameters included
     * @param changedAt milliseconds UTC
     * @param onceUntil set by somebody else, or to be changed for another reason: good until then and to be changed at
     *     once, milliseconds UTC; empty for one's own
     */
    record Kept(String hash, long changedAt, OptionalLong onceUntil) {
        public Kept {
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(onceUntil, "onceUntil");
        }

        /** Whether it still signs in at that moment. */
        boolean worksAt(long now) {
            return onceUntil.isEmpty() || now < onceUntil.getAsLong();
        }

        /** The same, to be changed at the next sign-in; it signs in as long as it did. */
        Kept toBeReplaced() {
            return onceUntil.isPresent() ? this : new Kept(hash, changedAt, OptionalLong.of(Long.MAX_VALUE));
        }

        /** The hash stays out of logs. */
        @Override
        public String toString() {
            return "Kept[]";
        }
    }

    /** The person's password. */
    Optional<Kept> find(PersonId person);

    /** Keeps a password in place of the one before. */
    void put(PersonId person, Kept password);
}
