package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Where a media address does not behave; that a real Janus' does, {@code JanusLookTest} shows. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class IceWalkTest {

    private static final String ANSWER =
            """
            v=0
            a=ice-ufrag:abcd
            a=ice-pwd:abcdefghijklmnopqrstuvwx
            a=candidate:1 1 udp 2015363327 192.0.2.7 20345 typ host
            """;

    private static IceWalk.Seen walked(DatagramSocket target) throws IOException {
        try (var walk = IceWalk.open(ANSWER, new IceWalk.Side("ours", "as-long-as-the-standard-wants"))) {
            return walk.walk(
                    new InetSocketAddress(target.getLocalAddress(), target.getLocalPort()), Duration.ofMillis(500));
        }
    }

    @Test
    void theTargetStandsInTheAnswer() {
        assertThat(IceWalk.target(ANSWER)).contains(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 20345));
        assertThat(IceWalk.target("v=0\r\n")).isEmpty();
        assertThatThrownBy(() -> IceWalk.open("v=0\r\n", new IceWalk.Side("a", "b"))).isInstanceOf(IOException.class);
    }

    @Test
    void whoSaysNothingHasNotAnswered() throws IOException {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(walked(silent)).isEqualTo(new IceWalk.Seen(false, false, false));
        }
    }

    @Test
    void whatIsNeitherAnAnswerNorAHandshakeCountsForNothing() throws IOException {
        try (var odd = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(odd));
            assertThat(walked(odd)).isEqualTo(new IceWalk.Seen(false, false, false));
        }
    }

    /** Sends back bytes that are no message. */
    private static void echo(DatagramSocket odd) {
        var packet = new DatagramPacket(new byte[1_500], 1_500);
        try {
            while (true) {
                odd.receive(packet);
                odd.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, packet.getSocketAddress()));
            }
        } catch (IOException _) {
            // the test is over
        }
    }
}
