package org.evenkeel.edge;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, complete. Immutable; any thread. Its text form holds nothing of the request. */
public final class HttpCall {

    private final String method;
    private final String target;
    private final Map<String, String> parameters;
    private final HttpHeaders headers;
    private final byte[] body;
    private final String address;
    private final boolean secure;

    HttpCall(
            String method,
            String target,
            Map<String, String> parameters,
            HttpHeaders headers,
            byte[] body,
            String address,
            boolean secure) {
        this.method = method;
        this.target = target;
        this.parameters = Map.copyOf(parameters);
        this.headers = headers;
        this.body = body;
        this.address = address;
        this.secure = secure;
    }

    /** GET, POST, …; a HEAD reads as GET, its body is left out by the edge. */
    public String method() {
        return method;
    }

    /**
     * A named part of the path.
     *
     * @throws IllegalArgumentException when the route has no such part: the route's own mistake
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part " + name);
        }
        return value;
    }

    /**
     * The first value of a query parameter.
     *
     * @throws HttpRefusal when the query is not well-formed
     */
    public Optional<String> query(String name) {
        try {
            return new QueryStringDecoder(target).parameters().getOrDefault(name, List.of()).stream().findFirst();
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(HttpProblem.BAD_REQUEST);
        }
    }

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The token of an {@code Authorization: Bearer} header. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(value -> !value.isEmpty());
    }

    /** A cookie's value. */
    public Optional<String> cookie(String name) {
        return header("Cookie").flatMap(value -> Cookies.value(value, name));
    }

    /** The body's bytes; empty when there was none. Must not be changed. */
    public byte[] body() {
        return body;
    }

    /** The client's address, for rate limits and the audit log; see {@link ClientAddress}. */
    public String address() {
        return address;
    }

    /** Whether the browser reaches this server over TLS. */
    public boolean secure() {
        return secure;
    }
}
