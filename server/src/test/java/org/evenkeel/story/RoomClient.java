package org.evenkeel.story;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One page in a room, as a browser has it: it says hello with a ticket, numbers its commands, resumes on a new socket
 * (of any node), folds what it hears, and remembers every frame that it ever received. For one test thread.
 */
public final class RoomClient implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpClient http;
    private final String client = random();
    private final Object monitor = new Object();
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Long, Frame> answers = new HashMap<>();
    private final Map<Long, String> asked = new LinkedHashMap<>();
    private final RoomSeen room = new RoomSeen();
    private final List<Line> journal = new ArrayList<>();
    private RoomSocket socket;
    private String me = "";
    private String token = "";
    private long epoch;
    private long seq;
    private long number;
    private int greetings;
    private long pings;

    /**
     * One line of this page's history.
     *
     * @param what {@code open}, {@code out}, {@code in}, {@code cut} or {@code closed}
     * @param text the frame, or the close code
     */
    record Line(String what, String text) {}

    private RoomClient(HttpClient http, int port) {
        this.http = http;
        this.socket = open(port);
    }

    private RoomSocket open(int port) {
        note("open", "");
        return new RoomSocket(http, port, monitor, this::received, code -> note("closed", "" + code));
    }

    private void note(String what, String text) {
        synchronized (monitor) {
            journal.add(new Line(what, text));
        }
    }

    /** Everything that went over this page's sockets, in its order. */
    List<Line> journal() {
        synchronized (monitor) {
            return List.copyOf(journal);
        }
    }

    /** A page that is connected and has said nothing yet. */
    static RoomClient silent(HttpClient http, int port) {
        return new RoomClient(http, port);
    }

    /** A page that says hello; {@link #awaitWelcome} or {@link #awaitClose} tells how it went. */
    static RoomClient hello(HttpClient http, int port, String ticket) {
        var page = new RoomClient(http, port);
        page.sayHello(ticket);
        return page;
    }

    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void sayHello(String ticket) {
        var hello = object("hello").put("ticket", ticket).put("client", client);
        hello.putArray("versions").add(1);
        send(hello.toString());
    }

    /** Resumes on a new socket; what was not answered is sent again under its number. */
    RoomClient resume(int port) {
        int before = greetings;
        startResume(port);
        await("a resumed view", page -> page.greetings > before);
        unanswered().forEach(this::send);
        return this;
    }

    /** Resumes without waiting for an answer. */
    void startResume(int port) {
        if (!socket.ended()) {
            drop();
        }
        socket = open(port);
        send(resumption().toString());
    }

    ObjectNode resumption() {
        synchronized (monitor) {
            var resume = object("resume").put("token", token).put("epoch", epoch).put("seq", seq);
            resume.putArray("versions").add(1);
            return resume;
        }
    }

    private static ObjectNode object(String kind) {
        return Frame.mapper().createObjectNode().put("t", kind);
    }

    /** Sends any text as a frame. */
    void send(String text) {
        note("out", text);
        socket.send(text);
    }

    // --- commands ---

    /** A command without waiting for its answer; returns its number. */
    long start(String command, Map<String, ?> fields) {
        long n = ++number;
        var body = Frame.mapper().createObjectNode().put("kind", command);
        new TreeMap<>(fields).forEach((name, value) -> body.set(name, Frame.mapper().valueToTree(value)));
        var message = object("do").put("n", n);
        message.set("command", body);
        synchronized (monitor) {
            asked.put(n, message.toString());
        }
        send(message.toString());
        return n;
    }

    /** A command and its answer: {@code done}, or the code of the refusal. */
    String ask(String command, Map<String, ?> fields) {
        return answer(start(command, fields));
    }

    String ask(String command) {
        return ask(command, Map.of());
    }

    /** A command about one member. */
    String ask(String command, RoomClient about) {
        return ask(command, Map.of("member", about.me()));
    }

    /** The answer to a numbered command. */
    String answer(long n) {
        await("an answer to command " + n, page -> page.answers.containsKey(n));
        synchronized (monitor) {
            var answer = answers.get(n);
            return answer.kind().equals("ack") ? "done" : answer.json().path("code").asString();
        }
    }

    boolean answered(long n) {
        synchronized (monitor) {
            return answers.containsKey(n);
        }
    }

    /** Carries a command out; fails the test when it is refused. */
    RoomClient does(String command, Map<String, ?> fields) {
        var answer = ask(command, fields);
        if (!answer.equals("done")) {
            throw new AssertionError(command + " was refused: " + answer);
        }
        return this;
    }

    RoomClient does(String command) {
        return does(command, Map.of());
    }

    RoomClient does(String command, RoomClient about) {
        return does(command, Map.of("member", about.me()));
    }

    /** Commands that wait for their answer. */
    List<String> unanswered() {
        synchronized (monitor) {
            return asked.entrySet().stream()
                    .filter(each -> !answers.containsKey(each.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /** Waits until fewer than so many commands wait for their answer, or the socket ended. */
    void awaitFewerUnanswered(int most) {
        RoomSocket.await(monitor, RoomSocket.LONGEST, () -> unanswered().size() < most || socket.ended());
    }

    /** How many commands of a kind were given. */
    long asked(String command) {
        synchronized (monitor) {
            return asked.values().stream().filter(each -> each.contains('"' + command + '"')).count();
        }
    }

    /**
     * Returns when every frame that the server sent before now has arrived; a page that is closed meanwhile has all it
     * will get. A page has about ten of these.
     */
    RoomClient settle() {
        long id = ++pings;
        send("{\"t\":\"ping\",\"id\":" + id + "}");
        return await(
                "a pong",
                page ->
                        page.ended()
                                || page.last("pong").filter(pong -> pong.json().path("id").asLong() == id).isPresent());
    }

    // --- what was heard ---

    private void received(Frame frame) {
        frames.add(frame);
        note("in", frame.text());
        var json = frame.json();
        switch (frame.kind()) {
            case "welcome" -> {
                me = json.path("you").asString();
                whole(json);
                greeted(json);
            }
            case "resumed" -> {
                stand(json);
                json.path("changes").forEach(room::change);
                greeted(json);
            }
            case "sync" -> whole(json);
            case "ev" -> happened(json);
            case "ack", "no" -> answers.put(json.path("n").asLong(), frame);
            default -> {}
        }
    }

    private void whole(JsonNode json) {
        stand(json);
        room.whole(json.path("room"));
    }

    private void stand(JsonNode json) {
        epoch = json.path("epoch").asLong();
        seq = json.path("seq").asLong();
    }

    private void greeted(JsonNode json) {
        token = json.path("token").asString();
        greetings++;
    }

    /** As the protocol asks: one frame a position, and one that says that something is missing is never believed. */
    private void happened(JsonNode json) {
        long now = json.path("seq").asLong();
        if (now <= seq) {
            throw new IllegalStateException("a second frame for seq " + now);
        }
        if (json.path("after").asLong() > seq) {
            throw new IllegalStateException("a gap before seq " + now);
        }
        seq = now;
        json.path("changes").forEach(room::change);
    }

    /** Waits until this page sees something. */
    RoomClient await(String what, Predicate<RoomClient> holds) {
        return await(what, RoomSocket.LONGEST, holds);
    }

    /** The same for what may take longer. */
    RoomClient await(String what, Duration longest, Predicate<RoomClient> holds) {
        boolean came = RoomSocket.await(monitor, longest, () -> holds.test(this) || socket.ended()) && holds.test(this);
        if (!came) {
            throw new AssertionError("did not come: " + what + "; last frames: " + lastFrames());
        }
        return this;
    }

    private String lastFrames() {
        synchronized (monitor) {
            return frames.subList(Math.max(0, frames.size() - 4), frames.size()).stream().map(Frame::text).toList()
                    + " code "
                    + socket.closeCode();
        }
    }

    /** Waits for something in the folded room. */
    RoomClient sees(String what, Predicate<RoomSeen> holds) {
        return await(what, page -> holds.test(page.room));
    }

    /** Waits until another page's member is, as this page sees it, in a list and so. */
    RoomClient sees(String list, RoomClient other, Predicate<JsonNode> holds) {
        return sees(list + " holds the member, so", seen -> seen.in(list, other.me).filter(holds).isPresent());
    }

    RoomClient awaitWelcome() {
        return await("welcome", page -> page.greetings > 0);
    }

    /** Waits for the end of this page's socket; its close code, 0 when it broke. */
    int awaitClose() {
        boolean ended = RoomSocket.await(monitor, RoomSocket.LONGEST, () -> socket.ended());
        if (!ended) {
            throw new AssertionError("the socket was not closed; last frames: " + lastFrames());
        }
        return socket.closeCode().orElse(0);
    }

    /** Reads something of the room as seen now. */
    <T> T seen(Function<RoomSeen, T> question) {
        synchronized (monitor) {
            return question.apply(room);
        }
    }

    String me() {
        synchronized (monitor) {
            return me;
        }
    }

    String token() {
        synchronized (monitor) {
            return token;
        }
    }

    /** Every token that this page was ever given. */
    List<String> tokens() {
        return frames().stream()
                .map(frame -> frame.json().path("token").asString())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    String clientId() {
        return client;
    }

    long seq() {
        synchronized (monitor) {
            return seq;
        }
    }

    long epoch() {
        synchronized (monitor) {
            return epoch;
        }
    }

    /** Every frame that this page ever received, oldest first. */
    List<Frame> frames() {
        synchronized (monitor) {
            return List.copyOf(frames);
        }
    }

    /** The newest frame of a kind. */
    Optional<Frame> last(String kind) {
        return frames().reversed().stream().filter(frame -> frame.kind().equals(kind)).findFirst();
    }

    boolean ended() {
        return socket.ended();
    }

    /** Cuts the connection without a word. */
    void drop() {
        note("cut", "");
        socket.cut();
    }

    /** Leaves the page. */
    @Override
    public void close() {
        if (!socket.ended()) {
            socket.close();
        }
    }
}
