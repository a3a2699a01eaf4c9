package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Pings and time-outs over real sockets, with short times. */
class SocketLivenessTest {

    @Test
    void theServerPingsAndAClientThatAnswersStays() throws InterruptedException {
        try (TestEdge edge = open(TestEdge.times(30, 300, 10_000, 10_000));
                RawClient client = edge.client().upgrade()) {
            client.text("{'t':'ping','id':1}");
            TestEdge.Heard heard = edge.socket();
            long opened = heard.socket.lastHeardMillis();
            for (int i = 0; i < 20; i++) {
                assertThat(client.anyFrame().opcode()).isEqualTo(9);
                client.frame(0x8a, new byte[0]);
            }
            assertThat(heard.socket.lastHeardMillis()).isGreaterThan(opened + 300);
            assertThat(heard.waiting()).containsEntry("ends", 0);
        }
    }

    @Test
    void aClientThatGoesSilentIsLostAtItsLastSign() throws InterruptedException {
        try (TestEdge edge = open(TestEdge.times(30, 300, 10_000, 10_000));
                RawClient client = edge.client().upgrade()) {
            client.text("{'t':'ping','id':1}");
            TestEdge.Heard heard = edge.socket();
            heard.message();
            long last = heard.socket.lastHeardMillis();
            SocketEnd end = heard.end();
            assertThat(end).isEqualTo(new SocketEnd(SocketEnd.Cause.LOST, Optional.empty(), last));
            assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(last + 300);
            assertThat(client.closedWith()).isEqualTo(CloseCode.TIMEOUT.number());
        }
    }

    @Test
    void aClientThatNeverSpeaksIsSentAway() throws InterruptedException {
        try (TestEdge edge = open(TestEdge.times(30, 10_000, 10_000, 150));
                RawClient client = edge.client().upgrade()) {
            assertThat(client.closedWith()).isEqualTo(4004);
            assertThat(client.ended()).isTrue();
            assertThat(edge.socket().end().code()).contains(CloseCode.TIMEOUT);
        }
    }

    @Test
    void aCloseThatIsNotAnsweredIsCutAfterItsGrace() throws InterruptedException {
        try (TestEdge edge = open(TestEdge.times(30, 10_000, 10_000, 10_000));
                RawClient client = edge.client().upgrade()) {
            TestEdge.Heard heard = edge.socket();
            heard.socket.close(CloseCode.ENDED);
            assertThat(client.closedWith()).isEqualTo(4504);
            assertThat(heard.end().code()).contains(CloseCode.ENDED);
            assertThat(client.ended()).isTrue();
        }
    }

    private static TestEdge open(Limits limits) {
        return TestEdge.open(
                TestEdge.config(HttpLimits.defaults(), TestEdge.sockets(1 << 20, new Rate(10_000, 1_000)), limits));
    }
}
