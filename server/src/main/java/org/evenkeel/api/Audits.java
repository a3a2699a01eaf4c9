package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditSubject;

import java.util.Objects;
import java.util.Optional;

/**
 * What a resource writes into the audit log. No resource is added without saying so.
 *
 * <p>Rights that were refused are always written; so is every other answer, of whatever kind, unless the resource shows
 * and changes nobody's data. Written before the answer goes out: without its row nothing is shown.
 *
 * @param action the word in the log
 * @param id of what the path's {@code {id}} is the id; empty when it has none
 * @param refusalsOnly why it writes nothing else; empty when it writes all
 */
public record Audits(AuditAction action, Optional<AuditSubject.Kind> id, Optional<String> refusalsOnly) {

    public Audits {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(refusalsOnly, "refusalsOnly");
    }

    /** Each call. */
    static Audits each(AuditAction action) {
        return new Audits(action, Optional.empty(), Optional.empty());
    }

    /** Each call; the path's id is a person's. */
    static Audits ofPerson(AuditAction action) {
        return new Audits(action, Optional.of(AuditSubject.Kind.PERSON), Optional.empty());
    }

    /** Each call; the path's id is a session's. */
    static Audits ofSession(AuditAction action) {
        return new Audits(action, Optional.of(AuditSubject.Kind.SESSION), Optional.empty());
    }

    /** Each call; the path's id is a group's. */
    static Audits ofGroup(AuditAction action) {
        return new Audits(action, Optional.of(AuditSubject.Kind.GROUP), Optional.empty());
    }

    /**
     * Only rights that were refused.
     *
     * @param why it shows and changes nobody's data
     */
    static Audits refusals(AuditAction action, String why) {
        return new Audits(action, Optional.empty(), Optional.of(why));
    }
}
