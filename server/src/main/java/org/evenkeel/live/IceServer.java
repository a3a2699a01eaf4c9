package org.evenkeel.live;

import java.util.List;
import java.util.Optional;

/**
 * A relay or reflector that a browser may use.
 *
 * @param urls {@code turn:…} or {@code stun:…}
 * @param login for a relay: made for one member of one session, and good for a limited time
 */
public record IceServer(List<String> urls, Optional<Login> login) {

    public IceServer {
        urls = List.copyOf(urls);
    }

    /** What the relay asks for. */
    public record Login(String username, String credential) {

        /** Without the credential. */
        @Override
        public String toString() {
            return "login";
        }
    }
}
