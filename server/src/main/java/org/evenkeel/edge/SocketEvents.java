package org.evenkeel.edge;

import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.ClientMessage;

/**
 * Hears what one socket brings. All calls come on the socket's event loop, one after the other, and must not block;
 * none comes after {@link #closed}, and no message after the server began to close.
 */
public interface SocketEvents {

    /** A message of the protocol. Its order ("hello first") and its rate are this side's to judge. */
    void message(ClientMessage message);

    /** A text frame that is no message of the protocol. What breaks WebSocket itself is dealt with by the transport. */
    void badMessage(BadMessage bad);

    /** The socket is gone, for whatever reason. Exactly once. */
    void closed(SocketEnd end);
}
