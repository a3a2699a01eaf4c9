package org.evenkeel.node;

import java.util.concurrent.atomic.AtomicBoolean;

/** A server that is ended once: by its own command, or by the signal that ends the process. */
final class Running implements AutoCloseable {

    private final Server server;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Running(Server server) {
        this.server = server;
    }

    static Running of(Server server) {
        var running = new Running(server);
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        return running;
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            server.close();
        }
    }
}
