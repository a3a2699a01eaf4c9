package org.evenkeel.program;

import java.util.Locale;
import java.util.Objects;

/**
 * The user's problem, not ours: what was asked cannot be done as asked, and nothing was changed. Carries a stable code
 * and the field it concerns; never a value that somebody typed, because exceptions end up in logs.
 */
public final class ProgramProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Stable codes: on the wire in lower case, each with a sentence in the locale files. */
    public enum Code {
        /** The caller's roles do not allow it. */
        NOT_ALLOWED,
        /** No such person, group or session. */
        NOT_FOUND,
        /** Somebody else changed it since it was read: read again. */
        CONFLICT,
        /** Another one has this login name or program reference. */
        TAKEN,
        /** The field must be filled. */
        MISSING,
        TOO_LONG,
        /** The field has a form or a value that is not possible. */
        BAD_VALUE,
        /** The person named is deactivated or unknown. */
        INACTIVE,
        /** Too late: the session is over or cancelled. */
        CLOSED;

        /** The code as it stands on the wire: lower case, words joined by underscores. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;
    private final String field;

    /**
     * @param code what is wrong
     * @param field what it concerns, in the wire's spelling; empty when it concerns the whole
     */
    public ProgramProblem(Code code, String field) {
        super(Objects.requireNonNull(code, "code").wire() + (field.isEmpty() ? "" : " (" + field + ")"));
        this.code = code;
        this.field = field;
    }

    /** What is wrong. */
    public Code code() {
        return code;
    }

    /** The field it concerns, or an empty text. */
    public String field() {
        return field;
    }
}
