package org.evenkeel.audit;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who did it.
 *
 * @param kind as what
 * @param person who, where that is known
 * @param roles of a member of staff at that moment; none for others
 */
public record AuditActor(Kind kind, Optional<PersonId> person, Set<StaffRole> roles) {

    /** As what somebody acts. */
    public enum Kind {
        STAFF,
        PARTICIPANT,
        /** Whoever holds the machine's command line. */
        CONSOLE,
        /** The server by itself: retention. */
        SYSTEM,
        /** Somebody at the door who did not get in. */
        NOBODY
    }

    public AuditActor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(person, "person");
        roles = Set.copyOf(roles);
        boolean known = kind == Kind.STAFF || kind == Kind.PARTICIPANT;
        if (known != person.isPresent()) {
            throw new IllegalArgumentException("staff and participants are known by id, others are not");
        }
    }

    /** A member of staff. */
    public static AuditActor staff(PersonId person, Set<StaffRole> roles) {
        return new AuditActor(Kind.STAFF, Optional.of(person), roles);
    }

    /** A participant. */
    public static AuditActor participant(PersonId person) {
        return new AuditActor(Kind.PARTICIPANT, Optional.of(person), Set.of());
    }

    /** The machine's command line. */
    public static AuditActor console() {
        return new AuditActor(Kind.CONSOLE, Optional.empty(), Set.of());
    }

    /** The server by itself. */
    public static AuditActor system() {
        return new AuditActor(Kind.SYSTEM, Optional.empty(), Set.of());
    }

    /** Somebody who did not get in. */
    public static AuditActor nobody() {
        return new AuditActor(Kind.NOBODY, Optional.empty(), Set.of());
    }

    /** The kind as it stands in rows. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The roles as they stand in rows: words in alphabetical order, commas between them. */
    public String roleWords() {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
