package org.evenkeel.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which handler answers which method and path. A pattern is a path whose parts may be {@code {named}}; a literal part
 * wins over a named one. Immutable; any thread.
 */
public final class HttpRouter {

    private final List<Route> routes;

    private HttpRouter(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** One entry. */
    record Route(String method, String pattern, List<String> parts, int bodyBytes, HttpHandler handler) {

        boolean matches(List<String> path) {
            if (path.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!isNamed(parts.get(i)) && !parts.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(List<String> path) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                if (isNamed(parts.get(i))) {
                    String part = parts.get(i);
                    parameters.put(part.substring(1, part.length() - 1), path.get(i));
                }
            }
            return parameters;
        }

        long names() {
            return parts.stream().filter(Route::isNamed).count();
        }

        private static boolean isNamed(String part) {
            return part.startsWith("{") && part.endsWith("}");
        }
    }

    /** What a path leads to. */
    sealed interface Match {

        record Found(Route route, Map<String, String> parameters) implements Match {}

        /**
         * @param allowed the methods that the path does have, sorted
         */
        record WrongMethod(List<String> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    /** A router without routes, to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Looks a request up.
     *
     * @param path raw, as it stood in the request, without the query
     * @throws IllegalArgumentException when the path is not well-formed
     */
    Match find(String method, String path) {
        List<String> parts = parts(path);
        List<Route> here = routes.stream().filter(route -> route.matches(parts)).toList();
        if (here.isEmpty()) {
            return new Match.Nothing();
        }
        for (Route route : here) {
            if (route.method().equals(method)) {
                return new Match.Found(route, route.parameters(parts));
            }
        }
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : here) {
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        return new Match.WrongMethod(List.copyOf(allowed));
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.substring(1).split("/", -1)) {
            parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return parts;
    }

    /** Collects routes. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /** A route with the edge's usual body limit. */
        public Builder on(String method, String pattern, HttpHandler handler) {
            return on(method, pattern, 0, handler);
        }

        /**
         * A route with a body limit of its own.
         *
         * @param bodyBytes largest body; 0 takes the edge's limit
         * @throws IllegalArgumentException when method and pattern stand already, or the pattern does not begin with /
         */
        public Builder on(String method, String pattern, int bodyBytes, HttpHandler handler) {
            if (!pattern.startsWith("/")) {
                throw new IllegalArgumentException("a pattern begins with /: " + pattern);
            }
            if (routes.stream().anyMatch(route -> route.method().equals(method) && route.pattern().equals(pattern))) {
                throw new IllegalArgumentException("two handlers for " + method + " " + pattern);
            }
            routes.add(new Route(method, pattern, List.of(pattern.substring(1).split("/", -1)), bodyBytes, handler));
            return this;
        }

        /** The router; later additions to this builder do not change it. */
        public HttpRouter build() {
            List<Route> sorted = new ArrayList<>(routes);
            sorted.sort((one, other) -> Long.compare(one.names(), other.names()));
            return new HttpRouter(sorted);
        }
    }
}
