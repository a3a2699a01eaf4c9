package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.redis.FaultProxy;
import org.evenkeel.wire.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The public protocol spoken by a Jakarta WebSocket client. That the server's pings are answered by it too shows {@code
 * SocketLivenessTest}.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JakartaClientTest {

    private static final int BROKEN = 1006;
    private static final int BAD_TICKET = 4500;
    private static final int PROTOCOL_VIOLATION = 4501;
    private static final int ENDED = 4504;

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

    private String hello(String key) {
        var ticket = server.door(key).passGate(server.port()).ticket(server.port());
        return Frame.mapper()
                .writeValueAsString(
                        Map.of(
                                "t",
                                "hello",
                                "versions",
                                List.of(Protocol.VERSION),
                                "ticket",
                                ticket,
                                "client",
                                RoomClient.random()));
    }

    private static String command(long n, String body) {
        return "{\"t\":\"do\",\"n\":" + n + ",\"command\":" + body + "}";
    }

    private static String resume(Frame greeting, long seq) {
        return Frame.mapper()
                .writeValueAsString(
                        Map.of(
                                "t",
                                "resume",
                                "versions",
                                List.of(Protocol.VERSION),
                                "token",
                                greeting.json().path("token").asString(),
                                "epoch",
                                greeting.json().path("epoch").asLong(),
                                "seq",
                                seq));
    }

    /** Admits the page and returns its welcome. */
    private Frame admitted(RoomClient fay, JakartaPage page, String key) {
        page.send(hello(key));
        var welcome = page.await("welcome");
        assertThat(welcome.json().path("room").path("self").path("standing").asString()).isEqualTo("waiting");
        var member = welcome.json().path("you").asString();
        fay.sees("the knock", seen -> seen.in("waiting", member).filter(w -> w.has("gate")).isPresent());
        fay.does("admit", Map.of("member", member));
        page.await("sync", sync -> sync.text().contains("\"standing\":\"admitted\""));
        return welcome;
    }

    @Test
    void it_says_hello_and_its_commands_are_answered_and_it_hears_the_room() {
        var fay = started();
        try (var ann = new JakartaPage(server.port())) {
            assertThat(ann.subprotocol()).isEqualTo(Protocol.SUBPROTOCOL);
            var me = admitted(fay, ann, "ann").json().path("you").asString();
            ann.send(command(1, "{\"kind\":\"raise_hand\"}"));
            var ack = ann.answer("ack", 1);
            fay.sees("the hand", seen -> seen.in("members", me).filter(member -> member.has("hand")).isPresent());
            ann.send(command(2, "{\"kind\":\"lock_room\"}"));
            assertThat(ann.answer("no", 2).path("code").asString()).isEqualTo("not_allowed");
            fay.does("say_in_room", Map.of("text", "for all \u00e4\u20ac\ud83d\ude42"));
            var said = ann.await("ev", ev -> ev.text().contains("for all"));
            assertThat(said.json().path("changes").get(0).path("message").path("text").asString())
                    .isEqualTo("for all \u00e4\u20ac\ud83d\ude42");
            assertThat(said.json().path("seq").asLong()).isGreaterThan(ack.path("seq").asLong());
            assertThat(said.json().path("after").asLong()).isLessThan(said.json().path("seq").asLong());
        }
    }

    @Test
    void after_a_drop_it_resumes_hears_what_it_missed_and_a_command_sent_again_is_not_done_again() {
        var fay = started();
        try (var network = new FaultProxy(server.port());
                var ann = new JakartaPage(network.port())) {
            var welcome = admitted(fay, ann, "ann");
            ann.send(command(1, "{\"kind\":\"say_in_room\",\"text\":\"once\"}"));
            ann.answer("ack", 1);
            long seq = ann.await("ev", ev -> ev.text().contains("once")).json().path("seq").asLong();
            network.cutAll();
            assertThat(ann.awaitClose()).isEqualTo(BROKEN);
            fay.does("say_in_room", Map.of("text", "meanwhile"));
            try (var again = new JakartaPage(network.port())) {
                again.send(resume(welcome, seq));
                var resumed = again.await("resumed").json();
                assertThat(resumed.path("changes").toString()).contains("meanwhile").doesNotContain("once");
                assertThat(resumed.path("token").asString()).isNotEqualTo(welcome.json().path("token").asString());
                again.send(command(1, "{\"kind\":\"say_in_room\",\"text\":\"once\"}"));
                again.answer("ack", 1);
                again.send(command(2, "{\"kind\":\"say_in_room\",\"text\":\"last\"}"));
                again.await("ev", ev -> ev.text().contains("last"));
            }
            fay.sees("the last message", seen -> seen.messages().size() == 3);
            assertThat(fay.<List<String>>seen(JakartaClientTest::words)).containsExactly("once", "meanwhile", "last");
        }
    }

    private static List<String> words(RoomSeen seen) {
        return seen.messages().stream().map(each -> each.path("text").asString()).toList();
    }

    @Test
    void pings_of_the_protocol_and_of_the_client_are_both_answered() {
        var fay = started();
        try (var ann = new JakartaPage(server.port())) {
            admitted(fay, ann, "ann");
            assertThat(ann.ping("are you there")).isEqualTo("are you there");
            ann.send("{\"t\":\"ping\",\"id\":7}");
            assertThat(ann.await("pong").json().path("id").asLong()).isEqualTo(7);
        }
    }

    @Test
    void one_message_in_several_frames_is_one_message() {
        var fay = started();
        try (var ann = new JakartaPage(server.port())) {
            admitted(fay, ann, "ann");
            ann.sendInPieces(List.of("{\"t\":\"do\",\"n\":1,", "\"command\":{\"kind\":", "\"raise_hand\"}}"));
            assertThat(ann.answer("ack", 1).path("seq").asLong()).isPositive();
        }
    }

    @Test
    void it_is_told_by_a_code_why_its_socket_is_closed() {
        var fay = started();
        try (var ann = new JakartaPage(server.port());
                var liar = new JakartaPage(server.port());
                var talker = new JakartaPage(server.port())) {
            admitted(fay, ann, "ann");
            liar.send(hello("ben").replaceAll("\"ticket\":\"[^\"]*\"", "\"ticket\":\"made-up\""));
            assertThat(liar.await("bye").json().path("code").asInt()).isEqualTo(BAD_TICKET);
            assertThat(liar.awaitClose()).isEqualTo(BAD_TICKET);
            talker.sendBytes(new byte[] {1, 2, 3});
            assertThat(talker.awaitClose()).isEqualTo(PROTOCOL_VIOLATION);
            fay.start("end", Map.of());
            assertThat(ann.await("bye").json().path("code").asInt()).isEqualTo(ENDED);
            assertThat(ann.awaitClose()).isEqualTo(ENDED);
        }
    }
}
