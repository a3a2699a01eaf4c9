package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

import org.evenkeel.live.Await;
import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Protocol;
import org.evenkeel.wire.Rate;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
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

    /** Neither this test nor any page's own code answers: the client's library does. */
    @Test
    void aJakartaClientStaysWithoutAWordOfItsOwn() throws Exception {
        ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
        try (TestEdge edge = open(TestEdge.times(30, 300, 10_000, 10_000));
                Session session =
                        client.connectToServer(
                                new Endpoint() {
                                    @Override
                                    public void onOpen(Session opened, EndpointConfig config) {}
                                },
                                ClientEndpointConfig.Builder.create()
                                        .preferredSubprotocols(List.of(Protocol.SUBPROTOCOL))
                                        .build(),
                                URI.create("ws://127.0.0.1:" + edge.port() + Protocol.PATH))) {
            session.getBasicRemote().sendText("{\"t\":\"ping\",\"id\":1}");
            TestEdge.Heard heard = edge.socket();
            heard.message();
            long spoke = heard.socket.lastHeardMillis();
            Await.until("it was heard for longer than the silent are kept", () -> lived(heard, spoke + 600));
            assertThat(heard.waiting()).containsEntry("ends", 0);
        } finally {
            client.shutdown();
        }
    }

    private static boolean lived(TestEdge.Heard heard, long until) {
        assertThat(heard.waiting()).containsEntry("ends", 0);
        return heard.socket.lastHeardMillis() > until;
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
