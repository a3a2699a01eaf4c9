package org.evenkeel.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands things to a thread of its own, in their order, for threads that must not wait. When that thread does not keep
 * up the oldest are dropped, and their number is logged. Any thread.
 */
final class Handover<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** So many are worked on together at most. */
    private static final int MOST_AT_ONCE = 16;

    private final String name;
    private final BlockingQueue<T> waiting;
    private final Consumer<List<T>> work;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param name of the thread, and in the log
     * @param most that may wait
     * @param work is given what waits, oldest first; may block
     */
    Handover(String name, int most, Consumer<List<T>> work) {
        this.name = name;
        this.work = work;
        waiting = new ArrayBlockingQueue<>(most);
        thread = Thread.ofPlatform().daemon().name(name).start(this::workAlways);
    }

    /** Returns at once. */
    void add(T item) {
        while (!waiting.offer(item)) {
            if (waiting.poll() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    private void workAlways() {
        List<T> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!closed) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                tellDropped();
                work.accept(List.copyOf(batch));
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                // Its text might quote what was handed over.
                LOG.atError()
                        .addKeyValue("event", "handover-defect")
                        .addKeyValue("kind", e.getClass().getName())
                        .log("what was handed to {} could not be done", name);
            }
            batch.clear();
        }
    }

    private void tellDropped() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.atWarn()
                    .addKeyValue("event", "handover-dropped")
                    .addKeyValue("count", lost)
                    .log("{} did not keep up", name);
        }
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
