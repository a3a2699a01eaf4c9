package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.wire.WrittenFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The server says today what it said when these transcripts were taken. The web client's tests replay the same files
 * through the protocol library. Written anew with {@code -Devenkeel.write=true}, in a commit that says why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TranscriptTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts");

    private TestServer server;
    private Transcript story;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RoomClient begin() {
        server.clinic().newSession(OptionalLong.empty());
        story = new Transcript();
        var fay = story.add("fay", server.enter("fay"));
        step(fay, "start", Map.of());
        return fay;
    }

    private void step(RoomClient who, String command, Map<String, ?> fields) {
        who.ask(command, fields);
        story.settle();
    }

    private void step(RoomClient who, String command, RoomClient about) {
        step(who, command, Map.of("member", about.me()));
    }

    /** Somebody who waits; staff know of him and of his answers. */
    private RoomClient waiting(RoomClient staff, String key) {
        var page = story.add(key, server.enter(key));
        page.sees("own gate", seen -> seen.self().path("gatePassed").asBoolean());
        staff.sees("waiting", page, person -> person.path("gatePassed").asBoolean());
        story.settle();
        return page;
    }

    private RoomClient admitted(RoomClient staff, String key) {
        var page = waiting(staff, key);
        step(staff, "admit", page);
        return page;
    }

    private void isAsTaken(String name) throws IOException {
        WrittenFile.isCurrent(FOLDER.resolve(name + ".jsonl"), story.text());
    }

    @Test
    void waiting_and_admission() throws IOException {
        var fay = begin();
        var ann = waiting(fay, "ann");
        var ben = waiting(fay, "ben");
        step(ann, "write_to_staff", Map.of("text", "Am I in the right place?"));
        step(fay, "write_to_member", Map.of("member", ann.me(), "text", "You are."));
        step(fay, "not_now", ben);
        step(fay, "admit", ann);
        step(ann, "admit", ben);
        isAsTaken("waiting-and-admission");
    }

    @Test
    void hand_and_mute() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        step(ann, "set_microphone", Map.of("on", true));
        step(ann, "raise_hand", Map.of());
        step(fay, "mute", ann);
        step(fay, "lock_speaking", ann);
        step(ann, "set_microphone", Map.of("on", true));
        step(fay, "lower_hand", ann);
        isAsTaken("hand-and-mute");
    }

    @Test
    void apart_from_the_group() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        var ben = admitted(fay, "ben");
        step(ann, "ask_for_support", Map.of());
        step(fay, "step_aside", ann);
        step(fay, "step_aside", ben);
        step(ann, "set_microphone", Map.of("on", true));
        step(ann, "end_aside", ann);
        isAsTaken("apart-from-the-group");
    }

    @Test
    void shield() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        step(ann, "set_camera", Map.of("on", true));
        step(fay, "stop_camera", ann);
        step(ann, "shield", Map.of());
        step(ann, "set_microphone", Map.of("on", true));
        step(ann, "lower_shield", Map.of());
        isAsTaken("shield");
    }

    @Test
    void one_screen() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        step(ann, "set_screen", Map.of("on", true));
        step(fay, "invite_screen", ann);
        step(ann, "set_screen", Map.of("on", true));
        step(fay, "set_screen", Map.of("on", true));
        step(fay, "stop_screen", ann);
        step(fay, "set_screen", Map.of("on", true));
        isAsTaken("one-screen");
    }

    @Test
    void drop_and_resume() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        step(ann, "raise_hand", Map.of());
        ann.drop();
        fay.sees("members", ann, member -> member.path("presence").asString().equals("reconnecting"));
        step(fay, "write_to_member", Map.of("member", ann.me(), "text", "Take your time."));
        step(fay, "say_in_room", Map.of("text", "Welcome, all."));
        ann.resume(server.port());
        fay.sees("members", ann, member -> member.path("presence").asString().equals("connected"));
        story.settle();
        isAsTaken("drop-and-resume");
    }

    @Test
    void removal() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        var ben = admitted(fay, "ben");
        step(fay, "remove", Map.of("member", ann.me(), "removal", "may_return", "reason", "privacy"));
        assertThat(ann.awaitClose()).isEqualTo(4503);
        step(ben, "raise_hand", Map.of());
        step(fay, "undo_remove", ann);
        isAsTaken("removal");
    }

    @Test
    void end() throws IOException {
        var fay = begin();
        var ann = admitted(fay, "ann");
        var ben = waiting(fay, "ben");
        fay.start("end", Map.of());
        assertThat(ann.awaitClose()).isEqualTo(4504);
        assertThat(ben.awaitClose()).isEqualTo(4504);
        assertThat(fay.awaitClose()).isEqualTo(4504);
        isAsTaken("end");
    }
}
