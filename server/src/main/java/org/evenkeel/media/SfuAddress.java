package org.evenkeel.media;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a Janus listens and what it wants to hear.
 *
 * @param api WebSocket address of its API
 * @param admin WebSocket address of its admin API, if it has one
 * @param apiSecret goes with each request
 * @param adminSecret goes with each request to the admin API; empty when there is none
 * @param adminKey goes with each new room
 */
public record SfuAddress(URI api, Optional<URI> admin, String apiSecret, String adminSecret, String adminKey) {

    private static final Set<String> SCHEMES = Set.of("ws", "wss");

    /**
     * @throws IllegalArgumentException when an address is no WebSocket's
     */
    public SfuAddress {
        Objects.requireNonNull(apiSecret, "apiSecret");
        Objects.requireNonNull(adminSecret, "adminSecret");
        Objects.requireNonNull(adminKey, "adminKey");
        requireWebSocket(api);
        admin.ifPresent(SfuAddress::requireWebSocket);
    }

    private static void requireWebSocket(URI address) {
        if (address.getScheme() == null || !SCHEMES.contains(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("a WebSocket address begins with ws:// or wss:// and names a host");
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return api.toString();
    }
}
