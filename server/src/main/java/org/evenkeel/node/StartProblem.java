package org.evenkeel.node;

/** The server cannot start, in a sentence that says what to do. */
public final class StartProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartProblem(String sentence) {
        super(sentence);
    }

    StartProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
