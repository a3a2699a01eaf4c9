package org.evenkeel.media;

/** The SFU refused a request, or did not answer it. Carries its code and nothing of what was sent. */
final class JanusProblem extends RuntimeException {

    /** There was no answer: the connection is away or the SFU was silent for too long. */
    static final int NO_ANSWER = 0;

    static final int NO_SUCH_SESSION = 458;
    static final int NO_SUCH_HANDLE = 459;
    static final int NO_SUCH_ROOM = 426;
    static final int NO_SUCH_FEED = 428;

    private static final long serialVersionUID = 1;

    private final int code;

    JanusProblem(int code) {
        super(code == NO_ANSWER ? "the SFU did not answer" : "the SFU refused with " + code);
        this.code = code;
    }

    JanusProblem(Throwable cause) {
        super("the SFU did not answer", cause);
        code = NO_ANSWER;
    }

    int code() {
        return code;
    }

    /** Whether it may be the room's life in the SFU that is gone, rather than what was asked of it. */
    boolean isOfAGoneLife() {
        return code == NO_SUCH_SESSION || code == NO_SUCH_HANDLE || code == NO_SUCH_ROOM;
    }
}
