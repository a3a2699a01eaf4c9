package org.evenkeel.redis;

import java.util.Locale;

/**
 * The embedded Redis cannot serve. The message is a sentence for the person who runs the server and says what to do; it
 * holds no secret.
 */
public final class EmbeddedRedisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong; {@link #code()} is stable and may be searched for. */
    public enum Problem {
        /** Neither the machine nor the server's own jar has a Redis that runs here. */
        NOT_FOUND,
        /** Another Evenkeel process uses the folder. */
        FOLDER_IN_USE,
        /** The folder cannot be made, read or written. */
        FOLDER_NOT_USABLE,
        /** The folder was written by a newer Redis than the one at hand, which would start without the data. */
        DATA_TOO_NEW,
        /** Redis ended, or did not answer in time. */
        DID_NOT_START;

        /** The stable name of the problem, such as {@code redis_folder_in_use}. */
        public String code() {
            return "redis_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Problem problem;
    private final String sentence;

    EmbeddedRedisException(Problem problem, String message) {
        this(problem, message, null);
    }

    EmbeddedRedisException(Problem problem, String message, Throwable cause) {
        super(problem.code() + ": " + message, cause);
        this.problem = problem;
        this.sentence = message;
    }

    /** What is the matter and what to do about it, without the code. */
    public String sentence() {
        return sentence;
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
