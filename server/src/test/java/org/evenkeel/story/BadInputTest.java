package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * A sample of everything wrong that a client can send: each gets a clear code, nobody learns anything, nothing is
 * logged as a defect, no buffer is lost, and the room goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest {

    private static final int SAMPLE = 40;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.evenkeel");
    private TestServer server;
    private BadInput input;

    @BeforeAll
    void aRoomIsOn() {
        log.start();
        logger.addAppender(log);
        server = TestServer.start();
        input = new BadInput(server.http(), server.port(), server::door);
    }

    @AfterAll
    void nothingWasADefect() {
        logger.detachAppender(log);
        server.close();
        assertThat(List.copyOf(log.list).stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.ERROR)))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_first_frame_gets_a_clear_code(BadFrames.Kind kind) {
        input.sockets(kind, SAMPLE);
    }

    @Test
    void commands_about_strangers_or_above_ones_role_change_nothing() {
        input.commands(SAMPLE);
    }

    @Test
    void bad_requests_are_refused_and_tell_nothing() {
        input.requests(SAMPLE);
    }
}
