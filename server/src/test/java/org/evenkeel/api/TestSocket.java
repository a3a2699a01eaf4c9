package org.evenkeel.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A page's socket: says hello with a ticket, gives commands, and waits for what it wants to hear. */
final class TestSocket {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger TABS = new AtomicInteger();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger commands = new AtomicInteger();
    private final WebSocket socket;

    private TestSocket(int port, String ticket) {
        socket =
                HTTP.newWebSocketBuilder()
                        .subprotocols("evenkeel.1")
                        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket"), new Ear())
                        .join();
        send(
                "{\"t\":\"hello\",\"versions\":[1],\"ticket\":\"%s\",\"client\":\"tab-of-this-test-%05d\"}"
                        .formatted(ticket, TABS.incrementAndGet()));
    }

    static TestSocket open(ApiFixture fixture, String ticket) {
        return new TestSocket(fixture.edge.port(), ticket);
    }

    /** Gives a command and waits until it is acknowledged. */
    void command(String command) {
        int n = commands.incrementAndGet();
        send("{\"t\":\"do\",\"n\":%d,\"command\":%s}".formatted(n, command));
        await(each -> is(each, "ack") && each.get("n").asInt() == n);
    }

    /** The next message of this kind. */
    JsonNode next(String kind) {
        return await(each -> is(each, kind));
    }

    /** The next message whose text holds this. */
    JsonNode nextWith(String part) {
        return await(each -> each.toString().contains(part));
    }

    private JsonNode await(Predicate<JsonNode> wanted) {
        try {
            while (true) {
                JsonNode next = heard.poll(15, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing more came");
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean is(JsonNode message, String kind) {
        return message.get("t").asString().equals(kind);
    }

    private void send(String text) {
        socket.sendText(text, true).join();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
