package org.evenkeel.edge;

import io.netty.handler.codec.http.HttpHeaders;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a page may open a socket here. Browsers always name the page's origin and pages cannot forge it; programs
 * that are no browsers name none and are let through, since the socket holds no power until its first frame brings a
 * ticket.
 */
final class Origins {

    private final Set<String> allowed;

    /**
     * @param allowed exact origins; when empty, the origin must name the host that was asked
     */
    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    boolean permits(HttpHeaders headers) {
        String origin = headers.get("Origin");
        if (origin == null) {
            return true;
        }
        if (!allowed.isEmpty()) {
            return allowed.contains(origin.toLowerCase(Locale.ROOT));
        }
        String host = headers.get("Host");
        return host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
