package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to somebody's account and that the person must hear of, whoever did it.
 *
 * @param id names it
 * @param person whose account
 * @param kind what
 * @param by who did it; empty for somebody who was not signed in
 * @param at milliseconds UTC
 * @param seen whether the person has said that he read it
 */
public record AccountNotice(String id, PersonId person, Kind kind, Optional<PersonId> by, long at, boolean seen) {
    public AccountNotice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(by, "by");
    }

    /** What happened. */
    public enum Kind {
        /** Somebody else set a one-time password. */
        PASSWORD_RESET,
        /** Somebody else removed the second factor and the recovery codes. */
        SECOND_FACTOR_RESET,
        /** A recovery code was used to sign in. */
        RECOVERY_CODE_USED,
        /** Several wrong codes after the right password. */
        WRONG_CODES,
        /** Somebody else made a link that stands for the password once; a new one must be chosen. */
        ENTRY_LINK
    }
}
