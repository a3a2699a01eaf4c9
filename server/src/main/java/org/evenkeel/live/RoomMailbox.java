package org.evenkeel.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A warm room's thread: one virtual thread that runs what is posted, then lets the desk work, so that everything that
 * waits while an append is under way goes into the next one. Any thread may post.
 */
final class RoomMailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoomMailbox.class);
    private static final long RESTLESS_MILLIS = 50;
    private static final int MOST_AT_ONCE = 256;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final RoomDesk desk;
    private final Runnable firstOfAll;
    private final StoreOutage outage;
    private final Thread thread;
    private final List<Runnable> next = new ArrayList<>();
    private boolean begun;
    private Optional<Closing> closing = Optional.empty();
    private volatile boolean closed;

    private record Closing(BooleanSupplier wanted, Runnable then) {}

    /**
     * @param firstOfAll runs on the room's thread before anything else and may block (subscribing)
     * @param outage hears of a store that does not answer
     */
    RoomMailbox(RoomDesk desk, Runnable firstOfAll, StoreOutage outage, String name) {
        this.desk = desk;
        this.firstOfAll = firstOfAll;
        this.outage = outage;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Runs something on the room's thread.
     *
     * @return false when the mailbox is closed: nothing was taken, ask for the room again
     */
    synchronized boolean post(Consumer<RoomDesk> task) {
        return !closed && tasks.add(() -> task.accept(desk));
    }

    /** Whether nothing is posted and the desk has nothing left to do. For the thread that takes the turns. */
    boolean idle() {
        return tasks.isEmpty() && !desk.restless();
    }

    private void run() {
        while (!closed) {
            turn();
            try {
                awaitWork();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void awaitWork() throws InterruptedException {
        // Without a limit where there is none: a wait with one costs a timer, and mostly a second thread's wake-up.
        var first = desk.restless() ? tasks.poll(RESTLESS_MILLIS, TimeUnit.MILLISECONDS) : tasks.take();
        if (first != null) {
            next.add(first);
        }
    }

    /** Runs what was posted and lets the desk work once; returns without waiting. The room's thread, or a test's. */
    void turn() {
        if (!begun) {
            begun = true;
            guarded(firstOfAll);
        }
        tasks.drainTo(next, MOST_AT_ONCE);
        next.forEach(this::guarded);
        next.clear();
        guarded(desk::work);
        closing.ifPresent(this::closeIfIdle);
    }

    /** Between a wish to close and the turn that fulfils it somebody may have asked something: then it stays open. */
    private void closeIfIdle(Closing wish) {
        closing = Optional.empty();
        synchronized (this) {
            if (!idle() || !wish.wanted().getAsBoolean()) {
                return;
            }
            closed = true;
        }
        wish.then().run();
    }

    /**
     * Closes at the end of the turn at hand if nothing is left to do then. On the room's thread.
     *
     * @param wanted whether to close still: asked at the end of that turn
     */
    void closeWhenDone(BooleanSupplier wanted, Runnable then) {
        closing = Optional.of(new Closing(wanted, then));
    }

    boolean isClosed() {
        return closed;
    }

    /** A defect in one task must not end the room. Exception texts of ours carry no content. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (StoreUnavailable e) {
            outage.failed(e);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("event", "room-defect").setCause(e).log("a room task failed");
        }
    }

    /** Stops after the task at hand; posted tasks that did not run are dropped. */
    @Override
    public synchronized void close() {
        closed = true;
        tasks.add(() -> {});
    }

    /** Waits for the thread's end. */
    void join(long millis) throws InterruptedException {
        thread.join(Duration.ofMillis(millis));
    }
}
