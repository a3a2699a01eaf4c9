package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.stream.Collectors;

/** A store that is away fills no log, and the log says how long it was away. */
class StoreOutageTest {

    private static final long TICK = 250;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(StoreOutage.class);
    private long now = 1_000_000;
    private final StoreOutage outage = new StoreOutage(() -> now);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private void failing(long millis) {
        for (long until = now + millis; now < until; now += TICK) {
            outage.failed(new StoreUnavailable("Redis did not answer"));
        }
    }

    private void answering(long millis) {
        for (long until = now + millis; now < until; now += TICK) {
            outage.answered();
        }
    }

    private List<String> lines() {
        return log.list.stream()
                .map(
                        line ->
                                line.getLevel()
                                        + line.getKeyValuePairs().stream()
                                                .map(pair -> " " + pair.key + "=" + pair.value)
                                                .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void anOutageIsALineAtItsBeginningOneAMinuteAndOneAtItsEnd() {
        failing(150_000);
        answering(10_000);
        assertThat(lines())
                .containsExactly(
                        "WARN event=store-unavailable millis=0 failures=1",
                        "WARN event=store-unavailable millis=60000 failures=241",
                        "WARN event=store-unavailable millis=120000 failures=481",
                        "INFO event=store-back millis=150000 failures=600");
        assertThat(log.list.getFirst().getFormattedMessage()).isEqualTo("Redis did not answer");
    }

    @Test
    void aStoreThatComesAndGoesIsOneOutage() {
        for (int time = 0; time < 5; time++) {
            failing(1_000);
            answering(StoreOutage.CALM_MILLIS - TICK);
        }
        assertThat(lines()).hasSize(1);
        answering(StoreOutage.CALM_MILLIS);
        assertThat(lines()).hasSize(2).last().asString().startsWith("INFO event=store-back millis=24000 ");
    }

    @Test
    void theNextOutageBeginsAnew() {
        failing(1_000);
        answering(20_000);
        failing(1_000);
        assertThat(lines())
                .containsExactly(
                        "WARN event=store-unavailable millis=0 failures=1",
                        "INFO event=store-back millis=1000 failures=4",
                        "WARN event=store-unavailable millis=0 failures=1");
    }

    @Test
    void aStoreThatAnswersIsNoNews() {
        answering(120_000);
        assertThat(lines()).isEmpty();
    }
}
