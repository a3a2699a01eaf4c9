package org.evenkeel.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a relay or a reflector, taken apart (RFC 7064, RFC 7065).
 *
 * @param relay whether it is a relay, which asks for a login
 * @param tls whether it speaks TLS
 * @param tcp whether it is reached over TCP
 */
public record RelayUrl(boolean relay, boolean tls, String host, int port, boolean tcp) {

    private static final Pattern FORM =
            Pattern.compile("(turn|stun)(s?):(\\[[0-9A-Fa-f:]+]|[^:?]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");

    private static final int USUAL = 3_478;
    private static final int USUAL_TLS = 5_349;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RelayUrl parse(String url) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the address of a relay");
        }
        boolean tls = !matcher.group(2).isEmpty();
        int usual = tls ? USUAL_TLS : USUAL;
        return new RelayUrl(
                matcher.group(1).equals("turn"),
                tls,
                matcher.group(3).replaceAll("[\\[\\]]", ""),
                matcher.group(4) == null ? usual : Integer.parseInt(matcher.group(4)),
                matcher.group(5) == null ? tls : matcher.group(5).equals("tcp"));
    }

    /** As a person says it. */
    @Override
    public String toString() {
        return "%s:%d over %s".formatted(host, port, way());
    }

    /** UDP, TCP, TLS or DTLS. */
    public String way() {
        if (tls) {
            return tcp ? "TLS" : "DTLS";
        }
        return tcp ? "TCP" : "UDP";
    }
}
