package org.evenkeel.story;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What each class of readers may know, as a table over the JSON of the protocol: written from the rules of a moderated
 * room and not from the code that projects it.
 *
 * <p>Staff: full names, the queue, who is outside and why, alerts, the staff's own channel, the acting lead. Care roles
 * beside that: gate answers, and who must not meet whom. Everybody else in the room: people by display name, and what
 * was written to all or to himself. Who waits: himself, and how the session stands.
 */
enum Knowledge {
    CARE,
    STAFF,
    MEMBER,
    WAITING;

    private static final Set<String> CARE_ROLES = Set.of("facilitator", "co_facilitator");
    private static final Set<String> STAFF_ROLES = Set.of("moderator", "peer_mentor");

    /** Changes that only staff hear of. */
    private static final Set<String> STAFF_CHANGES =
            Set.of("waiting", "waiting_gone", "outside", "outside_gone", "alert", "alert_gone");

    /** Fields of a person that only staff see; everybody sees his own in {@code self}. */
    private static final Set<String> STAFF_FIELDS =
            Set.of("fullName", "speakingLocked", "supportAsked", "asideWith", "shielded", "screenInvited", "qualified");

    private static final Set<String> TRUE_WHILE_WAITING =
            Set.of("phase", "scheduledStart", "scheduledEnd", "startedAt", "endedAt", "title");

    /** What sets up sound and picture, or tells of it: for who is in the room. */
    private static final Set<String> MEDIA_FRAMES =
            Set.of("media", "offered", "answered", "reachable", "renew", "talking", "weak", "held");

    /** What is done to all in the room: who waits is not told. */
    private static final Set<String> FALSE_WHILE_WAITING = Set.of("speakingLocked", "mutedByStaff");

    private static final String NEUTRAL_TITLE = "Appointment";

    /** The class of a reader, from what the server said to him about himself. */
    static Knowledge of(JsonNode self) {
        if (!self.path("standing").asString().equals("admitted")) {
            return WAITING;
        }
        var role = self.path("role").asString();
        return CARE_ROLES.contains(role) ? CARE : STAFF_ROLES.contains(role) ? STAFF : MEMBER;
    }

    /** What is in this frame that its reader may not know; empty when all is well. */
    List<String> leaks(Frame frame, String reader) {
        var leaks = new ArrayList<String>();
        var json = frame.json();
        if (json.has("room")) {
            room(json.path("room"), reader, leaks);
        }
        json.path("changes").forEach(change -> change(change, reader, leaks));
        if (this == WAITING && json.has("changes")) {
            leaks.add("a numbered frame for somebody who waits");
        }
        if (this == WAITING && MEDIA_FRAMES.contains(frame.kind())) {
            leaks.add("media for somebody who waits");
        }
        if (this == MEMBER && frame.kind().equals("held")) {
            leaks.add("how far orders are carried out");
        }
        return leaks;
    }

    private void room(JsonNode room, String reader, List<String> leaks) {
        session(room.path("session"), leaks);
        for (var list : List.of("waiting", "outside", "alerts")) {
            if (this == MEMBER || this == WAITING) {
                none(room.path(list), list, leaks);
            }
        }
        room.path("waiting").forEach(person -> waiter(person, leaks));
        if (this == WAITING) {
            none(room.path("members"), "members", leaks);
            FALSE_WHILE_WAITING.stream()
                    .filter(field -> room.path("self").path(field).asBoolean())
                    .forEach(field -> leaks.add("self." + field));
        }
        room.path("members").forEach(member -> member(member, leaks));
        room.path("messages").forEach(message -> message(message, reader, leaks));
    }

    private static void none(JsonNode list, String what, List<String> leaks) {
        if (!list.isEmpty()) {
            leaks.add(what);
        }
    }

    private void change(JsonNode change, String reader, List<String> leaks) {
        var kind = change.path("t").asString();
        if (this == MEMBER && STAFF_CHANGES.contains(kind)) {
            leaks.add("change " + kind);
        }
        switch (kind) {
            case "session" -> session(change.path("session"), leaks);
            case "member" -> member(change.path("member"), leaks);
            case "waiting" -> waiter(change.path("person"), leaks);
            case "message" -> message(change.path("message"), reader, leaks);
            default -> {}
        }
    }

    private void session(JsonNode session, List<String> leaks) {
        if (this == CARE || this == STAFF) {
            return;
        }
        if (!session.path("title").asString().equals(NEUTRAL_TITLE)) {
            leaks.add("the group's name");
        }
        if (session.path("actingLead").asBoolean()) {
            leaks.add("the acting lead");
        }
        if (session.path("locked").asBoolean()) {
            leaks.add("the room's lock");
        }
        if (this == WAITING) {
            session.properties().stream()
                    .filter(field -> !TRUE_WHILE_WAITING.contains(field.getKey()))
                    .filter(field -> !field.getValue().isBoolean() || field.getValue().asBoolean())
                    .forEach(field -> leaks.add("session." + field.getKey()));
        }
    }

    private void member(JsonNode member, List<String> leaks) {
        if (this == MEMBER || this == WAITING) {
            STAFF_FIELDS.stream().filter(member::has).forEach(field -> leaks.add("member." + field));
        }
    }

    private void waiter(JsonNode person, List<String> leaks) {
        if (this != CARE && person.has("gate")) {
            leaks.add("gate answers");
        }
        if (this != CARE && person.has("apart")) {
            leaks.add("who must not meet");
        }
    }

    private void message(JsonNode message, String reader, List<String> leaks) {
        if (this == CARE || this == STAFF) {
            return;
        }
        boolean own = message.path("from").asString().equals(reader);
        boolean toHim = message.path("to").asString().equals(reader);
        boolean may =
                switch (message.path("kind").asString()) {
                    case "room" -> this == MEMBER;
                    case "to_staff" -> own;
                    case "line" -> toHim;
                    case "waiting_line" -> this == WAITING;
                    default -> false;
                };
        if (!may) {
            leaks.add("a message " + message.path("kind"));
        }
        if (this == WAITING && !own && (message.has("from") || message.has("fromName"))) {
            leaks.add("who wrote to him");
        }
    }
}
