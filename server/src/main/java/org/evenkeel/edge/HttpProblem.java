package org.evenkeel.edge;

import java.util.Locale;

/** What the transport itself can refuse, with a stable code each. Resources have further codes of their own. */
public enum HttpProblem {
    BAD_REQUEST(400, "The request is not well-formed."),
    UPGRADE_REFUSED(400, "This is not a WebSocket upgrade that this server takes."),
    FOREIGN_ORIGIN(403, "This page's origin may not connect to this server."),
    NOT_FOUND(404, "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "This cannot be done here."),
    TOO_SLOW(408, "The request took too long."),
    BODY_TOO_LARGE(413, "The request's body is too large."),
    LINE_TOO_LONG(414, "The request's address is too long."),
    UPGRADE_NEEDED(426, "Only WebSocket version 13 is spoken here."),
    TOO_FAST(429, "Too many requests in a short time; wait a moment."),
    HEADERS_TOO_LARGE(431, "The request's headers are too large."),
    INTERNAL(500, "Something went wrong on the server."),
    UNAVAILABLE(503, "The server is busy or about to restart; try again.");

    private final int status;
    private final String sentence;

    HttpProblem(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code as it stands in the reply: lower case, words joined by underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** English, without anything about anybody. */
    public String sentence() {
        return sentence;
    }

    /** The reply that says so. */
    public HttpReply reply() {
        HttpReply reply = HttpReply.error(status, code(), sentence);
        return switch (this) {
            case TOO_FAST, UNAVAILABLE -> reply.with("Retry-After", "5");
            case UPGRADE_NEEDED -> reply.with("Sec-WebSocket-Version", "13");
            case BAD_REQUEST,
                    UPGRADE_REFUSED,
                    FOREIGN_ORIGIN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    TOO_SLOW,
                    BODY_TOO_LARGE,
                    LINE_TOO_LONG,
                    HEADERS_TOO_LARGE,
                    INTERNAL ->
                    reply;
        };
    }
}
