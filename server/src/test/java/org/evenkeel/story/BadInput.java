package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.edge.RawClient;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A live room and everything wrong that a client can send to its server, from seeds. For one thread. */
final class BadInput {

    /** What a bad first frame may be answered with. */
    private static final Set<String> CODES = Set.of("bad_message", "too_large", "not_ready", "unknown_version");

    /** bad_ticket, protocol_violation, connected_elsewhere, removed, bad_token */
    private static final Set<Integer> CLOSES = Set.of(4500, 4501, 4502, 4503, 4505);

    private final HttpClient http;
    private final int port;
    private final Door annsDoor;
    private final RoomClient fay;
    private final RoomClient ann;
    private final RoomClient ben;
    private final BadFrames bad;

    /**
     * Begins a session: {@code fay} leads, {@code ann} and {@code ben} are in the room, {@code gus} is barred.
     *
     * @param doors everybody's way in
     */
    BadInput(HttpClient http, int port, Function<String, Door> doors) {
        this.http = http;
        this.port = port;
        annsDoor = doors.apply("ann").passGate(port);
        fay = doors.apply("fay").enter(port).does("start");
        var ticket = annsDoor.ticket(port);
        ann = RoomClient.hello(http, port, ticket).awaitWelcome();
        ben = doors.apply("ben").enterThroughGate(port);
        var gus = doors.apply("gus").enterThroughGate(port);
        for (var who : List.of(ann, ben, gus)) {
            fay.sees("waiting", who, person -> person.path("gatePassed").asBoolean());
            fay.does("admit", who);
        }
        fay.does("remove", Map.of("member", gus.me(), "removal", "barred", "reason", "other"));
        gus.awaitClose();
        bad = new BadFrames(ticket, ann.resumption(), gus.resumption(), List.of(fay.me(), ann.me(), ben.me()));
    }

    private void theRoomIsWell() {
        fay.does("lock_room");
        ben.does("raise_hand");
        fay.sees("members", ben, member -> member.has("hand"));
        fay.does("lower_hand", ben).does("unlock_room");
        assertThat(ann.ended()).as("others' sockets stay").isFalse();
        assertThat(fay.<Integer>seen(seen -> seen.all("members").size())).isEqualTo(3);
    }

    /** First frames of one kind, each on a socket of its own: a clear code each. */
    void sockets(BadFrames.Kind kind, int count) {
        for (int seed = 0; seed < count; seed++) {
            socket(kind, seed);
        }
        theRoomIsWell();
    }

    private void socket(BadFrames.Kind kind, int seed) {
        var frame = bad.make(kind, new Random(seed));
        var said = new ArrayList<String>();
        var label = kind + ", seed " + seed;
        Optional<Integer> close = Optional.empty();
        try (var socket = new RawClient(port)) {
            socket.upgrade();
            if (frame.first() == 0) {
                socket.send(frame.payload());
            } else {
                socket.frame(frame.first(), frame.payload());
            }
            if (kind == BadFrames.Kind.RANDOM_BYTES) {
                socket.finishSending();
            }
            close = Optional.of(readToTheEnd(socket, said));
        } catch (UncheckedIOException e) {
            // Cut off without a close frame: what only noise on the line gets, which may look like a close or half a
            // frame.
            assertThat(kind).as(label).isEqualTo(BadFrames.Kind.RANDOM_BYTES);
        }
        assertThat(said).as(label).allSatisfy(BadInput::tellsNothing);
        if (kind != BadFrames.Kind.RANDOM_BYTES) {
            assertThat(close).as(label).hasValueSatisfying(code -> assertThat(code).isIn(CLOSES));
        }
    }

    private static int readToTheEnd(RawClient socket, List<String> said) {
        while (true) {
            var frame = socket.frame();
            switch (frame.opcode()) {
                case 1 -> said.add(frame.text());
                case 8 -> {
                    return frame.payload().length < 2 ? 0 : frame.closeCode();
                }
                default -> {}
            }
        }
    }

