package org.evenkeel.story;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room as one client sees it: a fold of the last whole view and the changes after it. Not thread-safe. */
final class RoomSeen {

    private static final List<String> LISTS = List.of("members", "waiting", "outside", "alerts");

    private JsonNode session = Frame.mapper().createObjectNode();
    private JsonNode self = Frame.mapper().createObjectNode();
    private final Map<String, Map<String, JsonNode>> people = new LinkedHashMap<>();
    private final Map<String, JsonNode> messages = new LinkedHashMap<>();

    RoomSeen() {
        LISTS.forEach(list -> people.put(list, new LinkedHashMap<>()));
    }

    void whole(JsonNode room) {
        session = room.path("session");
        self = room.path("self");
        for (var list : LISTS) {
            var map = people.get(list);
            map.clear();
            room.path(list).forEach(each -> map.put(each.path("member").asString(), each));
        }
        messages.clear();
        room.path("messages").forEach(each -> messages.put(each.path("id").asString(), each));
    }

    void change(JsonNode change) {
        switch (change.path("t").asString()) {
            case "session" -> session = change.path("session");
            case "self" -> self = change.path("self");
            case "member" -> put("members", change.path("member"));
            case "member_gone" -> drop("members", change);
            case "waiting" -> put("waiting", change.path("person"));
            case "waiting_gone" -> drop("waiting", change);
            case "outside" -> put("outside", change.path("person"));
            case "outside_gone" -> drop("outside", change);
            case "alert" -> put("alerts", change.path("alert"));
            case "alert_gone" -> drop("alerts", change);
            case "message" ->
                    messages.putIfAbsent(change.path("message").path("id").asString(), change.path("message"));
            default -> throw new AssertionError("an unknown change: " + change.path("t"));
        }
    }

    private void put(String list, JsonNode value) {
        people.get(list).put(value.path("member").asString(), value);
    }

    private void drop(String list, JsonNode change) {
        people.get(list).remove(change.path("member").asString());
    }

    JsonNode session() {
        return session;
    }

    JsonNode self() {
        return self;
    }

    /** Somebody in one of the lists: members, waiting, outside, alerts. */
    Optional<JsonNode> in(String list, String member) {
        return Optional.ofNullable(people.get(list).get(member));
    }

    List<JsonNode> all(String list) {
        return List.copyOf(people.get(list).values());
    }

    List<JsonNode> messages() {
        return List.copyOf(messages.values());
    }

    /** The same as one object, in the form of the protocol's whole view. */
    ObjectNode json() {
        var room = Frame.mapper().createObjectNode();
        room.set("session", session);
        room.set("self", self);
        for (var list : List.of("members", "waiting", "outside")) {
            people.get(list).values().forEach(room.withArray(list)::add);
        }
        messages.values().forEach(room.withArray("messages")::add);
        people.get("alerts").values().forEach(room.withArray("alerts")::add);
        return room;
    }
}
