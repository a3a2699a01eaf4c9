package org.evenkeel.sql;

/** The operator's problem with the master key: the server must not start. The message says what to do. */
public final class KeyProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyProblem(String message) {
        super(message);
    }
}
