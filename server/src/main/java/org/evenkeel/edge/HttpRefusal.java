package org.evenkeel.edge;

import java.util.Objects;

/** Thrown by a handler to refuse a request. Says nothing about anybody; carries no stack trace, for it is no defect. */
public final class HttpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * A refusal with a resource's own code.
     *
     * @param text one English sentence without anything about anybody
     */
    public HttpRefusal(int status, String code, String text) {
        super(Objects.requireNonNull(text, "text"), null, false, false);
        this.status = status;
        this.code = Objects.requireNonNull(code, "code");
    }

    /** One of the transport's own refusals. */
    public HttpRefusal(HttpProblem problem) {
        this(problem.status(), problem.code(), problem.sentence());
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The reply that says so. */
    public HttpReply reply() {
        return HttpReply.error(status, code, getMessage());
    }
}
