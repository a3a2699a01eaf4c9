package org.evenkeel.audit;

import java.util.Objects;

/**
 * How often somebody did something.
 *
 * @param kind of the actor, as a word
 * @param actor the actor's id, or an empty text
 * @param action its word
 * @param result {@code ok} or a code
 * @param count how often
 * @param first the first time, milliseconds UTC
 * @param last the last time
 */
public record AuditCount(String kind, String actor, String action, String result, long count, long first, long last) {
    public AuditCount {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(result, "result");
    }
}
