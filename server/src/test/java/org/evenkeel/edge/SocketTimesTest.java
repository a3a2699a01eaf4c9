package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.edge.SocketTimes.Due;
import org.evenkeel.wire.Limits;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When a socket is pinged, lost, too slow or overdue, by a clock that the test moves. */
class SocketTimesTest {

    private static final EdgeConfig CONFIG =
            TestEdge.config(
                    HttpLimits.defaults(), SocketLimits.defaults(), TestEdge.times(10_000, 25_000, 8_000, 12_000));

    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final SocketTimes times = new SocketTimes(CONFIG, nanos(0), wall::get);

    @Test
    void aSocketIsPingedOnceEveryInterval() {
        times.firstMessage();
        assertThat(times.due(nanos(9_999), true)).isEqualTo(Due.NOTHING);
        assertThat(times.due(nanos(10_000), true)).isEqualTo(Due.PING);
        assertThat(times.due(nanos(11_000), true)).isEqualTo(Due.NOTHING);
        assertThat(times.due(nanos(20_000), true)).isEqualTo(Due.PING);
    }

    @Test
    void aSocketIsLostWhenNothingWasHeardForTooLongAndKnowsWhenItLastWas() {
        times.firstMessage();
        wall.set(1_007_000);
        times.heard(nanos(7_000));
        wall.set(1_032_000);
        assertThat(times.due(nanos(31_999), true)).isNotEqualTo(Due.LOST);
        assertThat(times.due(nanos(32_000), true)).isEqualTo(Due.LOST);
        assertThat(times.lastHeardMillis()).isEqualTo(1_007_000);
    }

    @Test
    void aSocketThatOnlyAnswersPingsNeverSaidHello() {
        times.heard(nanos(11_000));
        assertThat(times.due(nanos(12_000), true)).isEqualTo(Due.NO_FIRST_MESSAGE);
    }

    @Test
    void aClientIsTooSlowOnlyWhenItNeverCaughtUpInBetween() {
        times.firstMessage();
        times.heard(nanos(1_000));
        assertThat(times.due(nanos(1_000), false)).isEqualTo(Due.NOTHING);
        times.keptUp();
        assertThat(times.due(nanos(9_000), false)).isEqualTo(Due.NOTHING);
        times.heard(nanos(16_000));
        assertThat(times.due(nanos(16_999), false)).isEqualTo(Due.PING);
        assertThat(times.due(nanos(17_000), false)).isEqualTo(Due.TOO_SLOW);
    }

    @Test
    void aCloseThatIsNotAnsweredIsOverdueAndNothingElseIsDueMeanwhile() {
        times.beginClose(nanos(5_000));
        assertThat(times.due(nanos(6_999), false)).isEqualTo(Due.NOTHING);
        assertThat(times.due(nanos(7_000), false)).isEqualTo(Due.CLOSE_OVERDUE);
    }

    @Test
    void theDefaultsAreThoseOfTheProgramRules() {
        assertThat(Limits.defaults())
                .returns(10_000L, Limits::pingEveryMillis)
                .returns(25_000L, Limits::lostAfterMillis);
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis) - 42; // nanoTime may be anything
    }
}