    /** Nothing but a refusal: no view, no token, no id, no name. */
    private static void tellsNothing(String text) {
        var frame = Frame.of(text);
        assertThat(frame.kind()).isIn("error", "bye", "pong");
        if (frame.kind().equals("error")) {
            assertThat(frame.json().path("code").asString()).isIn(CODES);
        }
        assertThat(text).doesNotContain("Fullname-of", " D.", "Group-title");
    }

    /** Commands of a participant about strangers or above his role: nothing happens. */
    void commands(int count) {
        long before = fay.seq();
        for (int seed = 0; seed < count; seed++) {
            var random = new Random(seed);
            var about = random.nextInt(3) == 0 ? ben.me() : random.nextBoolean() ? RoomClient.random() : "nobody.*";
            assertThat(ann.ask(staffCommand(random), Map.of("member", about)))
                    .as("seed " + seed)
                    .isIn("not_allowed", "no_such_member");
        }
        assertThat(fay.seq()).as("nothing happened in the room").isEqualTo(before);
        repeatedNumbers(count);
        theRoomIsWell();
    }

    private static String staffCommand(RandomGenerator random) {
        var commands =
                List.of(
                        "admit",
                        "not_now",
                        "decline",
                        "undo_decline",
                        "send_back",
                        "lower_hand",
                        "mute",
                        "lock_speaking",
                        "unlock_speaking",
                        "undo_remove",
                        "hand_over_lead",
                        "support_seen");
        return commands.get(random.nextInt(commands.size()));
    }

    /** A number that was used is answered with a refusal, and the command is not carried out again. */
    private void repeatedNumbers(int count) {
        long n = ann.start("set_camera", Map.of("on", false));
        assertThat(ann.answer(n)).isEqualTo("done");
        for (int i = 0; i < count / 10; i++) {
            ann.send("{\"t\":\"do\",\"n\":" + (1 + i % n) + ",\"command\":{\"kind\":\"raise_hand\"}}");
        }
        assertThat(ann.ask("set_camera", Map.of("on", false))).isEqualTo("done");
        assertThat(ann.last("no").orElseThrow().json().path("code").asString()).isEqualTo("out_of_order");
        assertThat(ann.<Boolean>seen(seen -> seen.self().has("hand"))).isFalse();
    }

    /** HTTP requests with bad bodies, paths and credentials: refused, and nothing told. */
    void requests(int count) {
        for (int seed = 0; seed < count; seed++) {
            var random = new Random(seed);
            var path = path(random);
            var method = random.nextInt(4) == 0 ? "PUT" : "POST";
            var credentials =
                    random.nextBoolean()
                            ? annsDoor.credentials()
                            : Map.of("Authorization", "Bearer " + RoomClient.random());
            var answer = Door.send(http, port, method, path, credentials, body(random));
            assertThat(answer.statusCode()).as("%s %s, seed %d", method, path, seed).isBetween(400, 499);
            assertThat(answer.body()).as("seed %d", seed).doesNotContain("Fullname-of", " D.", "Group-title");
        }
        theRoomIsWell();
    }

    /** Own and foreign things; a participant's credentials are good for none of staff's. */
    private static String path(RandomGenerator random) {
        var paths =
                List.of(
                        "/api/links/exchange",
                        "/api/staff/enter",
                        "/api/visit/sessions/" + RoomClient.random() + "/ticket",
                        "/api/visit/sessions/%00/gate",
                        "/api/visit/sessions/" + RoomClient.random() + "/gate",
                        "/api/staff/sessions/" + RoomClient.random() + "/ticket",
                        "/api/clinic/participants",
                        "/api/" + RoomClient.random());
        return paths.get(random.nextInt(paths.size()));
    }

    private static String body(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "{\"token\":\"" + RoomClient.random() + "\"}";
            case 2 -> "{\"token\":" + "[".repeat(1 + random.nextInt(2_000));
            case 3 -> "{\"token\":null,\"x\":1}";
            case 4 -> "\"" + "a".repeat(random.nextInt(5_000)) + "\"";
            default -> "{\"place\":{},\"complete\":\"maybe\"}";
        };
    }
}
