package org.evenkeel.wire;

import java.util.Objects;

/**
 * A frame that is not a message of this protocol. Its text names the place by the protocol's own field names; nothing
 * that the client sent stands in it, so it may be logged. Carries no stack trace: it is made for every bad frame.
 */
public final class BadMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    BadMessage(ErrorCode code, String place) {
        super(Objects.requireNonNull(place, "place"), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** {@code BAD_MESSAGE} or {@code TOO_LARGE}. */
    public ErrorCode code() {
        return code;
    }
}
