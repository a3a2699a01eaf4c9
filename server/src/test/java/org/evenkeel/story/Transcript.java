package org.evenkeel.story;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A story as its pages heard it, one line each frame, page after page, with each page's final view at its end. Ids and
 * secrets are exchanged for the names of their owners, times and the epoch for one fixed time: the rest is as it went
 * over the wire.
 */
final class Transcript {

    private static final Set<String> TIMES =
            Set.of(
                    "epoch",
                    "now",
                    "at",
                    "since",
                    "presenceSince",
                    "scheduledStart",
                    "scheduledEnd",
                    "startedAt",
                    "endedAt",
                    "breakSince",
                    "staffGoneSince",
                    "deadline");

    private static final long ONE_TIME = 1_000;

    /** What keeps no order with the room's own frames: probes, and how the media stand. */
    private static final Set<String> OUT_OF_STEP = Set.of("ping", "pong", "media", "held");

    private final Map<String, RoomClient> pages = new LinkedHashMap<>();

    /** Adds a page under its name; pages stand in the order in which they were added. */
    RoomClient add(String name, RoomClient page) {
        pages.put(name, page);
        return page;
    }

    /** Returns when each open page has received what was sent before. */
    void settle() {
        pages.values().stream().filter(page -> !page.ended()).forEach(RoomClient::settle);
    }

    /** The lines. */
    String text() {
        var names = new LinkedHashMap<String, String>();
        pages.forEach(
                (name, page) -> {
                    names.put(page.me(), name);
                    names.put(page.clientId(), "client-of-" + name);
                    page.tokens().forEach(token -> names.put(token, "token-" + names.size() + "-of-" + name));
                });
        var text = new StringBuilder();
        pages.forEach((name, page) -> lines(name, page, names, text));
        return text.toString();
    }

    private static void lines(String name, RoomClient page, Map<String, String> names, StringBuilder text) {
        for (var line : page.journal()) {
            var said = Frame.mapper().createObjectNode().put("page", name).put("what", line.what());
            switch (line.what()) {
                case "in", "out" -> {
                    var frame = Frame.of(line.text());
                    if (OUT_OF_STEP.contains(frame.kind())) {
                        continue;
                    }
                    said.set("frame", normal("", frame.json(), names));
                }
                case "closed" -> said.put("code", Integer.parseInt(line.text()));
                default -> {}
            }
            text.append(said).append('\n');
        }
        var last = Frame.mapper().createObjectNode().put("page", name).put("what", "final");
        last.set("room", normal("", page.<ObjectNode>seen(RoomSeen::json), names));
        text.append(last).append('\n');
    }

    private static JsonNode normal(String field, JsonNode node, Map<String, String> names) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = Frame.mapper().createObjectNode();
                object.properties()
                        .forEach(each -> copy.set(each.getKey(), normal(each.getKey(), each.getValue(), names)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = Frame.mapper().createArrayNode();
                array.forEach(each -> copy.add(normal(field, each, names)));
                yield copy;
            }
            case StringNode text when field.equals("ticket") -> StringNode.valueOf("ticket");
            case StringNode text -> StringNode.valueOf(names.getOrDefault(text.asString(), text.asString()));
            default -> TIMES.contains(field) ? Frame.mapper().getNodeFactory().numberNode(ONE_TIME) : node;
        };
    }
}
