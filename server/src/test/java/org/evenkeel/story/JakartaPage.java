package org.evenkeel.story;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;

import org.evenkeel.wire.Protocol;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A socket of a Jakarta WebSocket client (Tyrus), which shares no code with the server's Netty nor with the JDK's
 * client that {@link RoomClient} uses: what the two understand is the protocol. For one test thread.
 */
final class JakartaPage implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
    private final List<Frame> frames = new ArrayList<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Session session;

    /** Connects and says nothing. */
    JakartaPage(int port) {
        var config = ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of(Protocol.SUBPROTOCOL)).build();
        var address = URI.create("ws://127.0.0.1:" + port + Protocol.PATH);
        try {
            session = client.connectToServer(new Ears(), config, address);
        } catch (DeploymentException e) {
            throw new AssertionError("the server did not take the socket", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Ears extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> heard(Frame.of(text)));
            opened.addMessageHandler(
                    PongMessage.class,
                    (MessageHandler.Whole<PongMessage>)
                            pong -> pongs.add(StandardCharsets.UTF_8.decode(pong.getApplicationData()).toString()));
        }

        @Override
        public void onClose(Session ended, CloseReason reason) {
            closed.complete(reason.getCloseCode().getCode());
        }
    }

    String subprotocol() {
        return session.getNegotiatedSubprotocol();
    }

    void send(String text) {
        sent(session.getAsyncRemote().sendText(text));
    }

    /** One message in several frames, as the standard allows. */
    void sendInPieces(List<String> pieces) {
        try {
            for (int i = 0; i < pieces.size(); i++) {
                session.getBasicRemote().sendText(pieces.get(i), i == pieces.size() - 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sendBytes(byte[] bytes) {
        sent(session.getAsyncRemote().sendBinary(ByteBuffer.wrap(bytes)));
    }

    /** Tyrus' own way of waiting fails when the server closes at once: it sets a timer that is gone by then. */
    private static void sent(Future<Void> sending) {
        try {
            sending.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("it could not be sent", e);
        }
    }

    /** A Ping of the protocol; what its Pong carried. */
    String ping(String data) {
        try {
            session.getBasicRemote().sendPing(ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            var pong = pongs.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
            return Optional.ofNullable(pong).orElseThrow(() -> new AssertionError("no pong"));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void heard(Frame frame) {
        synchronized (frames) {
            frames.add(frame);
            frames.notifyAll();
        }
    }

    /** The first message of this kind, whenever it came. */
    Frame await(String kind) {
        return await(kind, _ -> true);
    }

    /** The first message of this kind that is so, whenever it came: an answer and an event may overtake each other. */
    Frame await(String kind, Predicate<Frame> so) {
        boolean came = RoomSocket.await(frames, LONGEST, () -> first(kind, so).isPresent());
        return first(kind, so).filter(_ -> came).orElseThrow(() -> new AssertionError("did not come: " + kind));
    }

    private Optional<Frame> first(String kind, Predicate<Frame> so) {
        synchronized (frames) {
            return frames.stream().filter(frame -> frame.kind().equals(kind) && so.test(frame)).findFirst();
        }
    }

    /** The answer to a numbered command. */
    JsonNode answer(String kind, long n) {
        return await(kind, frame -> frame.json().path("n").asLong() == n).json();
    }

    /** The code that the server closed with; 1006 when the connection broke. */
    int awaitClose() {
        try {
            return closed.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the socket was not closed", e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the server", e);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
