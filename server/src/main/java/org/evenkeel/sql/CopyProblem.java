package org.evenkeel.sql;

/** The database cannot be copied or filled. The message is one sentence for the operator and quotes no row. */
public final class CopyProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyProblem(String sentence) {
        super(sentence);
    }

    CopyProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
