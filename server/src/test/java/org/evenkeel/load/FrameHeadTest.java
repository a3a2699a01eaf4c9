package org.evenkeel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.evenkeel.wire.Limits;
import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.WireCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reading the beginning of a frame gives what decoding all of it gives. */
@Timeout(10)
class FrameHeadTest {

    private static final WireCodec CODEC = new WireCodec(Limits.defaults());

    @Test
    void anEventsSeqAndAfterAreRead() {
        assertThat(head(new ServerMessage.Ev(1234567, 1234560, 1_700_000_000_000L, List.of())))
                .isEqualTo(new FrameHead(FrameHead.Kind.EVENT, 1234567, 1234560));
    }

    @Test
    void anAcksNumberAndSeqAreRead() {
        assertThat(head(new ServerMessage.Ack(17, 90))).isEqualTo(new FrameHead(FrameHead.Kind.ACK, 17, 90));
    }

    @Test
    void everythingElseIsLeftToTheCodec() {
        assertThat(head(new ServerMessage.Pong(1, 2)).kind()).isEqualTo(FrameHead.Kind.OTHER);
        assertThat(FrameHead.read(text("{\"t\":\"ev\",\"seq\":")).kind()).isEqualTo(FrameHead.Kind.OTHER);
        assertThat(FrameHead.read(text("{\"t\":\"ev\",\"seq\":1,\"at\":3}")).kind()).isEqualTo(FrameHead.Kind.OTHER);
        assertThat(FrameHead.read(text("")).kind()).isEqualTo(FrameHead.Kind.OTHER);
    }

    private static FrameHead head(ServerMessage message) {
        return FrameHead.read(Unpooled.wrappedBuffer(CODEC.encode(message)));
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
