package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import java.util.Optional;

/** Joins the fragments of a text message, whose order Netty's decoder has checked, up to a limit. Event loop only. */
final class Fragments {

    private final int mostBytes;
    private ByteBuf partial;

    Fragments(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether the message would become larger than the limit with this frame. */
    boolean overflows(WebSocketFrame frame) {
        int before = partial == null ? 0 : partial.readableBytes();
        return before + frame.content().readableBytes() > mostBytes;
    }

    /**
     * Takes one frame of a message.
     *
     * @return the whole message, when this was its last frame
     */
    Optional<byte[]> join(WebSocketFrame frame, ByteBufAllocator allocator) {
        if (frame.isFinalFragment() && partial == null) {
            return Optional.of(ByteBufUtil.getBytes(frame.content()));
        }
        if (partial == null) {
            partial = allocator.heapBuffer(frame.content().readableBytes());
        }
        partial.writeBytes(frame.content());
        if (!frame.isFinalFragment()) {
            return Optional.empty();
        }
        byte[] whole = ByteBufUtil.getBytes(partial);
        drop();
        return Optional.of(whole);
    }

    /** Forgets what was begun. */
    void drop() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }
}
