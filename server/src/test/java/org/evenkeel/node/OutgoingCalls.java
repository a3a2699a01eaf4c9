package org.evenkeel.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a process and its children connect to, as the kernel is asked: TCP, and UDP that has one partner, so questions
 * for names too. It does not see packets that are sent without a connection, as media are.
 */
final class OutgoingCalls {

    private static final Pattern ADDRESS =
            Pattern.compile("sin6?_port=htons\\((\\d+)\\).*?(?:inet_addr\\(|inet_pton\\(AF_INET6, )\"([^\"]+)\"");
    private static final Pattern OWN = Pattern.compile("127\\..*|::1|::ffff:127\\..*");

    /**
     * A UDP socket that is connected and never used asks the kernel for the way there, and so for the machine's own
     * address: nothing leaves. Ours asks for a documentation address, Janus for the other one.
     */
    private static final Set<String> WAYS_ASKED_FOR = Set.of("::ffff:203.0.113.1 9", "203.0.113.1 9", "1.2.3.4 1");

    private final Path trace;

    /**
     * @param trace takes the calls as they are made; need not exist
     */
    OutgoingCalls(Path trace) {
        this.trace = trace;
    }

    /** The command that runs this one and watches it. The watcher stands beside, so that signals reach the watched. */
    List<String> watching(List<String> command) {
        var watcher =
                Stream.of(
                        "strace",
                        "-D",
                        "-f",
                        "-qq",
                        "--seccomp-bpf",
                        "-e",
                        "trace=connect",
                        "-e",
                        "signal=none",
                        "-o",
                        trace.toString());
        return Stream.concat(watcher, command.stream()).toList();
    }

    /** Every partner with an address, as {@code address port}. */
    List<String> made() throws IOException {
        try (var lines = Files.lines(trace)) {
            return lines.map(ADDRESS::matcher)
                    .filter(found -> found.find())
                    .map(found -> found.group(2) + " " + found.group(1))
                    .toList();
        }
    }

    /** Those that are not this machine. */
    List<String> outside() throws IOException {
        Predicate<String> own = partner -> OWN.matcher(partner.split(" ")[0]).matches();
        return made().stream()
                .filter(own.negate())
                .filter(partner -> !WAYS_ASKED_FOR.contains(partner))
                .distinct()
                .toList();
    }
}
