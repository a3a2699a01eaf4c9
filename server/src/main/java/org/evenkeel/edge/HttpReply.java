package org.evenkeel.edge;

import org.evenkeel.wire.ErrorBody;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is answered. The edge adds security headers, length and, where nothing else is said, {@code Cache-Control:
 * no-store}.
 *
 * @param status HTTP status
 * @param headers in order; a name may stand more than once
 * @param body must not be changed afterwards
 */
public record HttpReply(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public HttpReply {
        headers = List.copyOf(headers);
    }

    /** A JSON document. */
    public static HttpReply json(int status, byte[] utf8) {
        return of(status, "application/json", utf8);
    }

    /** A document of another type. */
    public static HttpReply of(int status, String contentType, byte[] body) {
        return new HttpReply(status, List.of(Map.entry("Content-Type", contentType)), body);
    }

    /** Done, nothing to say: status 204. */
    public static HttpReply done() {
        return new HttpReply(204, List.of(), NOTHING);
    }

    /** A status without a body. */
    public static HttpReply empty(int status) {
        return new HttpReply(status, List.of(), NOTHING);
    }

    /**
     * A refusal.
     *
     * @param code stable, for programs
     * @param text one English sentence without anything about anybody
     */
    public static HttpReply error(int status, String code, String text) {
        return json(status, ErrorBody.write(code, text));
    }

    /** The same with one more header. */
    public HttpReply with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new HttpReply(status, more, body);
    }
}
