package org.evenkeel.codec;

/**
 * Stored bytes could not be read. Carries no content, neither in its text nor in a cause, because both may reach a log.
 */
public final class UnreadableBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Problem {
        /** Written by a later release. */
        UNKNOWN_VERSION("written in a version that this release does not know"),
        /** An event that this release does not know: written by a later one. */
        UNKNOWN_TYPE("of a type that this release does not know"),
        /** Not what this codec writes: damaged, or of another kind. */
        MALFORMED("not what this codec writes");

        private final String words;

        Problem(String words) {
            this.words = words;
        }
    }

    private final Problem problem;

    UnreadableBytes(Problem problem) {
        super("stored bytes are " + problem.words);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
