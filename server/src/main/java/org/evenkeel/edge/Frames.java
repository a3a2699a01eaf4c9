package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;

import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.WireCodec;

/**
 * Makes WebSocket frames (RFC 6455, section 5.2) ready to be written. Server frames are not masked, so header and
 * payload are the same for every reader: one direct buffer serves all. Any thread.
 */
public final class Frames {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PING = 0x89;
    private static final int FINAL_PONG = 0x8a;
    private static final int LARGEST_HEADER = 10;
    private static final int USUAL_FRAME = 512;

    private final WireCodec codec;
    private final ByteBufAllocator allocator;

    /** Frames written by this codec, in buffers of this allocator. */
    public Frames(WireCodec codec, ByteBufAllocator allocator) {
        this.codec = codec;
        this.allocator = allocator;
    }

    /**
     * One text frame.
     *
     * @return header and payload in one direct buffer; the caller must release it or hand it on
     */
    public ByteBuf text(ServerMessage message) {
        ByteBuf frame = allocator.directBuffer(USUAL_FRAME);
        boolean done = false;
        try {
            frame.writerIndex(LARGEST_HEADER);
            codec.encode(message, new ByteBufOutputStream(frame));
            putHeader(frame);
            done = true;
            return frame;
        } finally {
            if (!done) {
                frame.release();
            }
        }
    }

    /** A close frame; {@code reason} is cut to what fits. */
    ByteBuf close(int code, String reason) {
        String fitting = reason.length() > 40 ? reason.substring(0, 40) : reason;
        ByteBuf frame = allocator.directBuffer(4 + ByteBufUtil.utf8MaxBytes(fitting));
        frame.writeByte(FINAL_CLOSE).writeByte(2 + ByteBufUtil.utf8Bytes(fitting)).writeShort(code);
        ByteBufUtil.writeUtf8(frame, fitting);
        return frame;
    }

    ByteBuf ping() {
        return allocator.directBuffer(2).writeByte(FINAL_PING).writeByte(0);
    }

    /**
     * @param payload of the ping, at most 125 bytes; is not released
     */
    ByteBuf pong(ByteBuf payload) {
        int length = payload.readableBytes();
        return allocator
                .directBuffer(2 + length)
                .writeByte(FINAL_PONG)
                .writeByte(length)
                .writeBytes(payload, payload.readerIndex(), length);
    }

    /** Puts the shortest header that fits right before the payload, which begins at {@link #LARGEST_HEADER}. */
    private static void putHeader(ByteBuf frame) {
        int length = frame.writerIndex() - LARGEST_HEADER;
        if (length < 126) {
            frame.readerIndex(LARGEST_HEADER - 2);
            frame.setByte(LARGEST_HEADER - 1, length);
        } else if (length <= 0xffff) {
            frame.readerIndex(LARGEST_HEADER - 4);
            frame.setByte(LARGEST_HEADER - 3, 126).setShort(LARGEST_HEADER - 2, length);
        } else {
            frame.readerIndex(0);
            frame.setByte(1, 127).setLong(2, length);
        }
        frame.setByte(frame.readerIndex(), FINAL_TEXT);
    }
}
