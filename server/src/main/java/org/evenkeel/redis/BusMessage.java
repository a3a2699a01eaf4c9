package org.evenkeel.redis;

import org.evenkeel.live.Position;
import org.evenkeel.room.NodeId;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What nodes of a room tell each other: a head in clear (so that a node drops its own message before it opens
 * anything), then what is sealed. The head holds no personal data.
 *
 * @param node who sent it
 * @param at for {@code WRITTEN} where the log stood before; for {@code ANNOUNCED} how far the node's history goes; for
 *     {@code WHISPERED} nothing
 * @param batch of the entries; empty for the others
 * @param sealed entries, one after the other, or one whisper
 */
record BusMessage(Kind kind, NodeId node, Position at, String batch, ByteBuffer sealed) {

    private static final byte VERSION = 1;
    private static final int LONGEST_TEXT = 255;

    /** What is told. */
    enum Kind {
        WRITTEN,
        ANNOUNCED,
        WHISPERED
    }

    /** The head of a message; the script puts the sealed entries behind it. */
    static byte[] head(Kind kind, NodeId node, Position at, String batch) {
        byte[] from = text(node.value());
        byte[] append = text(batch);
        return ByteBuffer.allocate(2 + 1 + from.length + 2 * Long.BYTES + 1 + append.length)
                .put(VERSION)
                .put((byte) kind.ordinal())
                .put((byte) from.length)
                .put(from)
                .putLong(at.epoch())
                .putLong(at.seq())
                .put((byte) append.length)
                .put(append)
                .array();
    }

    /** A whole message: the head, then the sealed whisper. */
    static byte[] whispered(NodeId node, byte[] sealed) {
        byte[] head = head(Kind.WHISPERED, node, Position.ORIGIN, "");
        return ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array();
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("an id on the bus has at most 255 bytes");
        }
        return bytes;
    }

    /** Reads a message; empty when it is not one, for instance of a later release. */
    static Optional<BusMessage> read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                return Optional.empty();
            }
            int kind = in.get();
            if (kind < 0 || kind >= Kind.values().length) {
                return Optional.empty();
            }
            var node = new NodeId(text(in));
            var at = new Position(in.getLong(), in.getLong());
            return Optional.of(new BusMessage(Kind.values()[kind], node, at, text(in), in.slice()));
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
