package org.evenkeel.media;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One WebSocket to the SFU's API: numbers requests, finds their answers, hands everything else to its listener, and
 * connects again when it breaks. Any thread.
 *
 * <p>An asynchronous request is answered by "ack" and an event; the event may come first. The answer is the event, and
 * the ack is passed over.
 */
final class JanusLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JanusLink.class);
    private static final int LARGEST_MESSAGE = 4 << 20;

    /** An answer takes milliseconds; one that takes this long does not come. */
    static final long ANSWER_MILLIS = 5_000;

    private static final int HANDSHAKE_MILLIS = 2_000;
    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 250;

    /** Where the API is and what it asks for. */
    record Way(URI address, String subprotocol, String secretField, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "way to " + address;
        }
    }

    /** Hears what was not asked for. On the link's threads, in the order of arrival. */
    interface Listener {

        /** A connection is there (again). On a virtual thread; may block. */
        void connected();

        /** The connection is gone: requests fail until it is there again. On a virtual thread; may block. */
        void broken();

        /** An event that is no answer. Must not block. */
        void event(JsonNode message);
    }

    private final Way way;
    private final long answerMillis;
    private final Listener listener;
    private final ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final Thread keeper;
    private volatile Optional<Session> session = Optional.empty();
    private volatile CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);
    private final AtomicLong breaks = new AtomicLong();
    private volatile boolean closed;

    private record Asked(boolean ackIsAnswer, CompletableFuture<JsonNode> answer) {}

    /**
     * @param answerMillis how long an answer may take
     */
    JanusLink(Way way, Listener listener, long answerMillis) {
        this.answerMillis = answerMillis;
        this.way = way;
        this.listener = listener;
        client.setDefaultMaxTextMessageBufferSize(LARGEST_MESSAGE);
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, HANDSHAKE_MILLIS);
        keeper = Thread.ofVirtual().name("sfu-link").start(this::keepConnected);
    }

    /** Whether requests can be sent now. */
    boolean connected() {
        return session.isPresent();
    }

    /** How often a connection was lost. */
    long breaks() {
        return breaks.get();
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param ackIsAnswer for requests that get nothing but an ack
     * @throws JanusProblem when it is refused or there is no answer in time
     */
    JsonNode ask(ObjectNode request, boolean ackIsAnswer) {
        var transaction = Long.toString(numbers.incrementAndGet());
        request.put("transaction", transaction).put(way.secretField(), way.secret());
        var answer = new CompletableFuture<JsonNode>();
        asked.put(transaction, new Asked(ackIsAnswer, answer));
        try {
            send(request.toString());
            return checked(answer.get(answerMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JanusProblem(e);
        } catch (JanusProblem e) {
            throw e;
        } catch (Exception e) {
            throw new JanusProblem(e);
        } finally {
            asked.remove(transaction);
        }
    }

    private void send(String text) {
        var open = session.orElseThrow(() -> new JanusProblem(JanusProblem.NO_ANSWER));
        // Tyrus queues nothing: two threads must not write at a time.
        synchronized (open) {
            open.getAsyncRemote().sendText(text);
        }
    }

    /** An error of the SFU itself, or of its plugin, becomes a problem. */
    private static JsonNode checked(JsonNode message) {
        if (message.path("janus").stringValue("").equals("error")) {
            throw new JanusProblem(message.path("error").path("code").intValue(JanusProblem.NO_ANSWER));
        }
        var code = message.path("plugindata").path("data").path("error_code");
        if (code.isNumber()) {
            throw new JanusProblem(code.intValue());
        }
        return message;
    }

    private void keepConnected() {
        long pause = FIRST_PAUSE;
        while (!closed) {
            try {
                pause = serve() ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("event", "sfu-defect").setCause(e).log("keeping the SFU's connection failed");
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One connection from its beginning to its end; false when there was none. */
    private boolean serve() {
        boolean there = connect();
        if (there) {
            listener.connected();
            gone.join();
            session = Optional.empty();
            failAll();
            if (!closed) {
                breaks.incrementAndGet();
                LOG.atWarn().addKeyValue("event", "sfu-away").log("the connection to the SFU is gone");
            }
        }
        if (!closed) {
            listener.broken();
        }
        return there;
    }

    private boolean connect() {
        var config = ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of(way.subprotocol())).build();
        var ended = new CompletableFuture<Void>();
        try {
            gone = ended;
            session = Optional.of(client.connectToServer(new Frames(ended), config, way.address()));
            return true;
        } catch (DeploymentException | IOException e) {
            return false;
        }
    }

    private void failAll() {
        asked.values().forEach(each -> each.answer().completeExceptionally(new JanusProblem(JanusProblem.NO_ANSWER)));
        asked.clear();
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = JanusJson.read(text);
        } catch (JacksonException e) {
            LOG.atWarn().addKeyValue("event", "sfu-nonsense").log("the SFU sent what is not JSON");
            return;
        }
        boolean ack = message.path("janus").stringValue("").equals("ack");
        var waiting = Optional.ofNullable(asked.get(message.path("transaction").stringValue("")));
        if (waiting.isEmpty()) {
            if (!ack) {
                listener.event(message);
            }
        } else if (!ack || waiting.get().ackIsAnswer()) {
            if (!waiting.get().answer().complete(message)) {
                listener.event(message);
            }
        }
    }

    private final class Frames extends Endpoint {
        private final CompletableFuture<Void> ended;

        Frames(CompletableFuture<Void> ended) {
            this.ended = ended;
        }

        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.addMessageHandler(String.class, new Texts());
        }

        @Override
        public void onClose(Session closing, CloseReason reason) {
            ended.complete(null);
        }

        @Override
        public void onError(Session failing, Throwable problem) {
            ended.complete(null);
        }

        private final class Texts implements MessageHandler.Whole<String> {
            @Override
            public void onMessage(String text) {
                received(text);
            }
        }
    }

    /** Closes the connection; what the SFU does for its sessions goes on for a while. */
    @Override
    public void close() {
        closed = true;
        session.ifPresent(JanusLink::quietly);
        gone.complete(null);
        keeper.interrupt();
        failAll();
        client.shutdown();
    }

    private static void quietly(Session session) {
        try {
            session.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
