package org.evenkeel.edge;

import io.netty.handler.codec.http.HttpHeaders;

import java.util.Set;
import java.util.stream.Collectors;

/** The headers that stand on every reply, errors too: nothing inline, nothing foreign, no referrer, no framing. */
final class SecurityHeaders {

    private static final String PERMISSIONS =
            "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self), autoplay=(self),"
                    + " fullscreen=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(),"
                    + " accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()";

    private final String policy;
    private final boolean tls;

    /**
     * Headers of one server.
     *
     * @param origins the server's own addresses; older browsers need the socket's address beside {@code 'self'}
     * @param tls whether this server itself speaks TLS
     */
    SecurityHeaders(Set<String> origins, boolean tls) {
        String sockets =
                origins.stream()
                        .map(origin -> " " + origin.replaceFirst("^http", "ws"))
                        .sorted()
                        .collect(Collectors.joining());
        this.tls = tls;
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                        + "connect-src 'self'"
                        + sockets
                        + "; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }

    void addTo(HttpHeaders headers) {
        headers.set("Content-Security-Policy", policy);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Permissions-Policy", PERMISSIONS);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (tls) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
