package org.evenkeel.child;

import java.util.Locale;

/**
 * A child cannot serve. The message is a sentence for the person who runs the server and says what to do; it holds no
 * secret.
 */
public final class ChildProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Problem {
        /** The machine (and our own jar) has no such program that runs here. */
        NOT_FOUND,
        /** Another Evenkeel process uses the folder. */
        FOLDER_IN_USE,
        /** The folder cannot be made, read or written. */
        FOLDER_NOT_USABLE,
        /** The folder was written by a newer program than the one at hand, which would start without the data. */
        DATA_TOO_NEW,
        /** What the program was to be told makes no sense on this machine. */
        NOT_POSSIBLE_HERE,
        /** The program ended, or did not answer in time. */
        DID_NOT_START
    }

    private final String sentence;
    private final String child;
    private final Problem problem;

    /**
     * @param child the program's short name, such as {@code redis}
     */
    public ChildProblem(String child, Problem problem, String message) {
        this(child, problem, message, null);
    }

    /**
     * @param child the program's short name, such as {@code redis}
     */
    public ChildProblem(String child, Problem problem, String message, Throwable cause) {
        super(code(child, problem) + ": " + message, cause);
        this.sentence = message;
        this.child = child;
        this.problem = problem;
    }

    /** What is the matter and what to do about it, without the code. */
    public String sentence() {
        return sentence;
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }

    /** The stable name of the problem, such as {@code redis_folder_in_use}; may be searched for. */
    public String code() {
        return code(child, problem);
    }

    private static String code(String child, Problem problem) {
        return child + "_" + problem.name().toLowerCase(Locale.ROOT);
    }
}
