package org.evenkeel.backup;

import java.util.Locale;

/**
 * A backup cannot be made, opened or restored. The message is one sentence for the person who runs the server and says
 * what to do; it holds no secret and nothing of what is in the backup.
 */
public final class BackupProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Problem {
        /** The passphrase or the key cannot be used. */
        BAD_KEY,
        /** The file does not open with this passphrase or key. */
        DOES_NOT_OPEN,
        /** The file, or what is in it, is not what was written. */
        DAMAGED,
        /** A file cannot be read. */
        NOT_READABLE,
        /** A file cannot be written: no room, no permission. */
        NOT_WRITABLE,
        /** Something is where a restore would write. */
        TARGET_NOT_EMPTY,
        /** Another process works there. */
        IN_USE,
        /** The backup is of another database than the configuration names, or of a newer Evenkeel. */
        DOES_NOT_FIT
    }

    private final Problem problem;

    public BackupProblem(Problem problem, String sentence) {
        this(problem, sentence, null);
    }

    public BackupProblem(Problem problem, String sentence, Throwable cause) {
        super("%s (backup_%s)".formatted(sentence, problem.name().toLowerCase(Locale.ROOT)), cause);
        this.problem = problem;
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
