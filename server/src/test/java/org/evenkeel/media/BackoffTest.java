package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class BackoffTest {

    private final Backoff backoff = new Backoff();
    private long now = Long.MAX_VALUE - 5; // nanoTime may begin anywhere, and wrap

    private long millisUntilAllowed() {
        long waited = 0;
        while (!backoff.mayTry(now)) {
            now += TimeUnit.MILLISECONDS.toNanos(1);
            waited++;
        }
        backoff.tries(now);
        return waited;
    }

    @Test
    void theFirstStartIsAtOnceAndEachFurtherOneLater() {
        List<Long> waits = Stream.generate(this::millisUntilAllowed).limit(8).toList();

        assertThat(waits).containsExactly(0L, 100L, 500L, 1_000L, 2_000L, 5_000L, 5_000L, 5_000L);
    }

    @Test
    void afterAStartThatHeldTheNextOneIsAtOnceAgain() {
        for (int i = 0; i < 4; i++) {
            millisUntilAllowed();
        }
        now += TimeUnit.MINUTES.toNanos(1);

        assertThat(millisUntilAllowed()).isZero();
        assertThat(millisUntilAllowed()).isEqualTo(100);
    }
}
