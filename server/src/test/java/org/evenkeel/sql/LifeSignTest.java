package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether a database lives is said soon, and asked by one at a time. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LifeSignTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @Test
    void whatHangsGivesNoneIsAskedOnceAndGivesOneWhenItGoesOn() {
        var sign = new LifeSign(this::afterTheHang, Duration.ofMillis(50));
        assertThat(sign.given()).isFalse();
        assertThat(sign.given()).isFalse();
        assertThat(asked).hasValue(1);
        hanging.countDown();
        Await.until("it is heard again", sign::given);
    }

    private boolean afterTheHang() {
        asked.incrementAndGet();
        try {
            hanging.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void eachLaterQuestionIsAskedAnew() {
        var sign = new LifeSign(() -> asked.incrementAndGet() == 1, LONG);
        assertThat(sign.given()).isTrue();
        assertThat(sign.given()).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatFailsGivesNone() {
        var sign =
                new LifeSign(
                        () -> {
                            throw new IllegalStateException("made up");
                        },
                        LONG);
        assertThat(sign.given()).isFalse();
    }
}
