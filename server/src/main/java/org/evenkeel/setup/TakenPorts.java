package org.evenkeel.setup;

import org.evenkeel.setup.Answers.Tls;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ports that a service of ours needs, and a program has that setup will not stop. */
final class TakenPorts {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress EVERYWHERE = InetAddress.ofLiteral("0.0.0.0");
    private static final long SERVICE_MANAGER = 1;

    /**
     * A port.
     *
     * @param at the address that is listened on; another program on another address does no harm
     * @param units that may have it now: they are ours, or give it away
     */
    private record Wanted(int port, boolean udp, InetAddress at, Set<String> units) {

        boolean isTakenBy(Listener listener) {
            var there = listener.at().getAddress();
            return listener.udp() == udp
                    && listener.at().getPort() == port
                    && (at.isAnyLocalAddress() || there.isAnyLocalAddress() || there.equals(at))
                    && listener.unit().filter(units::contains).isEmpty();
        }
    }

    private TakenPorts() {}

    /** A sentence for each program, with what ends it. */
    static List<String> problems(Answers answers, Machine machine, List<Listener> listeners) {
        if (!machine.hasServices()) {
            return List.of(); // what listens may be ours, and started by hand
        }
        var wanted = wanted(answers, machine);
        Map<String, List<Listener>> byProgram =
                listeners.stream()
                        .filter(listener -> wanted.stream().anyMatch(each -> each.isTakenBy(listener)))
                        .collect(Collectors.groupingBy(TakenPorts::who, TreeMap::new, Collectors.toList()));
        return byProgram.values().stream().map(TakenPorts::sentence).toList();
    }

    private static List<Wanted> wanted(Answers answers, Machine machine) {
        var server = Services.SERVER.name();
        var front = new HashSet<>(Set.of(server));
        Services.leaving(answers, machine).map(Services.Unit::name).forEach(front::add);
        if (answers.tls().isCaddy()) {
            front.add(Services.CADDY.name());
        } else if (answers.tls() == Tls.NGINX) {
            front.add(Services.NGINX.name());
        }
        var wanted = new ArrayList<Wanted>();
        if (answers.tls().isProxyHere()) {
            wanted.add(new Wanted(80, false, EVERYWHERE, front));
        }
        if (answers.tls() != Tls.PROXY) {
            wanted.add(new Wanted(Places.OWN_PORT, false, EVERYWHERE, front));
        }
        if (answers.tls() != Tls.OWN) {
            var at = answers.onlyThisMachineAsks() ? LOOPBACK : EVERYWHERE;
            wanted.add(new Wanted(Places.SERVER_PORT, false, at, Set.of(server)));
        }
        wanted.add(new Wanted(Places.REDIS_PORT, false, LOOPBACK, Set.of(Services.REDIS.name())));
        if (machine.has(Places.JANUS_PROGRAM)) {
            var janus = Set.of(Services.JANUS.name());
            wanted.add(new Wanted(Places.JANUS_PORT, false, LOOPBACK, janus));
            wanted.add(new Wanted(Places.JANUS_ADMIN_PORT, false, LOOPBACK, janus));
        }
        if (answers.relay()) {
            var at = InetAddress.ofLiteral(answers.mediaAddress());
            var relay = Set.of(Services.RELAY.name());
            wanted.add(new Wanted(Places.RELAY_PORT, false, at, relay));
            wanted.add(new Wanted(Places.RELAY_PORT, true, at, relay));
        }
        return wanted;
    }

    private static String who(Listener listener) {
        return listener.unit().or(() -> listener.pid().map(Object::toString)).orElse("");
    }

    private static String sentence(List<Listener> of) {
        var first = of.getFirst();
        var ports = of.stream().map(listener -> listener.at().getPort()).collect(Collectors.toCollection(TreeSet::new));
        String held =
                (ports.size() == 1 ? "Port %s is held by %s" : "Ports %s are held by %s")
                        .formatted(
                                ports.stream().map(Object::toString).collect(Collectors.joining(", ")),
                                first.pid()
                                        .map(pid -> "%s (pid %d)".formatted(first.program(), pid))
                                        .orElse("a program that cannot be seen from here"));
        Function<String, String> stopped =
                unit -> "sudo systemctl disable --now " + unit.replaceFirst("\\.service$", "");
        Optional<String> step =
                first.unit()
                        .map(stopped)
                        .or(
                                () ->
                                        first.pid()
                                                .map(
                                                        pid ->
                                                                pid == SERVICE_MANAGER
                                                                        ? "systemctl list-sockets says for what"
                                                                        : "sudo kill " + pid));
        return held + step.map(it -> ". If it is not needed: " + it).orElse(".");
    }
}
