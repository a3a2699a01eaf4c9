package org.evenkeel.media;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One handle of the VideoRoom, for a test that looks at Janus itself: says something, waits for what it wants to see,
 * forgets everything before. For one thread.
 */
final class JanusTalk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SECONDS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final SfuAddress address;
    private long session;
    private long handle;

    private JanusTalk(SfuAddress address) {
        this.address = address;
        socket =
                client.newWebSocketBuilder()
                        .subprotocols("janus-protocol")
                        .buildAsync(address.api(), new Ear(heard))
                        .join();
    }

    static JanusTalk attach(SfuAddress address) {
        var talk = new JanusTalk(address);
        talk.session = talk.idOf(talk.request("create"));
        ObjectNode attach = talk.request("attach");
        attach.put("plugin", "janus.plugin.videoroom");
        talk.handle = talk.idOf(attach);
        return talk;
    }

    private long idOf(ObjectNode request) {
        return say(request, reply -> kind(reply).equals("success")).path("data").path("id").asLong();
    }

    private static String kind(JsonNode message) {
        return message.path("janus").asString("");
    }

    private ObjectNode request(String kind) {
        ObjectNode request = JSON.createObjectNode();
        request.put("janus", kind).put("transaction", "t").put("apisecret", address.apiSecret());
        if (session != 0) {
            request.put("session_id", session);
        }
        if (handle != 0) {
            request.put("handle_id", handle);
        }
        return request;
    }

    /** Says something to the room; returns what is not merely "received". */
    JsonNode message(String body, ObjectNode... jsep) {
        ObjectNode request = request("message");
        request.set("body", JSON.readTree(body));
        for (ObjectNode offer : jsep) {
            request.set("jsep", offer);
        }
        return say(request, reply -> !kind(reply).equals("ack"));
    }

    static ObjectNode offer(String sdp) {
        return JSON.createObjectNode().put("type", "offer").put("sdp", sdp);
    }

    void trickle(String candidate) {
        ObjectNode request = request("trickle");
        request.putObject("candidate").put("candidate", candidate).put("sdpMid", "0").put("sdpMLineIndex", 0);
        say(request, reply -> kind(reply).equals("ack"));
    }

    private JsonNode say(ObjectNode request, Predicate<JsonNode> wanted) {
        socket.sendText(request.toString(), true).join();
        while (true) {
            JsonNode reply = next();
            if (wanted.test(reply)) {
                return reply;
            }
        }
    }

    private JsonNode next() {
        try {
            JsonNode reply = heard.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (reply == null) {
                throw new AssertionError("Janus does not answer");
            }
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Ear(BlockingQueue<JsonNode> heard, StringBuilder pieces) implements WebSocket.Listener {

        private Ear(BlockingQueue<JsonNode> heard) {
            this(heard, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                heard.add(JSON.readTree(pieces.toString()));
                pieces.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
