package org.evenkeel.audit;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is looked for in the audit log; what is empty does not narrow it.
 *
 * @param about rows about this person, lists of everybody among them
 * @param othersOnly of those only what the person did not do himself
 * @param by rows of what this person did
 * @param action rows of this action
 * @param from not before, milliseconds UTC
 * @param to before, milliseconds UTC
 * @param below only rows with a lower number: the page after one that ended there
 * @param most so many rows, the newest first
 */
public record AuditQuery(
        Optional<PersonId> about,
        boolean othersOnly,
        Optional<PersonId> by,
        Optional<AuditAction> action,
        OptionalLong from,
        OptionalLong to,
        OptionalLong below,
        int most) {

    public AuditQuery {
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(below, "below");
        if (most < 1) {
            throw new IllegalArgumentException("at least one row");
        }
    }

    /** The newest rows of all. */
    public static AuditQuery newest(int most) {
        return new AuditQuery(
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                most);
    }

    /** The same, about somebody. */
    public AuditQuery about(PersonId person) {
        return new AuditQuery(Optional.of(person), othersOnly, by, action, from, to, below, most);
    }

    /** The same, without what the person whom it is about did himself. */
    public AuditQuery byOthers() {
        return new AuditQuery(about, true, by, action, from, to, below, most);
    }

    /** The same, done by somebody. */
    public AuditQuery by(PersonId person) {
        return new AuditQuery(about, othersOnly, Optional.of(person), action, from, to, below, most);
    }

    /** The same, of one action. */
    public AuditQuery only(AuditAction one) {
        return new AuditQuery(about, othersOnly, by, Optional.of(one), from, to, below, most);
    }

    /** The same, within a time. */
    public AuditQuery between(OptionalLong start, OptionalLong end) {
        return new AuditQuery(about, othersOnly, by, action, start, end, below, most);
    }

    /** The page behind this row. */
    public AuditQuery below(long number) {
        return new AuditQuery(about, othersOnly, by, action, from, to, OptionalLong.of(number), most);
    }
}
