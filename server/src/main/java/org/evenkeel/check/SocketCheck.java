package org.evenkeel.check;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.Protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The room's socket through the public address, and who it comes from at the server. */
record SocketCheck(CheckPlan plan) implements Check {

    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** What a new page says first, with a ticket that nobody made. */
    private static final String HELLO =
            "{\"t\":\"hello\",\"versions\":[%d],\"ticket\":\"check\",\"client\":\"checkcheckcheckcheckch\"}"
                    .formatted(Protocol.VERSION);

    @Override
    public Subject subject() {
        return Subject.SOCKET;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        var sockets = new Sockets(plan.machine());
        var before = sockets.connectedTo(plan.listen().port());
        var opened = RoomSocket.open(plan.base());
        if (opened.isEmpty()) {
            return List.of(
                    subject().broken("No WebSocket opens at %s%s.", plan.base(), Protocol.PATH), client(Set.of()));
        }
        try (var socket = opened.get()) {
            boolean named = socket.subprotocol().equals(Protocol.SUBPROTOCOL);
            var found =
                    named
                            ? subject().fine("A WebSocket opens with the protocol %s.", Protocol.SUBPROTOCOL)
                            : subject().broken("A WebSocket opens, but without the protocol's name.");
            var since = new HashSet<>(sockets.connectedTo(plan.listen().port()));
            since.removeAll(before);
            boolean pong = socket.answersPing(ANSWER);
            socket.say(HELLO);
            return List.of(found, answer(socket, pong), client(since));
        }
    }

    private static Finding answer(RoomSocket socket, boolean pong) throws InterruptedException {
        var code = socket.closeCode(ANSWER);
        if (code.isEmpty()) {
            return Subject.SOCKET_ANSWER.broken("An invalid ticket is not answered.");
        }
        if (code.getAsInt() != CloseCode.BAD_TICKET.number()) {
            return Subject.SOCKET_ANSWER.broken(
                    "An invalid ticket is answered with %d instead of %d.",
                    code.getAsInt(), CloseCode.BAD_TICKET.number());
        }
        return pong
                ? Subject.SOCKET_ANSWER.fine(
                        "A Ping is answered, and an invalid ticket refused with %d.", code.getAsInt())
                : Subject.SOCKET_ANSWER.broken("An invalid ticket is refused, but a Ping is not answered.");
    }

    /** What connected to the server's port while our socket opened through the public address is the proxy. */
    private Finding client(Set<InetSocketAddress> since) {
        var subject = Subject.CLIENT_ADDRESS;
        var trusted = plan.listen().trustedProxies();
        if (plan.front() == CheckPlan.Front.NONE) {
            return trusted.isEmpty()
                    ? subject.fine("No proxy stands in front of the server's port, and none is trusted.")
                    : subject.fine("People come to the server's own port; %d proxies are trusted too.", trusted.size());
        }
        if (plan.front() == CheckPlan.Front.PERHAPS && trusted.isEmpty()) {
            return subject.fine("The server speaks TLS itself and trusts no proxy: the port must be forwarded only.");
        }
        if (trusted.isEmpty()) {
            return subject.warning("A proxy stands in front, and proxy.trusted is empty.");
        }
        var strangers =
                since.stream()
                        .map(InetSocketAddress::getAddress)
                        .filter(peer -> !trusted.contains(peer.getHostAddress()))
                        .collect(Collectors.toSet());
        if (!strangers.isEmpty()) {
            return subject.warning("The proxy comes from %s, which is not in proxy.trusted.", words(strangers));
        }
        return since.isEmpty()
                ? subject.warning("From which address the proxy comes cannot be seen from here.")
                        .doing("Compare proxy.trusted with the proxy's address by hand.")
                : subject.fine("The proxy comes from an address in proxy.trusted.");
    }

    /** An address of the outside may be a person's who came in the same moment; it is not shown. */
    private static String words(Set<InetAddress> addresses) {
        return addresses.stream()
                .map(it -> Optional.of(it).filter(Machine::isInside).map(InetAddress::getHostAddress))
                .map(it -> it.orElse("an address outside"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
