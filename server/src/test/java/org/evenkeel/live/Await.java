package org.evenkeel.live;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
public final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private Await() {}

    /** Returns when it holds; fails after 15 s. */
    public static void until(String what, BooleanSupplier holds) {
        until(what, LONGEST, holds);
    }

    /**
     * Returns when it holds; fails after this time. For what a busy machine does slowly, such as starting a process.
     */
    public static void until(String what, Duration longest, BooleanSupplier holds) {
        long end = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true: " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** Repeats a call until the store is there again. For calls that may be repeated. */
    public static <T> T answer(Supplier<T> call) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return call.get();
            } catch (StoreUnavailable e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }
}
