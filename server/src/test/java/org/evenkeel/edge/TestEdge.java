package org.evenkeel.edge;

import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.ClientMessage;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real edge on a free port whose sockets remember what they heard. */
final class TestEdge implements AutoCloseable {

    private static final Rate PLENTY = new Rate(100_000, 1_000);

    final EdgeServer server;
    private final BlockingQueue<Heard> opened = new LinkedBlockingQueue<>();

    private TestEdge(EdgeConfig config, HttpRouter router, StaticFiles files) {
        server =
                EdgeServer.open(
                        config,
                        router,
                        files,
                        socket -> {
                            Heard heard = new Heard(socket);
                            opened.add(heard);
                            return heard;
                        },
                        System::currentTimeMillis,
                        EdgeMeter.none());
    }

    static TestEdge open(EdgeConfig config) {
        return open(config, HttpRouter.builder().build(), StaticFiles.none());
    }

    static TestEdge open(EdgeConfig config, HttpRouter router, StaticFiles files) {
        return new TestEdge(config, router, files);
    }

    /** The defaults, with rates that no test reaches unless it wants to. */
    static EdgeConfig config() {
        return config(http(65_536, 256, PLENTY), sockets(1 << 20, PLENTY), times(500, 25_000, 10_000, 10_000));
    }

    /** The same with a certificate of its own. */
    static EdgeConfig config(EdgeConfig.Tls tls) {
        EdgeConfig plain = config();
        return new EdgeConfig(
                "127.0.0.1", 0, Optional.of(tls), 2, Set.of(), Set.of(), plain.http(), plain.sockets(), plain.wire());
    }

    static EdgeConfig config(HttpLimits http, SocketLimits sockets, Limits wire) {
        return new EdgeConfig("127.0.0.1", 0, Optional.empty(), 2, Set.of(), Set.of(), http, sockets, wire);
    }

    static HttpLimits http(int bodyBytes, int running, Rate perAddress) {
        return new HttpLimits(1024, 4096, bodyBytes, 10_000, 10_000, 10_000, 10_000, 1_000, running, perAddress);
    }

    static SocketLimits sockets(int mostUnsent, Rate frames) {
        return new SocketLimits(8_192, 32_768, mostUnsent, 300, frames, PLENTY);
    }

    /** Default limits with other times. */
    static Limits times(long ping, long lost, long slow, long firstFrame) {
        Limits defaults = Limits.defaults();
        return new Limits(
                defaults.frameBytes(),
                defaults.signalBytes(),
                defaults.textCharacters(),
                defaults.unacknowledged(),
                defaults.commands(),
                defaults.chat(),
                defaults.doorbell(),
                defaults.pings(),
                defaults.signals(),
                defaults.sockets(),
                ping,
                lost,
                slow,
                firstFrame);
    }

    int port() {
        return server.port();
    }

    RawClient client() {
        return new RawClient(port());
    }

    /** The socket that was opened next. */
    Heard socket() throws InterruptedException {
        return taken(opened);
    }

    @Override
    public void close() {
        server.close();
    }

    static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** What one socket heard. */
    static final class Heard implements SocketEvents {

        final ClientSocket socket;
        private final BlockingQueue<ClientMessage> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<BadMessage> bad = new LinkedBlockingQueue<>();
        private final BlockingQueue<SocketEnd> ends = new LinkedBlockingQueue<>();

        private Heard(ClientSocket socket) {
            this.socket = socket;
        }

        @Override
        public void message(ClientMessage message) {
            messages.add(message);
        }

        @Override
        public void badMessage(BadMessage message) {
            bad.add(message);
        }

        @Override
        public void closed(SocketEnd end) {
            ends.add(end);
        }

        ClientMessage message() throws InterruptedException {
            return taken(messages);
        }

        BadMessage bad() throws InterruptedException {
            return taken(bad);
        }

        SocketEnd end() throws InterruptedException {
            return taken(ends);
        }

        Map<String, Integer> waiting() {
            return Map.of("messages", messages.size(), "bad", bad.size(), "ends", ends.size());
        }
    }
}
