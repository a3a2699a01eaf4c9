package org.evenkeel.sql;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Asks whether something lives and does not wait for long. However many want to know, one question is under way at a
 * time: who asks a hanging database again and again would leave no connection for anybody else. Any thread.
 */
final class LifeSign {

    private final BooleanSupplier question;
    private final Duration longest;
    private final AtomicReference<CompletableFuture<Boolean>> asked =
            new AtomicReference<>(CompletableFuture.completedFuture(false));

    /**
     * @param question may hang
     * @param longest how long anybody waits
     */
    LifeSign(BooleanSupplier question, Duration longest) {
        this.question = question;
        this.longest = longest;
    }

    /** Whether it said yes in time. */
    boolean given() {
        try {
            return underWay().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletableFuture<Boolean> underWay() {
        var mine = new CompletableFuture<Boolean>();
        var one = asked.updateAndGet(before -> before.isDone() ? mine : before);
        if (one == mine) {
            mine.completeAsync(question::getAsBoolean, ask -> Thread.ofVirtual().name("life-sign").start(ask));
        }
        return one;
    }
}
