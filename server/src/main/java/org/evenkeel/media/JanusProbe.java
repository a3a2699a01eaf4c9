package org.evenkeel.media;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a Janus whether it takes our secrets; changes nothing that lasts. Blocks for at most a few seconds. For one
 * thread.
 */
final class JanusProbe implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration REPLY = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).proxy(HttpClient.Builder.NO_PROXY).build();

    /** What came back. */
    enum Answer {
        /** A Janus that takes our secrets. */
        OURS,
        /** Somebody who does not. */
        STRANGE,
        /** Nobody, or nothing in time. */
        SILENT
    }

    /** Asks the API, and the admin API when there is one. */
    Answer ask(SfuAddress address) {
        Answer api = api(address);
        return api == Answer.OURS && address.admin().isPresent() ? admin(address, address.admin().get()) : api;
    }

    /** Only a session shows whether the secret is taken: Janus answers {@code info} and {@code ping} to everybody. */
    private Answer api(SfuAddress address) {
        try (var talk = open(address.api(), "janus-protocol")) {
            String secret = JSON.writeValueAsString(address.apiSecret());
            JsonNode made =
                    talk.reply("{\"janus\":\"create\",\"transaction\":\"probe\",\"apisecret\":%s}".formatted(secret));
            if (!succeeded(made)) {
                return Answer.STRANGE;
            }
            long session = made.path("data").path("id").asLong();
            return answer(
                    talk.reply(
                            "{\"janus\":\"destroy\",\"session_id\":%d,\"transaction\":\"probe\",\"apisecret\":%s}"
                                    .formatted(session, secret)));
        } catch (NoReply e) {
            return e.answer;
        }
    }

    private Answer admin(SfuAddress address, URI admin) {
        try (var talk = open(admin, "janus-admin-protocol")) {
            return answer(
                    talk.reply(
                            "{\"janus\":\"get_status\",\"transaction\":\"probe\",\"admin_secret\":%s}"
                                    .formatted(JSON.writeValueAsString(address.adminSecret()))));
        } catch (NoReply e) {
            return e.answer;
        }
    }

    private static Answer answer(JsonNode reply) {
        return succeeded(reply) ? Answer.OURS : Answer.STRANGE;
    }

    private static boolean succeeded(JsonNode reply) {
        return reply.path("janus").asString("").equals("success");
    }

    private Talk open(URI address, String protocol) throws NoReply {
        var ear = new Ear();
        var opening =
                client.newWebSocketBuilder().connectTimeout(CONNECT).subprotocols(protocol).buildAsync(address, ear);
        return new Talk(await(opening), ear);
    }

    private static <T> T await(CompletableFuture<T> coming) throws NoReply {
        try {
            return coming.get(REPLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            boolean refused = e.getCause() instanceof WebSocketHandshakeException;
            throw new NoReply(refused ? Answer.STRANGE : Answer.SILENT);
        } catch (TimeoutException _) {
            throw new NoReply(Answer.SILENT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NoReply(Answer.SILENT);
        }
    }

    /** There is nothing to read; says why. */
    private static final class NoReply extends Exception {

        private static final long serialVersionUID = 1L;

        private final Answer answer;

        private NoReply(Answer answer) {
            this.answer = answer;
        }
    }

    /** One connection: a request, then its reply, then the next. */
    private record Talk(WebSocket socket, Ear ear) implements AutoCloseable {

        private JsonNode reply(String request) throws NoReply {
            CompletableFuture<String> reply = ear.next();
            await(socket.sendText(request, true));
            try {
                return JSON.readTree(await(reply));
            } catch (JacksonException _) {
                throw new NoReply(Answer.STRANGE);
            }
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    /** Collects the pieces of the message that is waited for. */
    private static final class Ear implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();
        private volatile CompletableFuture<String> waiting = new CompletableFuture<>();

        private CompletableFuture<String> next() {
            var next = new CompletableFuture<String>();
            waiting = next;
            return next;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                waiting.complete(pieces.toString());
                pieces.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            waiting.completeExceptionally(new IllegalStateException("closed"));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            waiting.completeExceptionally(error);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
