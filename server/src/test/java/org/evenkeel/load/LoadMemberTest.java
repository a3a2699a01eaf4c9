package org.evenkeel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;

import org.evenkeel.wire.Limits;
import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.WireCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a member of the load generator takes for a fault of the server. */
@Timeout(10)
class LoadMemberTest {

    private static final WireCodec CODEC = new WireCodec(Limits.defaults());

    private final EventLoop loop = new DefaultEventLoop();
    private final Tally tally = new Tally();
    private final Tokens.Member seat =
            new Tokens.Member(
                    "m1", "participant", "token", 1, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    private final LoadRoom room = new LoadRoom(new Tokens.Room("s", List.of(seat)), loop, tally, () -> {});
    private final LoadMember member = new LoadMember(seat, room, tally);

    @AfterEach
    void end() {
        loop.shutdownGracefully();
    }

    @Test
    void framesThatComeOnceAndInOrderAreDeliveries() {
        receive(ev(5, 0));
        receive(ev(9, 5));

        assertThat(tally.counted().deliveries()).isEqualTo(2);
        assertThat(tally.problems()).isEmpty();
    }

    @Test
    void aFrameThatComesTwiceIsAFault() {
        receive(ev(5, 0));
        receive(ev(5, 0));

        assertThat(tally.problems()).isEqualTo(Map.of("received twice or out of order", 1L));
    }

    @Test
    void aFrameThatPointsToOneHeDidNotGetIsAFault() {
        receive(ev(5, 0));
        receive(ev(9, 7));

        assertThat(tally.problems()).isEqualTo(Map.of("missed before the next", 1L));
    }

    @Test
    void anAnswerToNothingIsAFault() {
        receive(new ServerMessage.Ack(3, 9));

        assertThat(tally.problems()).isEqualTo(Map.of("an answer to nothing", 1L));
    }

    @Test
    void aSocketThatClosesByItselfIsAFault() {
        member.closed(0, "cut");

        assertThat(tally.problems()).isEqualTo(Map.of("socket cut", 1L));
    }

    private void receive(ServerMessage message) {
        member.text(Unpooled.wrappedBuffer(CODEC.encode(message)), System.nanoTime());
    }

    private static ServerMessage.Ev ev(long seq, long after) {
        return new ServerMessage.Ev(seq, after, 1, List.of());
    }
}
