package org.evenkeel.redis;

import org.evenkeel.live.Position;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads what Jedis gives for a reply: nested lists of bytes and numbers. */
final class Replies {

    private static final String BATCH = "b";

    private Replies() {}

    /** One entry of a room's stream. */
    record Item(long seq, String batch, byte[] sealed) {}

    static List<?> list(Object reply) {
        return (List<?>) Objects.requireNonNull(reply);
    }

    static byte[] bytes(Object reply) {
        return (byte[]) Objects.requireNonNull(reply);
    }

    static String text(Object reply) {
        return new String(bytes(reply), StandardCharsets.UTF_8);
    }

    static long number(Object reply) {
        return reply instanceof Long number ? number : Long.parseLong(text(reply));
    }

    static List<String> texts(Object reply) {
        return list(reply).stream().map(Replies::text).toList();
    }

    /** Epoch and seq, one after the other. */
    static Position position(List<?> parts, int from) {
        return new Position(number(parts.get(from)), number(parts.get(from + 1)));
    }

    /** What XRANGE gives. */
    static List<Item> stream(Object reply) {
        return list(reply).stream().map(Replies::item).toList();
    }

    private static Item item(Object reply) {
        List<?> parts = list(reply);
        String id = text(parts.getFirst());
        List<?> fields = list(parts.getLast());
        boolean batchFirst = text(fields.getFirst()).equals(BATCH);
        return new Item(
                Long.parseLong(id, 0, id.indexOf('-'), 10),
                text(fields.get(batchFirst ? 1 : 3)),
                bytes(fields.get(batchFirst ? 3 : 1)));
    }
}
