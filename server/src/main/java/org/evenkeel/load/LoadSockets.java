package org.evenkeel.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** Opens client sockets. Whatever the client library, a socket's callbacks come on the event loop it was opened for. */
interface LoadSockets extends AutoCloseable {

    /** Opens a socket; success and failure come to the listener. */
    void open(EventLoop loop, Listener listener);

    @Override
    void close();

    /** One open socket. Any thread. */
    interface Socket {
        void send(byte[] utf8);

        void close();
    }

    /** What happens on one socket; on its event loop. */
    interface Listener {
        void opened(Socket socket);

        /**
         * A text frame came.
         *
         * @param frame to be used during the call only
         * @param nanos when it was read, monotonic
         */
        void text(ByteBuf frame, long nanos);

        /**
         * It ended, or never opened. Once.
         *
         * @param code that the server closed with; 0 when there was none
         */
        void closed(int code, String why);
    }
}
