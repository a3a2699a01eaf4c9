package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalLong;

/** A session from the first knock to its end, over real sockets, on one server in this JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionStoryTest {

    private static final int CONNECTED_ELSEWHERE = 4502;
    private static final int REMOVED = 4503;
    private static final int ENDED = 4504;
    private static final int DECLINED = 4506;
    private static final int LEFT = 4508;

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RoomClient started() {
        server.clinic().newSession(OptionalLong.empty());
        return server.enter("fay").does("start");
    }

    private RoomClient admitted(RoomClient staff, String key) {
        var page = server.enter(key);
        Admission.by(staff, page);
        return page;
    }

    @Test
    void nobody_is_in_the_room_before_he_is_admitted() {
        server.clinic().newSession(OptionalLong.empty());
        var ann = server.enter("ann");
        var fay = server.enter("fay");
        assertThat(fay.ask("admit", ann)).isEqualTo("not_started");
        assertThat(ann.ask("start")).isEqualTo("not_allowed");
        fay.does("start");
        ann.sees("the start", seen -> seen.session().path("phase").asString().equals("started"));
        assertThat(ann.<Integer>seen(seen -> seen.all("members").size())).isZero();
        assertThat(ann.ask("raise_hand")).isEqualTo("not_in_room");
        fay.sees("waiting", ann, person -> person.path("gatePassed").asBoolean());
        fay.does("admit", ann);
        ann.sees("members", fay, member -> member.path("role").asString().equals("facilitator"));
        fay.sees("members", ann, member -> !member.path("microphone").asBoolean());
        assertThat(fay.<Integer>seen(seen -> seen.all("waiting").size())).isZero();
        assertThat(fay.ask("admit", ann)).isEqualTo("not_waiting");
    }

    @Test
    void somebody_who_did_not_answer_the_gate_or_drives_is_not_let_in() {
        var fay = started();
        var ben = server.door("ben").enter(server.port());
        fay.sees("waiting", ben, person -> !person.path("gatePassed").asBoolean());
        assertThat(fay.ask("admit", ben)).isEqualTo("gate_missing");
        var cat = server.door("cat").passGate(server.port(), true, true).enter(server.port());
        fay.sees("waiting", cat, person -> person.path("gate").path("driving").asBoolean());
        assertThat(fay.ask("admit", cat)).isEqualTo("driving");
        fay.does("admit_all_expected");
        assertThat(fay.<Integer>seen(seen -> seen.all("waiting").size())).isEqualTo(2);
    }

    @Test
    void gate_answers_that_come_late_reach_staff_at_once() {
        var fay = started();
        var door = server.door("ben");
        var ben = door.enter(server.port());
        door.passGate(server.port());
        fay.sees("waiting", ben, person -> person.path("gate").path("safe").asBoolean());
        fay.does("admit", ben);
    }

    @Test
    void hands_go_up_in_the_servers_order_and_staff_lower_them() {
        var fay = started();
        var ann = admitted(fay, "ann");
        var ben = admitted(fay, "ben");
        ben.does("raise_hand").sees("own hand", seen -> seen.self().has("hand"));
        ann.does("raise_hand").sees("own hand", seen -> seen.self().has("hand"));
        fay.sees("members", ann, member -> member.has("hand"));
        long first = fay.<Long>seen(seen -> seen.in("members", ben.me()).orElseThrow().path("hand").asLong());
        long second = fay.<Long>seen(seen -> seen.in("members", ann.me()).orElseThrow().path("hand").asLong());
        assertThat(first).isLessThan(second);
        assertThat(ann.ask("lower_hand", ben)).isEqualTo("not_allowed");
        fay.does("lower_hand", ben);
        ben.sees("own hand down", seen -> !seen.self().has("hand"));
        fay.does("lower_all_hands");
        ann.sees("own hand down", seen -> !seen.self().has("hand"));
    }

    @Test
    void a_mute_can_be_undone_by_its_person_and_a_lock_cannot() {
        var fay = started();
        var ann = admitted(fay, "ann");
        ann.does("set_microphone", Map.of("on", true));
        fay.sees("members", ann, member -> member.path("microphone").asBoolean());
        fay.does("mute", ann);
        ann.sees("muted by staff", seen -> seen.self().path("mutedByStaff").asBoolean());
        ann.does("set_microphone", Map.of("on", true));
        fay.does("lock_speaking", ann);
        ann.sees("locked", seen -> seen.self().path("speakingLocked").asBoolean());
        assertThat(ann.ask("set_microphone", Map.of("on", true))).isEqualTo("speaking_locked");
        fay.does("unlock_speaking", ann);
        ann.sees("unlocked", seen -> !seen.self().path("speakingLocked").asBoolean());
        assertThat(ann.<Boolean>seen(seen -> seen.self().path("microphone").asBoolean())).isFalse();
    }

    @Test
    void words_reach_those_whom_they_are_for() {
        var fay = started();
        var ann = admitted(fay, "ann");
        var ben = admitted(fay, "ben");
        var cat = server.enter("cat");
        ann.does("say_in_room", Map.of("text", "for all"));
        ben.does("write_to_staff", Map.of("text", "for staff"));
        fay.does("write_to_member", Map.of("member", ann.me(), "text", "for ann"));
        fay.does("write_to_waiting", Map.of("text", "for those who wait"));
        ben.sees("the room's message", seen -> texts(seen).contains("for all"));
        fay.sees("the note", seen -> texts(seen).contains("for staff"));
        ann.sees("the line", seen -> texts(seen).contains("for ann"));
        cat.sees("the line to all who wait", seen -> texts(seen).contains("for those who wait"));
        assertThat(ann.<String>seen(SessionStoryTest::texts)).isEqualTo("for all|for ann");
        assertThat(ben.<String>seen(SessionStoryTest::texts)).isEqualTo("for all|for staff");
        assertThat(cat.<String>seen(SessionStoryTest::texts)).isEqualTo("for those who wait");
    }

    private static String texts(RoomSeen seen) {
        return String.join("|", seen.messages().stream().map(each -> each.path("text").asString()).toList());
    }

    @Test
    void a_page_that_drops_keeps_its_seat_and_hears_what_it_missed() {
        var fay = started();
        var ann = admitted(fay, "ann");
        ann.does("set_microphone", Map.of("on", true)).does("raise_hand");
        var before = ann.token();
        ann.drop();
        fay.sees("members", ann, member -> member.path("presence").asString().equals("reconnecting"));
        fay.does("say_in_room", Map.of("text", "meanwhile"));
        ann.resume(server.port());
        assertThat(ann.last("resumed")).as("the missed changes, not the whole view").isPresent();
        ann.sees("the missed message", seen -> texts(seen).equals("meanwhile"));
        fay.sees("members", ann, member -> member.path("presence").asString().equals("connected"));
        fay.sees("members", ann, member -> member.has("hand") && member.path("microphone").asBoolean());
        assertThat(ann.token()).isNotEqualTo(before);
    }

    @Test
    void a_resume_takes_over_while_the_old_socket_still_looks_open() {
        var fay = started();
        var ann = admitted(fay, "ann");
        try (var same = RoomClient.silent(server.http(), server.port())) {
            same.send(ann.resumption().toString());
            same.await("the seat", page -> page.last("resumed").isPresent());
            assertThat(ann.awaitClose()).isEqualTo(CONNECTED_ELSEWHERE);
        }
    }

    @Test
    void the_newest_tab_has_the_seat_and_the_old_one_is_told() {
        var fay = started();
        var ann = admitted(fay, "ann");
        ann.does("set_microphone", Map.of("on", true));
        var second = server.door("ann").enter(server.port());
        assertThat(ann.awaitClose()).isEqualTo(CONNECTED_ELSEWHERE);
        assertThat(second.me()).isEqualTo(ann.me());
        assertThat(second.<String>seen(seen -> seen.self().path("standing").asString())).isEqualTo("admitted");
        assertThat(second.<Boolean>seen(seen -> seen.self().path("microphone").asBoolean())).isFalse();
        ann.startResume(server.port());
        assertThat(ann.awaitClose()).as("the old tab does not take it back by itself").isEqualTo(CONNECTED_ELSEWHERE);
        second.does("raise_hand");
    }

    @Test
    void whoever_was_removed_comes_back_only_through_the_waiting_room() {
        var fay = started();
        var ann = admitted(fay, "ann");
        fay.does("remove", Map.of("member", ann.me(), "removal", "may_return", "reason", "disruption"));
        assertThat(ann.awaitClose()).isEqualTo(REMOVED);
        ann.startResume(server.port());
        assertThat(ann.awaitClose()).as("the token is void").isEqualTo(REMOVED);
        var again = server.enter("ann");
        assertThat(again.<String>seen(seen -> seen.self().path("standing").asString())).isEqualTo("waiting");
        fay.sees("waiting", again, person -> person.path("cause").asString().equals("came_back"));
    }

    @Test
    void whoever_was_barred_or_declined_stays_out_until_it_is_undone() {
        var fay = started();
        var ann = admitted(fay, "ann");
        var ben = server.enter("ben");
        fay.sees("waiting", ben, _ -> true);
        fay.does("decline", ben);
        assertThat(ben.awaitClose()).isEqualTo(DECLINED);
        fay.does("remove", Map.of("member", ann.me(), "removal", "barred", "reason", "safety"));
        assertThat(ann.awaitClose()).isEqualTo(REMOVED);
        assertThat(knock("ann")).isEqualTo(REMOVED);
        assertThat(knock("ben")).isEqualTo(DECLINED);
        fay.does("undo_remove", ann).does("undo_decline", ben);
        server.enter("ann").close();
        server.enter("ben").close();
    }

    private int knock(String key) {
        var port = server.port();
        try (var page = RoomClient.hello(server.http(), port, server.door(key).ticket(port))) {
            return page.awaitClose();
        }
    }

    @Test
    void leaving_is_final_and_another_page_may_come() {
        var fay = started();
        var ann = admitted(fay, "ann");
        ann.start("leave", Map.of());
        assertThat(ann.awaitClose()).isEqualTo(LEFT);
        fay.sees("nobody there", seen -> seen.in("members", ann.me()).isEmpty());
        var again = server.door("ann").enter(server.port());
        assertThat(again.<String>seen(seen -> seen.self().path("standing").asString()))
                .as("the approval holds")
                .isEqualTo("admitted");
    }

    @Test
    void the_end_is_told_to_everybody_and_nobody_comes_in_afterwards() {
        var fay = started();
        var ann = admitted(fay, "ann");
        var ben = server.enter("ben");
        fay.start("end", Map.of());
        assertThat(ann.awaitClose()).isEqualTo(ENDED);
        assertThat(ben.awaitClose()).isEqualTo(ENDED);
        assertThat(fay.awaitClose()).isEqualTo(ENDED);
        var last = ann.last("sync").orElseThrow().json().path("room");
        assertThat(last.path("session").path("phase").asString()).isEqualTo("ended");
        assertThat(last.path("members")).isEmpty();
        ann.startResume(server.port());
        assertThat(ann.awaitClose()).isEqualTo(ENDED);
    }

    /** Everybody was sent out at the end, so whoever would open the session again has to get in from outside. */
    @Test
    void staff_may_come_into_an_ended_session_to_open_it_again_and_participants_may_not() {
        var fay = started();
        var ann = admitted(fay, "ann");
        fay.start("end", Map.of());
        assertThat(ann.awaitClose()).isEqualTo(ENDED);
        fay.awaitClose();
        Await.until("the schedule knows of the end", () -> ticketOf("ann").statusCode() == 409);
        var again = server.enter("fay");
        assertThat(again.<String>seen(seen -> seen.session().path("phase").asString())).isEqualTo("ended");
        again.does("reopen");
        Await.until("the schedule knows that it goes on", () -> ticketOf("ann").statusCode() == 200);
        server.enter("ann").sees("the room", seen -> seen.self().path("standing").asString().equals("admitted"));
    }

    private HttpResponse<String> ticketOf(String key) {
        var path = "/api/visit/sessions/" + server.clinic().session() + "/ticket";
        return Door.send(server.http(), server.port(), "POST", path, server.door(key).credentials(), "{}");
    }
}
