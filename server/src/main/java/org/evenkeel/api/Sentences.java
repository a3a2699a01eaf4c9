package org.evenkeel.api;

import org.evenkeel.program.ProgramProblem;

/** What is wrong with something that was typed, in one sentence that repeats nothing of it. */
final class Sentences {

    private Sentences() {}

    static String of(ProgramProblem.Code code) {
        return switch (code) {
            case NOT_ALLOWED -> "Your role does not allow that.";
            case NOT_FOUND -> "There is nothing of that name.";
            case CONFLICT -> "Somebody else changed this meanwhile.";
            case TAKEN -> "This is taken already.";
            case MISSING -> "This must be filled in.";
            case TOO_LONG -> "This is too long.";
            case BAD_VALUE -> "This has a form or a value that is not possible.";
            case INACTIVE -> "Somebody named here is deactivated or unknown.";
            case CLOSED -> "This session is over or cancelled.";
        };
    }
}
