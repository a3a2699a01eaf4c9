package org.evenkeel.story;

import org.evenkeel.wire.Protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** One WebSocket of a client: what came is handed on in order, and a test waits for what it wants to see. */
final class RoomSocket {

    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Object monitor;
    private final Consumer<Frame> receiver;
    private final IntConsumer closer;
    private final WebSocket socket;
    private OptionalInt closeCode = OptionalInt.empty();
    private boolean broken;

    /**
     * @param monitor guards what the receiver changes; notified after each change
     * @param receiver called with the monitor held
     * @param closer told the server's close code, with the monitor held
     * @throws SocketRefused when the server does not take the socket
     */
    RoomSocket(HttpClient http, int port, Object monitor, Consumer<Frame> receiver, IntConsumer closer) {
        this.monitor = monitor;
        this.receiver = receiver;
        this.closer = closer;
        try {
            socket =
                    http.newWebSocketBuilder()
                            .subprotocols(Protocol.SUBPROTOCOL)
                            .connectTimeout(LONGEST)
                            .buildAsync(URI.create("ws://127.0.0.1:" + port + Protocol.PATH), new Listener())
                            .join();
        } catch (CompletionException e) {
            throw new SocketRefused(e);
        }
    }

    /** The server cannot be reached or takes no sockets now. */
    static final class SocketRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SocketRefused(Throwable cause) {
            super("the socket was refused", cause);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var frame = Frame.of(text.toString());
                text.setLength(0);
                change(() -> receiver.accept(frame));
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            change(
                    () -> {
                        closeCode = OptionalInt.of(code);
                        closer.accept(code);
                    });
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            change(() -> broken = true);
        }
    }

    private void change(Runnable what) {
        synchronized (monitor) {
            what.run();
            monitor.notifyAll();
        }
    }

    /** Sends a text frame; frames of one thread arrive in its order. */
    void send(String text) {
        try {
            socket.sendText(text, true).join();
        } catch (CompletionException e) {
            change(() -> broken = true);
        }
    }

    /** Cuts the connection without a word, as a lost network does. */
    void cut() {
        socket.abort();
        change(() -> broken = true);
    }

    /** Closes in order, as a page that is left does. */
    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
    }

    boolean ended() {
        synchronized (monitor) {
            return broken || closeCode.isPresent();
        }
    }

    /** The server's close code; empty while open, or when the connection broke. */
    OptionalInt closeCode() {
        synchronized (monitor) {
            return closeCode;
        }
    }

    /** Waits until something holds; false when it did not come true in time. */
    static boolean await(Object monitor, Duration longest, BooleanSupplier holds) {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (monitor) {
            while (!holds.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    monitor.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for a frame", e);
                }
            }
            return true;
        }
    }
}
