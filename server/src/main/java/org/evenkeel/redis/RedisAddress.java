package org.evenkeel.redis;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a Redis (6.2 or later, or Valkey) listens and how to sign in.
 *
 * @param user empty for the default user
 * @param password empty when none is needed; never shown
 * @param tls whether to speak TLS, with the JDK's trusted certificates
 */
public record RedisAddress(String host, int port, Optional<String> user, Optional<String> password, boolean tls) {

    /**
     * @throws IllegalArgumentException when the port is not one
     */
    public RedisAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port lies between 1 and 65535");
        }
    }

    /** A Redis on this machine, such as the embedded one. */
    public static RedisAddress local(String host, int port, String password) {
        return new RedisAddress(host, port, Optional.empty(), Optional.of(password), false);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
