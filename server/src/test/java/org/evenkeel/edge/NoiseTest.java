package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.Random;

/** Random and damaged input over real sockets: every answer is a refusal, and the server goes on. Seeded. */
class NoiseTest {

    private static final int ROUNDS = 300;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger edgeLog = (Logger) LoggerFactory.getLogger("org.evenkeel.edge");
    private TestEdge edge;

    @BeforeEach
    void open() {
        log.start();
        edgeLog.addAppender(log);
        HttpRouter router =
                HttpRouter.builder()
                        .on("POST", "/api/echo/{what}", call -> HttpReply.of(200, "text/plain", call.body()))
                        .build();
        edge = TestEdge.open(TestEdge.config(), router, StaticFiles.none());
    }

    @AfterEach
    void close() {
        edge.close();
        edgeLog.detachAppender(log);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    @Test
    void damagedRequestsAreAnsweredOrCutOffAndNeverADefect() {
        Random random = new Random(11);
        int answered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] request =
                    "POST /api/echo/x?q=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody\r\n\r\n"
                            .getBytes(ISO_8859_1);
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            try (RawClient client = edge.client()) {
                client.send(request).finishSending();
                assertThat(client.reply().status()).isLessThan(500);
                answered++;
            } catch (UncheckedIOException e) {
                assertThat(e).hasMessageContaining("closed");
            }
        }
        assertThat(answered).isGreaterThan(ROUNDS / 3);
        stillWorks();
    }

    @Test
    void randomBytesAfterTheUpgradeEndThatSocketAlone() throws InterruptedException {
        Random random = new Random(12);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            try (RawClient client = edge.client().upgrade()) {
                client.send(noise).finishSending();
                TestEdge.Heard heard = edge.socket();
                assertThat(heard.end().cause())
                        .isIn(SocketEnd.Cause.SERVER_CLOSED, SocketEnd.Cause.CLIENT_CLOSED, SocketEnd.Cause.NETWORK);
                assertThat(heard.waiting()).containsEntry("messages", 0);
            }
        }
        stillWorks();
    }

    private void stillWorks() {
        try (RawClient client = edge.client()) {
            client.send("POST /api/echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok");
            assertThat(new String(client.reply().body(), UTF_8)).isEqualTo("ok");
        }
    }
}
