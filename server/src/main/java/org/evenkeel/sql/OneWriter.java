package org.evenkeel.sql;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * SQLite's one writer. It has a platform thread, and callers wait for it: SQLite works inside the calling thread, in
 * native code that a virtual thread cannot leave, so a commit that waits for the disk would keep rooms from running.
 *
 * <p>What waits while a commit is under way goes into the next one together (group commit), each in a savepoint of its
 * own: one that throws is undone alone, and nobody is told of success before the disk has it. Any thread may call,
 * except from inside a transaction.
 */
final class OneWriter implements AutoCloseable {

    private static final int MOST_AT_ONCE = 128;

    /** How long a caller waits for those before him, milliseconds; what is under way is waited for to its end. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private static final String SAVEPOINT = "one_of_many";

    private record Task<T>(Function<Handle, T> statements, CompletableFuture<T> answer) {

        /** Runs it alone in its transaction, or as one of several. @return what tells its caller once it is durable */
        Runnable attempt(Handle handle, boolean alone) {
            if (alone) {
                T result = statements.apply(handle);
                return () -> answer.complete(result);
            }
            handle.savepoint(SAVEPOINT);
            try {
                T result = statements.apply(handle);
                handle.releaseSavepoint(SAVEPOINT);
                return () -> answer.complete(result);
            } catch (RuntimeException e) {
                handle.rollbackToSavepoint(SAVEPOINT);
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    private final Jdbi writing;
    private final LinkedBlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    OneWriter(Jdbi writing) {
        this.writing = writing;
        thread = Thread.ofPlatform().daemon().name("sqlite-write").start(this::serve);
    }

    /**
     * Runs statements in one transaction and waits until it is durable; throws what they throw, and then nothing was.
     *
     * @throws StorageFailure {@code UNAVAILABLE} when those before him take too long: nothing was done
     */
    <T> T write(Function<Handle, T> statements) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a transaction inside a transaction would wait for itself");
        }
        var task = new Task<>(statements, new CompletableFuture<T>());
        queue.add(task);
        if (closed && queue.remove(task)) {
            throw new IllegalStateException("the database was closed");
        }
        try {
            return task.answer().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            if (queue.remove(task)) {
                throw StorageFailure.of(new SQLTransientException("the writer did not come to it"));
            }
            return underWay(task);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return underWay(task);
        }
    }

    private static <T> T underWay(Task<T> task) {
        try {
            return task.answer().join();
        } catch (CompletionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private void serve() {
        List<Task<?>> batch = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    private void commit(List<Task<?>> batch) {
        try {
            boolean alone = batch.size() == 1;
            var told =
                    writing.inTransaction(handle -> batch.stream().map(task -> task.attempt(handle, alone)).toList());
            told.forEach(Runnable::run);
        } catch (RuntimeException | Error e) {
            batch.forEach(task -> task.answer().completeExceptionally(e));
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        closed = true;
        queue.add(new Task<>(_ -> closed, new CompletableFuture<>()));
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
