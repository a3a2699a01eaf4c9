package org.evenkeel.audit;

import java.util.Objects;

/**
 * Where retention cut the beginning of the chain off: the rest is verified from here on.
 *
 * @param last the last row that was deleted
 * @param at when, milliseconds UTC
 */
public record AuditCut(AuditHead last, long at) {
    public AuditCut {
        Objects.requireNonNull(last, "last");
    }

    /** As the row says that reports the cut. */
    public AuditSubject subject() {
        return new AuditSubject(AuditSubject.Kind.CUT, last.number() + "-" + last.hash());
    }
}
