package org.evenkeel.edge;

import io.netty.channel.EventLoop;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.Limits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of one event loop: flushes those that were written to once a loop turn, and sweeps over all of them for
 * pings and time-outs, so that an idle socket costs no timer of its own. Event loop only, except {@link
 * #executeWhileItLives} and {@link #drain}.
 */
final class SocketLoop {

    private static final int SWEEPS_A_PING = 10;

    private final EventLoop loop;
    private final EdgeMeter meter;
    private final Set<SocketHandler> sockets = new LinkedHashSet<>();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private List<SocketHandler> written = new ArrayList<>();
    private List<SocketHandler> spare = new ArrayList<>();
    private boolean draining;

    /** When a room handed over the oldest frame that is not flushed yet; 0 when none waits. */
    private long roomsSince;

    private long sweepEvery;
    private long sweepAt;

    SocketLoop(EventLoop loop, EdgeMeter meter) {
        this.loop = loop;
        this.meter = meter;
    }

    /** Begins to sweep. Any thread. */
    void start(Limits limits) {
        long every = Math.max(1, limits.pingEveryMillis() / SWEEPS_A_PING);
        sweepEvery = TimeUnit.MILLISECONDS.toNanos(every);
        sweepAt = System.nanoTime() + sweepEvery;
        loop.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * Runs a task on this loop, after those given before.
     *
     * @return false when the loop has ended, and its sockets with it: the task will not run
     */
    boolean executeWhileItLives(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    void add(SocketHandler socket) {
        sockets.add(socket);
    }

    void remove(SocketHandler socket) {
        sockets.remove(socket);
        if (draining && sockets.isEmpty()) {
            emptied.complete(null);
        }
    }

    /**
     * A room's frame is about to be written: how long it takes until it is flushed is measured.
     *
     * @param nanos when the room handed it over
     */
    void fromRoom(long nanos) {
        if (roomsSince == 0) {
            roomsSince = nanos;
        }
    }

    /** Remembers that a socket has something to flush; all flushes come behind the tasks that now wait. */
    void flushLater(SocketHandler socket) {
        if (written.isEmpty()) {
            loop.execute(this::flush);
        }
        written.add(socket);
    }

    /**
     * Closes all sockets with "come back", evenly over the time given. Any thread.
     *
     * @return completes once none is left
     */
    CompletableFuture<Void> drain(long spreadMillis) {
        loop.execute(
                () -> {
                    draining = true;
                    List<SocketHandler> all = List.copyOf(sockets);
                    for (int i = 0; i < all.size(); i++) {
                        SocketHandler socket = all.get(i);
                        loop.schedule(
                                () -> socket.close(CloseCode.DRAINING),
                                spreadMillis * i / all.size(),
                                TimeUnit.MILLISECONDS);
                    }
                    if (all.isEmpty()) {
                        emptied.complete(null);
                    }
                });
        return emptied;
    }

    private void flush() {
        List<SocketHandler> now = written;
        written = spare;
        for (SocketHandler socket : now) {
            socket.flush();
        }
        now.clear();
        spare = now;
        if (roomsSince != 0) {
            meter.fannedOut(System.nanoTime() - roomsSince);
            roomsSince = 0;
        }
    }

    private void sweep() {
        long nanos = System.nanoTime();
        meter.loopLate(Math.max(0, nanos - sweepAt));
        for (SocketHandler socket : sockets.toArray(SocketHandler[]::new)) {
            socket.sweep(nanos);
        }
        sweepAt = System.nanoTime() + sweepEvery;
    }
}
