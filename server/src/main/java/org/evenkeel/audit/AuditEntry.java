package org.evenkeel.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What happened, before it has its place in the chain.
 *
 * @param at milliseconds UTC
 * @param by who
 * @param action what
 * @param subjects on whom and what, each once
 * @param result {@code ok}, or the stable code of the refusal
 */
public record AuditEntry(long at, AuditActor by, AuditAction action, List<AuditSubject> subjects, String result) {

    /** The result of what was done. */
    public static final String OK = "ok";

    private static final Pattern CODE = Pattern.compile("[a-z0-9_-]{1,40}");

    public AuditEntry {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(action, "action");
        subjects = List.copyOf(new LinkedHashSet<>(subjects));
        if (!CODE.matcher(result).matches()) {
            throw new IllegalArgumentException("a result is a code");
        }
    }

    /** What was done. */
    public static AuditEntry done(long at, AuditActor by, AuditAction action, AuditSubject... subjects) {
        return new AuditEntry(at, by, action, List.of(subjects), OK);
    }

    /** Whether it was done, and not refused. */
    public boolean ok() {
        return result.equals(OK);
    }

    /** The same about more. */
    public AuditEntry about(List<AuditSubject> more) {
        List<AuditSubject> all = new ArrayList<>(subjects);
        all.addAll(more);
        return new AuditEntry(at, by, action, all, result);
    }
}
