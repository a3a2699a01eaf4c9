package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a page's words to another may be passed on where nobody may learn its network address: relayed candidates,
 * without the address that stands behind the relay.
 */
final class RelayedOnly {

    private static final Pattern BEHIND = Pattern.compile(" raddr \\S+ rport \\d+");

    private RelayedOnly() {}

    static Optional<IceCandidate> candidate(IceCandidate candidate) {
        return text(candidate.text()).map(text -> new IceCandidate(text, candidate.mid(), candidate.line()));
    }

    private static Optional<String> text(String text) {
        return text.contains(" typ relay")
                ? Optional.of(BEHIND.matcher(text).replaceAll(" raddr 0.0.0.0 rport 0"))
                : Optional.empty();
    }

    /** A description without what tells an address: candidates, and the addresses of connections and their owner. */
    static String description(String sdp) {
        return sdp.lines()
                .map(RelayedOnly::line)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static Optional<String> line(String line) {
        if (line.startsWith("a=candidate:")) {
            return text(line);
        }
        if (line.startsWith("c=")) {
            return Optional.of("c=IN IP4 0.0.0.0");
        }
        if (line.startsWith("a=rtcp:")) {
            return Optional.of("a=rtcp:9 IN IP4 0.0.0.0");
        }
        return Optional.of(line.startsWith("o=") ? line.replaceFirst("IN IP[46] \\S+$", "IN IP4 127.0.0.1") : line);
    }
}
