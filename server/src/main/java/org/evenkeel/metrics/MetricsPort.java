package org.evenkeel.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The port on which monitoring reads the figures: {@code GET /metrics}, and nothing else. */
public final class MetricsPort implements AutoCloseable {

    private static final String PATH = "/metrics";
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsPort(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens it.
     *
     * @throws IOException when the port cannot be had
     */
    public static MetricsPort open(InetSocketAddress address, Meters meters) throws IOException {
        var port = new MetricsPort(HttpServer.create(address, BACKLOG));
        port.server.setExecutor(port.threads);
        port.server.createContext("/", exchange -> answer(exchange, meters));
        port.server.start();
        return port;
    }

    /** The port that was opened. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Meters meters) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                var accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
                var scrape = meters.scrape(accept);
                byte[] text = scrape.text().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", scrape.type());
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
