package org.evenkeel.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

import org.evenkeel.wire.Protocol;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The same over Jakarta WebSocket, to show that a client which shares no code with our server's library understands.
 */
final class TyrusSockets implements LoadSockets {

    private static final int LARGEST_FRAME = 4 << 20;

    private final URI address;
    private final ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
    private final ExecutorService connecting = Executors.newFixedThreadPool(4);

    TyrusSockets(URI address) {
        this.address = address;
        client.setDefaultMaxTextMessageBufferSize(LARGEST_FRAME);
    }

    @Override
    public void open(EventLoop loop, Listener listener) {
        connecting.execute(() -> connect(loop, listener));
    }

    private void connect(EventLoop loop, Listener listener) {
        var config = ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of(Protocol.SUBPROTOCOL)).build();
        try {
            client.connectToServer(new Frames(loop, listener), config, address);
        } catch (DeploymentException | IOException e) {
            loop.execute(() -> listener.closed(0, "not connected"));
        }
    }

    @Override
    public void close() {
        connecting.shutdownNow();
        client.shutdown();
    }

    private static final class Frames extends Endpoint {
        private final EventLoop loop;
        private final Listener listener;

        Frames(EventLoop loop, Listener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, new Texts());
            loop.execute(() -> listener.opened(new OpenSocket(session)));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            int code = reason.getCloseCode().getCode();
            loop.execute(() -> listener.closed(code, "closed with " + code));
        }

        private final class Texts implements MessageHandler.Whole<String> {
            @Override
            public void onMessage(String text) {
                long nanos = System.nanoTime();
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                loop.execute(() -> listener.text(Unpooled.wrappedBuffer(bytes), nanos));
            }
        }
    }

    private record OpenSocket(Session session) implements Socket {
        @Override
        public void send(byte[] utf8) {
            session.getAsyncRemote().sendText(new String(utf8, StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (IOException _) {
                // It is gone already.
            }
        }
    }
}
