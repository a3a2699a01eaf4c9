package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.wire.ClientCommand;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every command in a room of all roles, and every frame of every reader looked through for what he may not know. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeakWalkTest {

    private static final Set<String> STAFF_KEYS = Set.of("fay", "cole", "mo", "pia");

    /** Acts of staff on another. */
    private static final List<String> ABOUT_ANOTHER =
            List.of(
                    "admit",
                    "decline",
                    "send_back",
                    "mute",
                    "lock_speaking",
                    "support_seen",
                    "stop_camera",
                    "step_aside",
                    "end_aside",
                    "invite_screen",
                    "stop_screen");

    private final List<RoomClient> everyPage = new ArrayList<>();
    private final Map<RoomClient, String> whose = new LinkedHashMap<>();
    private final Set<String> carriedOut = new HashSet<>();
    private TestServer server;

    @Test
    void no_frame_carries_what_its_reader_may_not_know() {
        try (var started = TestServer.start()) {
            server = started;
            server.clinic().keepApart("cat", "eve");
            walk();
            assertThat(carriedOut).as("commands carried out").containsAll(everyCommand());
            everyPage.forEach(this::inspect);
        }
    }

    private static Set<String> everyCommand() {
        return Stream.of(ClientCommand.class.getPermittedSubclasses())
                .map(
                        type ->
                                type.getSimpleName()
                                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                        .toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private RoomClient page(String key) {
        var page = server.enter(key);
        everyPage.add(page);
        whose.put(page, key);
        return page;
    }

    private void does(RoomClient who, String command, Map<String, ?> fields) {
        who.does(command, fields);
        carriedOut.add(command);
    }

    private void does(RoomClient who, String command) {
        does(who, command, Map.of());
    }

    private void does(RoomClient who, String command, RoomClient about) {
        does(who, command, Map.of("member", about.me()));
    }

    private static Map<String, String> text(String text) {
        return Map.of("text", text);
    }

    private void walk() {
        var fay = page("fay");
        var cole = page("cole");
        var mo = page("mo");
        var pia = page("pia");
        page("ola");
        page("ina");
        does(fay, "start");
        var ann = page("ann");
        var ben = page("ben");
        var gus = page("gus");
        var cat = page("cat");
        var dan = page("dan");
        var eve = page("eve");
        fay.sees("waiting", eve, person -> person.path("gatePassed").asBoolean());
        warned(fay, cat, eve);
        warned(cole, eve, cat);
        refusedBy(cat, ann);
        List.of(ann, ben, gus).forEach(who -> does(fay, "admit", who));
        waitingRoom(fay, pia, cat, dan);
        words(fay, mo, pia, ann, ben, cat);
        refusedBy(ann, ben);
        hands(fay, mo, ann, ben);
        voices(fay, mo, ann, ben);
        privacy(fay, mo, ann, ben);
        order(fay, cole);
        support(mo, ann, cat);
        theLeadDrops(fay, cole, ann);
        does(fay, "send_back", ben);
        does(ben, "write_to_staff", text("from outside again"));
        does(fay, "admit", ben);
        does(fay, "remove", Map.of("member", gus.me(), "removal", "may_return", "reason", "impaired"));
        gus.awaitClose();
        does(mo, "undo_remove", gus);
        page("gus");
        does(fay, "admit_all_expected");
        everyPage.stream().filter(page -> !page.ended()).forEach(page -> page.resume(server.port()));
        eve.start("leave", Map.of());
        eve.awaitClose();
        fay.start("end", Map.of());
        everyPage.forEach(RoomClient::awaitClose);
        does(page("fay"), "reopen");
        carriedOut.addAll(List.of("leave", "end"));
    }

    /** Care staff see of each that the other waits; that nobody else does is looked for in every frame. */
    private static void warned(RoomClient who, RoomClient about, RoomClient other) {
        who.sees("waiting", about, person -> person.path("apart").path(0).asString("").equals(other.me()));
    }

    /** What one may not do is refused and tells nothing, whoever it is about. */
    private static void refusedBy(RoomClient who, RoomClient about) {
        for (var command : ABOUT_ANOTHER) {
            assertThat(who.ask(command, about)).isIn("not_allowed", "not_in_room", "no_such_member");
        }
        for (var command : List.of("mute_all", "lock_room", "end", "start_break", "take_lead")) {
            assertThat(who.ask(command)).isIn("not_allowed", "not_in_room");
        }
        assertThat(who.ask("say_to_staff", text("not for me"))).isIn("not_allowed", "not_in_room");
    }

    private void waitingRoom(RoomClient fay, RoomClient pia, RoomClient cat, RoomClient dan) {
        does(fay, "not_now", cat);
        does(pia, "write_to_member", Map.of("member", cat.me(), "text", "line to cat"));
        does(fay, "write_to_waiting", text("line to all who wait"));
        does(fay, "decline", dan);
        dan.awaitClose();
        does(fay, "undo_decline", dan);
        page("dan");
    }

    private void words(RoomClient fay, RoomClient mo, RoomClient pia, RoomClient ann, RoomClient ben, RoomClient cat) {
        does(ann, "say_in_room", text("word to all"));
        does(ben, "write_to_staff", text("note of ben"));
        does(cat, "write_to_staff", text("note of cat"));
        does(pia, "say_to_staff", text("staff among themselves"));
        does(mo, "write_to_member", Map.of("member", ann.me(), "text", "line to ann"));
        does(fay, "say_in_room", text("word of fay"));
    }

    private void hands(RoomClient fay, RoomClient mo, RoomClient ann, RoomClient ben) {
        does(ann, "raise_hand");
        does(ben, "raise_hand");
        does(mo, "lower_hand", ben);
        does(fay, "lower_all_hands");
        does(fay, "restore_hands");
    }

    private void voices(RoomClient fay, RoomClient mo, RoomClient ann, RoomClient ben) {
        does(ann, "set_microphone", Map.of("on", true));
        does(ann, "set_camera", Map.of("on", true));
        does(mo, "mute", ann);
        does(fay, "mute_all");
        does(fay, "lock_speaking", ben);
        does(fay, "unlock_speaking", ben);
        does(fay, "lock_speaking_for_all");
        does(fay, "unlock_speaking_for_all");
        does(ann, "set_camera", Map.of("on", true));
        does(mo, "stop_camera", ann);
    }

    /** Who talks with whom, who hides and who may share are for staff alone; the two know of each other. */
    private void privacy(RoomClient fay, RoomClient mo, RoomClient ann, RoomClient ben) {
        does(fay, "invite_screen", ann);
        does(ann, "set_screen", Map.of("on", true));
        does(mo, "stop_screen", ann);
        does(ann, "shield");
        fay.sees("members", ann, member -> member.path("shielded").asBoolean());
        does(ann, "lower_shield");
        does(fay, "step_aside", ann);
        ben.sees("members", ann, member -> member.path("aside").asBoolean());
        mo.sees("members", ann, member -> member.path("asideWith").asString("").equals(fay.me()));
        ann.sees("with whom she talks", seen -> seen.self().path("asideWith").asString("").equals(fay.me()));
        does(ann, "end_aside", ann);
    }

    private void order(RoomClient fay, RoomClient cole) {
        does(fay, "lock_room");
        does(fay, "unlock_room");
        does(fay, "start_timer", Map.of("durationMillis", 60_000));
        does(fay, "stop_timer");
        does(fay, "start_break");
        does(fay, "end_break");
        does(fay, "hand_over_lead", cole);
        does(cole, "hand_over_lead", fay);
    }

    private void support(RoomClient mo, RoomClient ann, RoomClient cat) {
        does(ann, "ask_for_support");
        does(cat, "ask_for_support");
        does(mo, "support_seen", ann);
    }

    /** Staff are told who leads meanwhile; the others go on seeing who led. */
    private void theLeadDrops(RoomClient fay, RoomClient cole, RoomClient ann) {
        fay.drop();
        cole.sees("the acting lead", seen -> seen.session().path("actingLead").asBoolean());
        ann.sees("members", fay, member -> member.path("presence").asString().equals("reconnecting"));
        assertThat(ann.<String>seen(seen -> seen.session().path("lead").asString())).isEqualTo(fay.me());
        fay.resume(server.port());
        cole.sees("the lead back", seen -> !seen.session().path("actingLead").asBoolean());
        does(fay, "take_lead");
    }

    // --- looking through ---

    private void inspect(RoomClient page) {
        var key = whose.get(page);
        var knows = Knowledge.WAITING;
        JsonNode room = Frame.mapper().createObjectNode();
        for (var frame : page.frames()) {
            if (frame.json().has("room")) {
                room = frame.json().path("room");
                knows = Knowledge.of(room.path("self"));
            }
            assertThat(knows.leaks(frame, page.me())).as("%s reads %s", key, frame.text()).isEmpty();
            assertThat(hidden(page, key, knows)).as("%s reads %s", key, frame.text()).noneMatch(frame.text()::contains);
        }
        assertThat(page.frames()).as("frames of " + key).hasSizeGreaterThan(1);
    }

    /** Texts that may stand in no frame of this reader, in whatever field. */
    private List<String> hidden(RoomClient reader, String key, Knowledge knows) {
        var hidden = new ArrayList<String>();
        for (var person : server.clinic().people()) {
            hidden.add(person.id().value());
            if (!STAFF_KEYS.contains(key)) {
                hidden.add(person.fullName());
            }
            if (knows == Knowledge.WAITING && !person.key().equals(key)) {
                hidden.add(person.displayName());
            }
        }
        for (var other : everyPage) {
            if (other != reader) {
                other.tokens().forEach(hidden::add);
                hidden.add(other.clientId());
                if (knows == Knowledge.WAITING && !other.me().equals(reader.me())) {
                    hidden.add(other.me());
                }
            }
        }
        if (!STAFF_KEYS.contains(key)) {
            hidden.addAll(List.of("impaired", "staff among themselves", "Group-title", "not_now", "not for me"));
        }
        hidden.addAll(hiddenWords(key));
        return hidden;
    }

    private static List<String> hiddenWords(String key) {
        if (STAFF_KEYS.contains(key)) {
            return List.of();
        }
        return Map.of("note of ben", "ben", "note of cat", "cat", "line to cat", "cat", "line to ann", "ann")
                .entrySet()
                .stream()
                .filter(each -> !each.getValue().equals(key))
                .map(Map.Entry::getKey)
                .toList();
    }
}
