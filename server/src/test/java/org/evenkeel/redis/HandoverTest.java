package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** What is handed over comes in its order, and the one who hands over is never held up. */
@Timeout(30)
class HandoverTest {

    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @Test
    void theOldestGoesWhenTooMuchWaits() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var handover =
                new Handover<Integer>(
                        "test",
                        8,
                        batch -> {
                            begun.countDown();
                            await(goOn);
                            done.addAll(batch);
                        })) {
            handover.add(0);
            begun.await();
            IntStream.rangeClosed(1, 20).forEach(handover::add);
            goOn.countDown();

            Await.until("all is done", () -> done.contains(20));
            assertThat(done).containsExactly(0, 13, 14, 15, 16, 17, 18, 19, 20);
        }
    }

    @Test
    void aDefectInOneDoesNotStopTheNext() {
        try (var handover =
                new Handover<Integer>(
                        "test",
                        8,
                        batch -> {
                            if (batch.contains(1)) {
                                throw new IllegalStateException("canary");
                            }
                            done.addAll(batch);
                        })) {
            handover.add(1);
            Await.until(
                    "the next is done",
                    () -> {
                        handover.add(2);
                        return done.contains(2);
                    });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
