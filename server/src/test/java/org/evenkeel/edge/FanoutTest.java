package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.Rate;
import org.evenkeel.wire.ServerMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One frame for many sockets, and those that do not keep up. */
class FanoutTest {

    private static final int MEMBERS = 40;

    private final List<RawClient> clients = new ArrayList<>();
    private final List<TestEdge.Heard> members = new ArrayList<>();
    private final Fanout fanout = new Fanout();
    private TestEdge edge;

    @BeforeEach
    void open() {
        edge =
                TestEdge.open(
                        TestEdge.config(
                                HttpLimits.defaults(),
                                TestEdge.sockets(262_144, new Rate(10_000, 1_000)),
                                TestEdge.times(200, 30_000, 400, 30_000)));
    }

    @AfterEach
    void close() {
        clients.forEach(RawClient::close);
        edge.close();
    }

    @Test
    void oneFrameReachesAllMembersOnAllLoopsAndIsThenFree() throws InterruptedException {
        join(MEMBERS);
        ByteBuf frame = ack(1);
        fanout.send(frame);
        for (RawClient client : clients) {
            assertThat(client.frame().text()).isEqualTo("{\"t\":\"ack\",\"n\":1,\"seq\":1}");
        }
        fanout.send(ack(2));
        clients.forEach(RawClient::frame);
        assertThat(frame.refCnt()).isZero();
    }

    @Test
    void everyMemberSeesTheOrderOfTheSenderAlsoBetweenAllAndOne() throws InterruptedException {
        join(6);
        for (int n = 1; n <= 200; n++) {
            fanout.send(ack(n));
            for (TestEdge.Heard member : members) {
                member.socket.send(new ServerMessage.Pong(n, 0));
            }
        }
        for (RawClient client : clients) {
            for (int n = 1; n <= 200; n++) {
                assertThat(client.frame().text()).startsWith("{\"t\":\"ack\",\"n\":" + n + ",");
                assertThat(client.frame().text()).startsWith("{\"t\":\"pong\",\"id\":" + n + ",");
            }
        }
    }

    @Test
    void whoJoinsLaterOrLeftEarlierGetsOnlyHisShare() throws InterruptedException {
        join(3);
        fanout.remove(members.get(0).socket);
        fanout.remove(members.get(0).socket);
        fanout.add(members.get(1).socket);
        assertThat(fanout.size()).isEqualTo(2);
        fanout.send(ack(1));
        fanout.add(members.get(0).socket);
        fanout.send(ack(2));
        assertThat(clients.get(0).frame().text()).contains("\"n\":2");
        assertThat(clients.get(1).frame().text()).contains("\"n\":1");
        assertThat(clients.get(1).frame().text()).contains("\"n\":2");
    }

    @Test
    void aMemberThatIsGoneHindersNobody() throws InterruptedException {
        join(3);
        clients.get(0).close();
        members.get(0).end();
        fanout.send(ack(1));
        assertThat(clients.get(1).frame().text()).contains("\"n\":1");
        assertThat(clients.get(2).frame().text()).contains("\"n\":1");
    }

    @Test
    void aMemberThatStopsReadingIsToldToComeBackWhileTheOthersGoOn() throws InterruptedException {
        join(2);
        TestEdge.Heard lazy = joinLazily();
        int sent = 0;
        while (lazy.waiting().get("ends") == 0) {
            fanout.send(large());
            sent++;
            for (RawClient client : clients.subList(0, 2)) {
                assertThat(client.frame().text()).contains("\"t\":\"error\"");
            }
        }
        assertThat(lazy.end())
                .returns(SocketEnd.Cause.SERVER_CLOSED, SocketEnd::cause)
                .returns(Optional.of(CloseCode.TOO_SLOW), SocketEnd::code);
        assertThat(sent).isGreaterThan(3);
        assertThat(members.get(0).waiting()).containsEntry("ends", 0);
    }

    @Test
    void aMemberThatStaysBehindForTooLongIsClosedWithoutFurtherFrames() throws InterruptedException {
        join(0);
        TestEdge.Heard lazy = joinLazily();
        SocketHandler handler = (SocketHandler) lazy.socket;
        while (handler.isWritable()) {
            fanout.sendVolatile(large());
        }
        for (int i = 0; i < 1_000; i++) {
            fanout.sendVolatile(large());
        }
        assertThat(lazy.end().code()).contains(CloseCode.TOO_SLOW);
    }

    private void join(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            clients.add(edge.client().upgrade());
            members.add(edge.socket());
            fanout.add(members.getLast().socket);
        }
    }

    private TestEdge.Heard joinLazily() throws InterruptedException {
        clients.add(new RawClient(edge.port(), 4_096).upgrade());
        members.add(edge.socket());
        fanout.add(members.getLast().socket);
        return members.getLast();
    }

    private ByteBuf ack(long n) {
        return edge.server.frames().text(new ServerMessage.Ack(n, n));
    }

    private ByteBuf large() {
        return edge.server.frames().text(new ServerMessage.Error(ErrorCode.INTERNAL, "x".repeat(30_000)));
    }
}
