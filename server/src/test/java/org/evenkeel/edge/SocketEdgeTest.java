package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.evenkeel.wire.ClientMessage;
import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;
import org.evenkeel.wire.ServerMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** The WebSocket half over real sockets: what is let in, what is passed on, and what ends a socket. */
class SocketEdgeTest {

    private static final String HELLO = "{'t':'hello','versions':[1],'ticket':'T','client':'C'}";

    private TestEdge edge;

    @BeforeEach
    void open() {
        edge = TestEdge.open(TestEdge.config());
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void anOrdinaryWebSocketClientTalksWithTheServer() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .subprotocols("evenkeel.1")
                            .buildAsync(
                                    URI.create("ws://127.0.0.1:" + edge.port() + "/socket"), listener(received, closed))
                            .join();
            assertThat(socket.getSubprotocol()).isEqualTo("evenkeel.1");
            socket.sendText(HELLO.replace('\'', '"'), true).join();
            TestEdge.Heard heard = edge.socket();
            assertThat(heard.message()).isEqualTo(new ClientMessage.Hello(List.of(1L), "T", "C"));
            for (int size : new int[] {1, 100, 1_000, 70_000}) {
                heard.socket.send(new ServerMessage.Error(ErrorCode.INTERNAL, "é".repeat(size)));
                assertThat(TestEdge.taken(received)).endsWith("\"text\":\"" + "é".repeat(size) + "\"}");
            }
            heard.socket.close(CloseCode.DECLINED);
            assertThat(TestEdge.taken(received)).isEqualTo("{\"t\":\"bye\",\"code\":4506,\"text\":\"declined\"}");
            assertThat(TestEdge.taken(closed)).isEqualTo(4506);
            assertThat(heard.end())
                    .returns(SocketEnd.Cause.SERVER_CLOSED, SocketEnd::cause)
                    .returns(CloseCode.DECLINED, end -> end.code().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://elsewhere.example, 403",
        "Origin: null, 403",
        "Origin: https://clinic.example:8443, 403",
        "Origin: https://clinic.example, 101",
        "Origin: http://CLINIC.example, 101",
        "X-None: x, 101"
    })
    void onlyPagesOfThisServerMayConnect(String header, int status) {
        try (RawClient client = edge.client()) {
            RawClient.Reply reply = client.sendUpgrade(header).reply();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers()).containsKey("content-security-policy");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
        "Upgrade: websocket, Upgrade: h2c, 400",
        "Sec-WebSocket-Protocol: evenkeel.1, Sec-WebSocket-Protocol: evenkeel.9, 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400",
        "HTTP/1.1, HTTP/1.0, 400"
    })
    void anUpgradeThatIsNotOursIsRefused(String right, String wrong, int status) {
        String request =
                "GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: evenkeel.1\r\n\r\n";
        try (RawClient client = edge.client()) {
            assertThat(client.send(request.replace(right, wrong)).reply().status()).isEqualTo(status);
        }
    }

    @Test
    void theAnswerToTheKeyIsTheOneOfTheStandardAndNoExtensionIsTaken() throws InterruptedException {
        try (RawClient client = edge.client()) {
            RawClient.Reply reply = client.sendUpgrade("Sec-WebSocket-Extensions: permessage-deflate").reply();
            assertThat(reply.headers())
                    .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .containsEntry("sec-websocket-protocol", "evenkeel.1")
                    .doesNotContainKey("sec-websocket-extensions");
            edge.socket();
        }
    }

    @Test
    void fragmentsBecomeOneMessage() throws InterruptedException {
        byte[] hello = HELLO.replace('\'', '"').getBytes(UTF_8);
        try (RawClient client = edge.client().upgrade()) {
            client.frame(0x01, slice(hello, 0, 5)).frame(0x00, slice(hello, 5, 5)).frame(0x89, new byte[] {7});
            client.frame(0x00, slice(hello, 5, 20)).frame(0x80, slice(hello, 20, hello.length));
            assertThat(edge.socket().message()).isInstanceOf(ClientMessage.Hello.class);
            assertThat(client.frame())
                    .returns(10, RawClient.Frame::opcode)
                    .extracting(RawClient.Frame::payload)
                    .isEqualTo(new byte[] {7});
        }
    }

    @Test
    void whatIsNoMessageIsPassedOnAsBadAndTheSocketLives() throws InterruptedException {
        try (RawClient client = edge.client().upgrade()) {
            TestEdge.Heard heard = edge.socket();
            client.text("{'t':'nonsense'}").text(HELLO);
            assertThat(heard.bad().code()).isEqualTo(ErrorCode.BAD_MESSAGE);
            assertThat(heard.message()).isInstanceOf(ClientMessage.Hello.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binary, 82836162636061, bad_message",
        "unmasked, 8103616263, bad_message",
        "reserved bit, c18361626300, bad_message",
        "reserved opcode, 8383616263000000, bad_message",
        "continuation of nothing, 80836162630000, bad_message",
        "fragmented ping, 0980616263, bad_message",
        "long ping, 89fe00ff61626364, bad_message",
        "overlong UTF-8, 818200000000c181, bad_message",
        "surrogate in UTF-8, 818300000000eda080, bad_message",
        "cut UTF-8, 818100000000c3, bad_message",
        "too large, 81ff000000000001000161626364, too_large",
        "far too large, 81ff000000010000000061626364, too_large",
        "too large to count, 81ffffffffffffffffff61626364, bad_message"
    })
    void whatBreaksTheProtocolEndsTheSocketForGood(String what, String hex, String code) throws InterruptedException {
        try (RawClient client = edge.client().upgrade()) {
            TestEdge.Heard heard = edge.socket();
            client.send(HexFormat.of().parseHex(hex));
            if (what.equals("binary")) {
                client.send(new byte[3]);
            }
            assertThat(client.frame().text()).as(what).contains("\"t\":\"error\"", code);
            assertThat(client.frame().text()).contains("\"t\":\"bye\"", "4501");
            assertThat(client.closedWith()).isEqualTo(4501);
            assertThat(client.ended()).isTrue();
            assertThat(heard.end().code()).contains(CloseCode.PROTOCOL_VIOLATION);
            assertThat(heard.waiting()).containsEntry("messages", 0).containsEntry("bad", 0);
        }
    }

    @Test
    void fragmentsThatGrowTooLargeEndTheSocket() throws InterruptedException {
        try (RawClient client = edge.client().upgrade()) {
            client.frame(0x01, new byte[40_000]).frame(0x00, new byte[25_537]);
            assertThat(client.frame().text()).contains("too_large");
            assertThat(client.closedWith()).isEqualTo(4501);
            edge.socket();
        }
    }

    @Test
    void aSocketThatNeverStopsSendingIsEnded() throws InterruptedException {
        SocketLimits few = TestEdge.sockets(1 << 20, new Rate(20, 60_000));
        try (TestEdge strict = TestEdge.open(TestEdge.config(HttpLimits.defaults(), few, Limits.defaults()));
                RawClient client = strict.client().upgrade()) {
            for (int i = 0; i <= 20; i++) {
                client.frame(0x80 | 0x0a, new byte[0]);
            }
            assertThat(client.frame().text()).contains("too_fast");
            assertThat(client.closedWith()).isEqualTo(4501);
        }
    }

    @Test
    void aClientThatClosesIsAnsweredAndHasClosed() throws InterruptedException {
        try (RawClient client = edge.client().upgrade()) {
            TestEdge.Heard heard = edge.socket();
            client.frame(0x88, new byte[] {3, (byte) 0xe9});
            assertThat(client.closedWith()).isEqualTo(1001);
            assertThat(client.ended()).isTrue();
            assertThat(heard.end().cause()).isEqualTo(SocketEnd.Cause.CLIENT_CLOSED);
        }
    }

    @Test
    void aConnectionThatBreaksIsTheNetworks() throws InterruptedException {
        RawClient client = edge.client().upgrade();
        TestEdge.Heard heard = edge.socket();
        client.close();
        assertThat(heard.end()).returns(SocketEnd.Cause.NETWORK, SocketEnd::cause).matches(end -> end.code().isEmpty());
    }

    @Test
    void nothingIsPassedOnAfterTheServerBeganToClose() throws InterruptedException {
        try (RawClient client = edge.client().upgrade()) {
            TestEdge.Heard heard = edge.socket();
            heard.socket.close(CloseCode.REFUSED, ErrorCode.ROOM_FULL.wire());
            assertThat(client.frame().text()).isEqualTo("{\"t\":\"bye\",\"code\":4509,\"text\":\"room_full\"}");
            client.text(HELLO).frame(0x88, new byte[] {17, (byte) 0x9d});
            assertThat(heard.end().code()).contains(CloseCode.REFUSED);
            assertThat(heard.waiting()).containsEntry("messages", 0);
            heard.socket.send(new ServerMessage.Ack(1, 1));
            heard.socket.close(CloseCode.ENDED);
        }
    }

    @Test
    void aServerThatRestartsTellsAllToComeBackAndTakesNoMore() throws Exception {
        try (TestEdge restarting = TestEdge.open(TestEdge.config());
                RawClient one = restarting.client().upgrade();
                RawClient two = restarting.client().upgrade();
                RawClient three = restarting.client().upgrade()) {
            var drained = restarting.server.drain(50);
            for (RawClient client : List.of(one, two, three)) {
                assertThat(client.closedWith()).isEqualTo(4000);
                client.close();
            }
            drained.get();
            try (RawClient late = restarting.client()) {
                assertThat(late.sendUpgrade().reply().status()).isEqualTo(503);
            }
        }
    }

    private static WebSocket.Listener listener(BlockingQueue<String> received, BlockingQueue<Integer> closed) {
        return new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    received.add(text.toString());
                    text.setLength(0);
                }
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                closed.add(code);
                return null;
            }
        };
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, Math.max(from, to));
    }
}
