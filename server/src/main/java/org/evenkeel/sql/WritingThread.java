package org.evenkeel.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Where transactions that write run. SQLite works inside the calling thread, in native code that a virtual thread
 * cannot leave: a commit that waits for the disk would keep rooms from running. Its one writer has a platform thread,
 * and callers wait for it. A database behind a socket needs none. Any thread may call, except from inside a
 * transaction.
 */
final class WritingThread implements AutoCloseable {

    /** The caller's own. */
    static final WritingThread CALLERS = new WritingThread(Runnable::run, () -> {});

    private final Executor executor;
    private final Runnable end;

    private WritingThread(Executor executor, Runnable end) {
        this.executor = executor;
        this.end = end;
    }

    static WritingThread own(String name) {
        ExecutorService one = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
        return new WritingThread(one, one::shutdown);
    }

    /** Runs it and waits; throws what it throws. */
    <T> T run(Supplier<T> transaction) {
        try {
            return CompletableFuture.supplyAsync(transaction, executor).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    /** What was begun ends; nothing more is taken. */
    @Override
    public void close() {
        end.run();
    }
}
