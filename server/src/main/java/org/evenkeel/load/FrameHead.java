package org.evenkeel.load;

import io.netty.buffer.ByteBuf;

/**
 * The beginning of a server frame, read without decoding the rest: a generator that decoded every delivery would
 * measure itself. Relies on the server's order of fields, which the golden transcripts hold.
 *
 * @param seq of an {@code ev}; the answered number of an {@code ack}
 * @param second {@code after} of an {@code ev}; the seq of an {@code ack}
 */
record FrameHead(Kind kind, long seq, long second) {

    private static final FrameHead OTHER = new FrameHead(Kind.OTHER, 0, 0);
    private static final byte[] EVENT = ascii("{\"t\":\"ev\",\"seq\":");
    private static final byte[] AFTER = ascii(",\"after\":");
    private static final byte[] ACK = ascii("{\"t\":\"ack\",\"n\":");
    private static final byte[] AT = ascii(",\"seq\":");

    /** What the frame is. */
    enum Kind {
        EVENT,
        ACK,
        /** Anything else: to be decoded in full. */
        OTHER
    }

    /** Reads the head; the buffer's indices stay. */
    static FrameHead read(ByteBuf frame) {
        if (begins(frame, frame.readerIndex(), EVENT)) {
            return two(Kind.EVENT, frame, EVENT, AFTER);
        }
        return begins(frame, frame.readerIndex(), ACK) ? two(Kind.ACK, frame, ACK, AT) : OTHER;
    }

    private static FrameHead two(Kind kind, ByteBuf frame, byte[] before, byte[] between) {
        int start = frame.readerIndex() + before.length;
        int end = digits(frame, start);
        if (end == start || !begins(frame, end, between)) {
            return OTHER;
        }
        int next = end + between.length;
        return new FrameHead(kind, number(frame, start, end), number(frame, next, digits(frame, next)));
    }

    private static boolean begins(ByteBuf frame, int at, byte[] text) {
        if (frame.writerIndex() - at < text.length) {
            return false;
        }
        // From the end: the beginnings of all frames are alike.
        for (int i = text.length - 1; i >= 0; i--) {
            if (frame.getByte(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int digits(ByteBuf frame, int from) {
        int at = from;
        while (at < frame.writerIndex() && frame.getByte(at) >= '0' && frame.getByte(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long number(ByteBuf frame, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + frame.getByte(i) - '0';
        }
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
