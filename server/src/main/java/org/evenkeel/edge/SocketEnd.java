package org.evenkeel.edge;

import org.evenkeel.wire.CloseCode;

import java.util.Optional;

/**
 * How a socket ended.
 *
 * @param cause who or what ended it
 * @param code the server's close code, when the server closed it
 * @param lastHeardMillis when the last frame or pong was heard, milliseconds UTC: from then on the person is gone,
 *     however late that was noticed
 */
public record SocketEnd(Cause cause, Optional<CloseCode> code, long lastHeardMillis) {

    /** Who or what ended a socket. */
    public enum Cause {
        /** The client sent a close frame: the page was closed or left. */
        CLIENT_CLOSED,
        /** The server closed it with a code of its own. */
        SERVER_CLOSED,
        /** Nothing was heard for too long. */
        LOST,
        /** The connection broke or ended without a word. */
        NETWORK
    }
}
