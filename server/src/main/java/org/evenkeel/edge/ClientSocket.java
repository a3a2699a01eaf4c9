package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ServerMessage;

/**
 * One WebSocket, as the room-aware half sees it. Every method may be called from any thread; what one thread sends
 * arrives in that order, also together with what it sends through a {@link Fanout}. Sending to a socket that is closed
 * or closing does nothing.
 */
public sealed interface ClientSocket permits SocketHandler {

    /** Sends one message to this socket alone. */
    void send(ServerMessage message);

    /**
     * Sends a ready-made frame of {@link Frames}.
     *
     * @param frame is taken over, and released whatever happens
     */
    void send(ByteBuf frame);

    /** Sends a ready-made frame, or drops it when the client does not keep up. */
    void sendVolatile(ByteBuf frame);

    /**
     * Says bye and closes.
     *
     * @param text stands in bye: the code's own name, or with {@code REFUSED} the error code that says why
     */
    void close(CloseCode code, String text);

    /** Says bye and closes. */
    default void close(CloseCode code) {
        close(code, code.wire());
    }

    /** When the last frame or pong was heard, milliseconds UTC. */
    long lastHeardMillis();

    /** The client's address for rate limits; never for logs that leave the machine. */
    String address();
}
