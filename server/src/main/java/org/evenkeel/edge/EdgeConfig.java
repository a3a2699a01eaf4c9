package org.evenkeel.edge;

import org.evenkeel.wire.Limits;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the edge needs to know to open its port.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param tls certificate and key; without them the edge speaks plain HTTP, for a proxy or the demo
 * @param eventLoops threads for connections; 0 means one a core
 * @param origins the addresses under which browsers know this server ({@code https://host[:port]}); empty means that a
 *     page's origin must name the host that it asked
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 * @param http limits of the HTTP half
 * @param sockets limits of the WebSocket half
 * @param wire limits of the protocol
 */
public record EdgeConfig(
        String host,
        int port,
        Optional<Tls> tls,
        int eventLoops,
        Set<String> origins,
        Set<String> trustedProxies,
        HttpLimits http,
        SocketLimits sockets,
        Limits wire) {

    public EdgeConfig {
        origins = Set.copyOf(origins);
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /**
     * Where the certificate is.
     *
     * @param certificate PEM file with the chain, the server's own first
     * @param key PEM file with the unencrypted PKCS#8 key
     */
    public record Tls(Path certificate, Path key) {}

    /** Plain HTTP on the loopback address with every default. */
    public static EdgeConfig loopback(int port) {
        return new EdgeConfig(
                "127.0.0.1",
                port,
                Optional.empty(),
                0,
                Set.of(),
                Set.of(),
                HttpLimits.defaults(),
                SocketLimits.defaults(),
                Limits.defaults());
    }

    /** Whether browsers reach this server over TLS, here or at a proxy in front: cookies are then {@code Secure}. */
    public boolean secure() {
        return tls.isPresent() || origins.stream().anyMatch(origin -> origin.startsWith("https://"));
    }
}
