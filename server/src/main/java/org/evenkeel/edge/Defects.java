package org.evenkeel.edge;

import org.slf4j.Logger;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a defect of ours to the log without an exception's text, which may quote what somebody sent. */
final class Defects {

    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Defects() {}

    /**
     * Logs where it happened, what kind of exception it was and the stack.
     *
     * @param where a name from our own code, such as a route's pattern
     */
    static void log(Logger log, String where, Throwable defect) {
        StringBuilder kinds = new StringBuilder(defect.getClass().getName());
        Throwable cause = defect.getCause();
        for (int depth = 0; cause != null && depth < CAUSES; depth++, cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getName());
        }
        String stack =
                Arrays.stream(defect.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" | "));
        log.error("defect {} in {}: {} at {}", UUID.randomUUID(), where, kinds, stack);
    }
}
