package org.evenkeel.media;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The relay (TURN) and the reflector (STUN) that browsers may use.
 *
 * @param urls {@code turn:}, {@code turns:}, {@code stun:} or {@code stuns:} addresses
 * @param secret shared with the relay; never leaves the server
 * @param valid how long a login may be used to begin with, whole seconds; what is relayed then goes on
 */
public record RelaySettings(List<String> urls, String secret, Duration valid) {

    private static final Set<String> WITH_LOGIN = Set.of("turn", "turns");
    private static final Set<String> WITHOUT_LOGIN = Set.of("stun", "stuns");

    /**
     * @throws IllegalArgumentException when an address is none of a relay or reflector, there is no secret for a relay,
     *     or a login would be good for no time
     */
    public RelaySettings {
        urls = List.copyOf(urls);
        Objects.requireNonNull(secret, "secret");
        if (!urls.stream().allMatch(RelaySettings::isOne)) {
            throw new IllegalArgumentException(
                    "an address begins with turn:, turns:, stun: or stuns: and names a host");
        }
        if (secret.isEmpty() && urls.stream().anyMatch(RelaySettings::needsLogin)) {
            throw new IllegalArgumentException("a relay needs a secret");
        }
        if (!valid.isPositive()) {
            throw new IllegalArgumentException("a login is good for some time");
        }
    }

    /** Whether a text is the address of a relay or a reflector. */
    public static boolean isOne(String url) {
        return (WITH_LOGIN.contains(scheme(url)) || WITHOUT_LOGIN.contains(scheme(url)))
                && url.matches("[a-z]+:[A-Za-z0-9.\\-\\[\\]:]+(\\?transport=(udp|tcp))?");
    }

    /** Whether an address is a relay's, which asks for a login. */
    public static boolean needsLogin(String url) {
        return WITH_LOGIN.contains(scheme(url));
    }

    private static String scheme(String url) {
        return url.substring(0, Math.max(0, url.indexOf(':')));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return String.join(",", urls);
    }
}
