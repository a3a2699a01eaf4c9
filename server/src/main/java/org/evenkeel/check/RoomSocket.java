package org.evenkeel.check;

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
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A socket as a page opens it, by a client that shares no code with the server. Whatever the certificate is: another
 * look judges it, and nothing secret is sent. For one thread.
 */
final class RoomSocket implements AutoCloseable {

    private static final int HANDSHAKE_MILLIS = 5_000;

    private final ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Session session;

    private RoomSocket(URI base) throws DeploymentException, IOException {
        var ssl = new SslEngineConfigurator(Web.anyCertificate(), true, false, false);
        ssl.setHostVerificationEnabled(false);
        client.getProperties().put(ClientProperties.SSL_ENGINE_CONFIGURATOR, ssl);
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, HANDSHAKE_MILLIS);
        var config =
                ClientEndpointConfig.Builder.create()
                        .preferredSubprotocols(List.of(Protocol.SUBPROTOCOL))
                        .configurator(new AsAPage(base))
                        .build();
        var address = URI.create(base.toString().replaceFirst("^http", "ws") + Protocol.PATH);
        try {
            session = client.connectToServer(new Ears(), config, address);
        } catch (DeploymentException | IOException e) {
            client.shutdown();
            throw e;
        }
    }

    /** Empty when it does not open. */
    static Optional<RoomSocket> open(URI base) {
        try {
            return Optional.of(new RoomSocket(base));
        } catch (DeploymentException | IOException _) {
            return Optional.empty();
        }
    }

    /** Browsers name the origin of the page. */
    private static final class AsAPage extends ClientEndpointConfig.Configurator {
        private final URI base;

        private AsAPage(URI base) {
            this.base = base;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.put("Origin", List.of(base.toString()));
        }
    }

    private final class Ears extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.addMessageHandler(
                    PongMessage.class,
                    (MessageHandler.Whole<PongMessage>)
                            it -> pong.complete(StandardCharsets.UTF_8.decode(it.getApplicationData()).toString()));
        }

        @Override
        public void onClose(Session ended, CloseReason reason) {
            closed.complete(reason.getCloseCode().getCode());
        }
    }

    String subprotocol() {
        return session.getNegotiatedSubprotocol();
    }

    /** Whether a Ping of the protocol is answered in time, with what it carried. */
    boolean answersPing(Duration longest) throws InterruptedException {
        try {
            session.getBasicRemote().sendPing(ByteBuffer.wrap("check".getBytes(StandardCharsets.UTF_8)));
            return pong.get(longest.toMillis(), TimeUnit.MILLISECONDS).equals("check");
        } catch (IOException | ExecutionException | TimeoutException _) {
            return false;
        }
    }

    /** Says something; whether it was heard, the answer tells. */
    void say(String text) {
        session.getAsyncRemote().sendText(text);
    }

    /** The code it is closed with; 1006 when the connection broke; empty when it stays open. */
    OptionalInt closeCode(Duration longest) throws InterruptedException {
        try {
            return OptionalInt.of(closed.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
