package org.evenkeel.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands between a client and a real store (Redis, PostgreSQL, or our own server) and does to the connection what
 * networks do. A fault is decided for each request as it comes off the wire; with one client that waits for its
 * answers, a request is one command or one pipeline. Any thread.
 */
public final class FaultProxy implements AutoCloseable {

    /** What becomes of a request. */
    public enum Fault {
        NONE,
        /** The store never gets it; the connection breaks. */
        CUT_BEFORE,
        /** The store does it; the answer is lost and the connection breaks. */
        CUT_AFTER,
        /** The store does it; the answer never comes and the connection stays. */
        SWALLOW,
        /** The store never gets it and never hears that its client is gone, as when a machine loses its power. */
        VANISH
    }

    private volatile int target;
    private final ServerSocket server;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final Queue<Fault> planned = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Supplier<Fault>> otherwise = new AtomicReference<>(() -> Fault.NONE);
    private volatile boolean refusing;

    /**
     * @param target port of the store on this machine
     */
    public FaultProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next request meets this. */
    public void next(Fault fault) {
        planned.add(fault);
    }

    /** Requests without a plan of their own meet faults at this rate. */
    public void atRandom(RandomGenerator random, double rate) {
        var faults = new Fault[] {Fault.CUT_BEFORE, Fault.CUT_AFTER};
        decide(
                () -> {
                    synchronized (random) {
                        return random.nextDouble() < rate ? faults[random.nextInt(faults.length)] : Fault.NONE;
                    }
                });
    }

    /**
     * Decides for each request without a plan of its own; asked when the request has come and before it goes on, so
     * whatever it does meanwhile happens between two requests.
     */
    public void decide(Supplier<Fault> each) {
        otherwise.set(each);
    }

    /** No faults any more. */
    public void calm() {
        planned.clear();
        otherwise.set(() -> Fault.NONE);
    }

    /** New connections are closed at once, or accepted again. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** What connects from now on reaches another Redis: a replica was promoted. */
    public void turnTo(int other) {
        target = other;
        cutAll();
    }

    /** Breaks every connection now. */
    public void cutAll() {
        pairs.forEach(Pair::cut);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (refusing) {
                    client.close();
                } else {
                    join(client);
                }
            } catch (IOException _) {
                // This proxy was closed, or the client is gone already.
            }
        }
    }

    /** While the store is away the client sees a broken connection, not a silent one. */
    private void join(Socket client) throws IOException {
        try {
            var pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
            pairs.add(pair);
            Thread.ofVirtual().start(pair::requests);
            Thread.ofVirtual().start(pair::answers);
        } catch (IOException _) {
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
    }

    /** One client's connection and the one behind it. */
    private final class Pair {
        private final Socket client;
        private final Socket store;
        private volatile Fault answer = Fault.NONE;

        Pair(Socket client, Socket store) {
            this.client = client;
            this.store = store;
        }

        void requests() {
            pump(
                    client,
                    store,
                    () -> {
                        var fault = planned.poll();
                        answer = fault == null ? otherwise.get().get() : fault;
                        if (answer == Fault.CUT_BEFORE) {
                            cut();
                        }
                        if (answer == Fault.VANISH) {
                            close(client);
                        }
                        return answer != Fault.CUT_BEFORE && answer != Fault.VANISH;
                    });
        }

        void answers() {
            pump(
                    store,
                    client,
                    () -> {
                        if (answer == Fault.CUT_AFTER) {
                            cut();
                        }
                        return answer == Fault.NONE;
                    });
        }

        private void pump(Socket from, Socket to, Supplier<Boolean> passes) {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (passes.get()) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException _) {
                // The other side is gone.
            } finally {
                if (answer != Fault.VANISH) {
                    cut();
                }
            }
        }

        void cut() {
            pairs.remove(this);
            close(client);
            close(store);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
