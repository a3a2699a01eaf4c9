package org.evenkeel.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.random.RandomGenerator;

/** Wrong first frames of a socket, from a seed: each kind is wrong in its own way. Immutable; any thread. */
final class BadFrames {

    private static final int FRAME_LIMIT = 65_536;
    private static final int TEXT = 0x81;

    /** What is wrong. */
    enum Kind {
        RANDOM_BYTES,
        DAMAGED_JSON,
        WRONG_TYPE,
        UNKNOWN_FIELD,
        MISSING_FIELD,
        OVERSIZE,
        WRONG_ORDER,
        USED_TICKET,
        FORGED_TOKEN,
        REVOKED_TOKEN
    }

    private final String usedTicket;
    private final ObjectNode resume;
    private final ObjectNode revoked;
    private final List<String> members;

    /**
     * @param usedTicket a ticket that somebody came in with
     * @param resume the resume message of somebody who is in the room
     * @param revoked that of somebody who was removed
     * @param members ids of people in the room
     */
    BadFrames(String usedTicket, ObjectNode resume, ObjectNode revoked, List<String> members) {
        this.usedTicket = usedTicket;
        this.resume = resume;
        this.revoked = revoked;
        this.members = List.copyOf(members);
    }

    /**
     * One wrong frame.
     *
     * @param first the byte with the final bit and the opcode; 0 means that the payload goes out without a header
     */
    record Bad(int first, byte[] payload) {}

    Bad make(Kind kind, RandomGenerator random) {
        return switch (kind) {
            case RANDOM_BYTES -> new Bad(random.nextBoolean() ? 0 : 0x80 | random.nextInt(16), bytes(random, 200));
            case DAMAGED_JSON -> text(damaged(valid(random).toString(), random));
            case WRONG_TYPE -> text(changed(random, wrongValue(random)).toString());
            case UNKNOWN_FIELD -> text(valid(random).put("x" + random.nextInt(99), random.nextInt()).toString());
            case MISSING_FIELD -> text(without(random).toString());
            case OVERSIZE -> text("x".repeat(FRAME_LIMIT + 1 + random.nextInt(40_000)));
            case WRONG_ORDER -> text(command(random).toString());
            case USED_TICKET -> text(hello(random.nextBoolean() ? usedTicket : RoomClient.random()).toString());
            case FORGED_TOKEN -> text(forged(random).toString());
            case REVOKED_TOKEN -> text(revoked.toString());
        };
    }

    private static Bad text(String json) {
        return new Bad(TEXT, json.getBytes(UTF_8));
    }

    private static byte[] bytes(RandomGenerator random, int most) {
        var bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private ObjectNode valid(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> hello(RoomClient.random());
            case 1 -> forged(random);
            default -> command(random);
        };
    }

    private static ObjectNode hello(String ticket) {
        var hello = Frame.mapper().createObjectNode().put("t", "hello").put("ticket", ticket);
        hello.put("client", RoomClient.random()).putArray("versions").add(1);
        return hello;
    }

    private ObjectNode command(RandomGenerator random) {
        var message = Frame.mapper().createObjectNode().put("t", "do").put("n", 1 + random.nextInt(9));
        message.putObject("command").put("kind", "admit").put("member", one(random));
        return message;
    }

    private String one(RandomGenerator random) {
        return members.get(random.nextInt(members.size()));
    }

    /** Somebody's token with another member's id, another session's, or some characters exchanged. */
    private ObjectNode forged(RandomGenerator random) {
        var parts = resume.path("token").asString().split("\\.");
        var own = parts[1];
        switch (random.nextInt(4)) {
            case 0 -> parts[0] = RoomClient.random();
            case 1 ->
                    parts[1] =
                            members.stream()
                                    .filter(id -> !id.equals(own))
                                    .skip(random.nextInt(2))
                                    .findFirst()
                                    .orElseThrow();
            case 2 -> parts[1] = RoomClient.random();
            default -> parts[2] = RoomClient.random();
        }
        return resume.deepCopy().put("token", String.join(".", parts));
    }

    private static String damaged(String json, RandomGenerator random) {
        var chars = new StringBuilder(json);
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
            int at = random.nextInt(chars.length());
            switch (random.nextInt(3)) {
                case 0 -> chars.deleteCharAt(at);
                case 1 -> chars.insert(at, (char) random.nextInt(0x20, 0x7f));
                default -> chars.setCharAt(at, (char) random.nextInt(0x20, 0x7f));
            }
        }
        return chars.toString();
    }

    private ObjectNode changed(RandomGenerator random, JsonNode value) {
        var message = valid(random);
        var names = message.propertyNames().stream().toList();
        message.set(names.get(random.nextInt(names.size())), value);
        return message;
    }

    /** Of no type that any field has. */
    private static JsonNode wrongValue(RandomGenerator random) {
        var mapper = Frame.mapper();
        return switch (random.nextInt(4)) {
            case 0 -> mapper.nullNode();
            case 1 -> mapper.createObjectNode().put("kind", 7);
            case 2 -> mapper.createArrayNode().add("1");
            default -> mapper.getNodeFactory().numberNode(0.5);
        };
    }

    private ObjectNode without(RandomGenerator random) {
        var message = valid(random);
        var names = message.propertyNames().stream().toList();
        message.remove(names.get(random.nextInt(names.size())));
        return message;
    }
}
