package org.evenkeel.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A node's one way into the chain. Whoever records waits until his row is durable; what waits meanwhile goes into the
 * next transaction together, so that a clinic's busy minute costs few commits. The caller whose turn it is writes for
 * all: there is no thread of its own. Any thread that may block.
 *
 * <p>A row of what <em>was changed</em> is kept when it cannot be written, and written before the next one; its caller
 * is told of the failure all the same.
 */
public final class AuditWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_KEPT = 10_000;

    private static final class Waiting {
        private final AuditEntry entry;
        private boolean done;
        private Optional<RuntimeException> failure = Optional.empty();

        private Waiting(AuditEntry entry) {
            this.entry = entry;
        }
    }

    private final AuditLog log;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Deque<AuditEntry> kept = new ArrayDeque<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Writes into this chain. */
    public AuditWriter(AuditLog log) {
        this.log = log;
    }

    /** The chain. */
    public AuditLog log() {
        return log;
    }

    /** Returns when the row is durable; throws what the storage throws, and then it is not there yet. */
    public void record(AuditEntry entry) {
        var mine = new Waiting(entry);
        synchronized (queue) {
            queue.add(mine);
        }
        turn.lock();
        try {
            while (!mine.done) {
                writeNext();
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure.isPresent()) {
            throw mine.failure.get();
        }
    }

    /** Tries again to write what was kept; quiet when that fails. At any interval. */
    public void retry() {
        turn.lock();
        try {
            if (!kept.isEmpty()) {
                write(List.of());
            }
        } finally {
            turn.unlock();
        }
    }

    /** How many rows wait because the storage did not take them. */
    public int unwritten() {
        turn.lock();
        try {
            return kept.size();
        } finally {
            turn.unlock();
        }
    }

    /** How many callers wait for others before them. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private void writeNext() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (queue) {
            while (!queue.isEmpty() && batch.size() < MOST_AT_ONCE) {
                batch.add(queue.remove());
            }
        }
        write(batch);
    }

    private void write(List<Waiting> batch) {
        List<AuditEntry> entries = new ArrayList<>(kept);
        batch.forEach(waiting -> entries.add(waiting.entry));
        try {
            log.append(entries);
            kept.clear();
        } catch (RuntimeException failure) {
            batch.forEach(waiting -> fail(waiting, failure));
        } catch (Error error) {
            batch.forEach(waiting -> fail(waiting, new IllegalStateException("the audit log was not written", error)));
            throw error;
        } finally {
            batch.forEach(waiting -> waiting.done = true);
        }
    }

    private void fail(Waiting waiting, RuntimeException failure) {
        waiting.failure = Optional.of(failure);
        if (!waiting.entry.action().changes() || !waiting.entry.ok()) {
            return; // Nothing was shown and nothing changed.
        }
        if (kept.size() < MOST_KEPT) {
            kept.add(waiting.entry);
        } else {
            lost(waiting.entry);
        }
    }

    private static void lost(AuditEntry entry) {
        LOG.atError()
                .addKeyValue("event", "audit-row-lost")
                .addKeyValue("action", entry.action().word())
                .addKeyValue("at", entry.at())
                .log("a row of the audit log could not be written");
    }

    /** Writes what was kept; what still cannot be written is named in the log. */
    @Override
    public void close() {
        retry();
        turn.lock();
        try {
            kept.forEach(AuditWriter::lost);
            kept.clear();
        } finally {
            turn.unlock();
        }
    }
}
