package org.evenkeel.live;

import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.attendance.SessionPresence;
import org.evenkeel.room.Actor;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.CommandKey;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.Member;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomPolicy;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A story of some nodes over one memory store, told step by step on one thread and a virtual clock. */
final class LiveStory {

    static final SessionId ROOM = new SessionId("s-story");
    static final long BEGIN = 1_800_000_000_000L;
    static final MemberId FAY = new MemberId("m-fay");
    static final MemberId ANN = new MemberId("m-ann");

    static final RoomSettings SETTINGS =
            new RoomSettings(RoomKind.THERAPY, BEGIN, BEGIN + 90 * 60_000L, RoomPolicy.defaults(RoomKind.THERAPY));

    private static final long SLICE = 100;

    final HarnessHistory history = new HarnessHistory();
    final HarnessLedger ledger = new HarnessLedger();
    final MemoryStore store = new MemoryStore(() -> now() + skew());
    private final List<HarnessNode> nodes = new ArrayList<>();
    private long now = BEGIN;
    private long skew;
    private long counter;
    private long number;

    LiveStory() {
        store.witness(history);
    }

    long now() {
        return now;
    }

    private long skew() {
        return skew;
    }

    HarnessNode node(String name) {
        return node(name, (_, _, _, _, _) -> {});
    }

    HarnessNode node(String name, HarnessHub.Claims listener) {
        var id = new NodeId(name);
        var node = new HarnessNode(id, store.node(id), ledger, this::now, () -> "id-" + counter++, listener);
        nodes.add(node);
        return node;
    }

    void kill(HarnessNode node) {
        node.kill();
        store.vanish(node.id());
    }

    /** Takes no turns for a while. */
    void pause(HarnessNode node) {
        nodes.remove(node);
    }

    void goOn(HarnessNode node) {
        nodes.add(node);
    }

    /** The store's clock runs so much ahead from now on. */
    void skewStore(long millis) {
        skew = millis;
    }

    /** All living nodes take their turns over a time. */
    void advance(long millis) {
        long until = now + millis;
        while (now < until) {
            now = Math.min(until, now + SLICE);
            turn();
        }
    }

    /** One turn of each living node; no time passes. */
    void turn() {
        nodes.stream().filter(HarnessNode::alive).forEach(HarnessNode::turn);
    }

    // --- what people do ---

    static ConnectionId socket(MemberId who, int n) {
        return new ConnectionId(who + "-socket-" + n);
    }

    static ClientId tab(MemberId who, int n) {
        return new ClientId(who + "-tab-" + n);
    }

    CompletableFuture<Answer> enters(HarnessNode node, MemberId who, int socket) {
        var role = who.equals(FAY) ? Role.FACILITATOR : Role.PARTICIPANT;
        seat(node, who, socket);
        var enter =
                new RoomCommand.Enter(
                        who,
                        new PersonId("p-" + who),
                        role,
                        role.isCare(),
                        Expected.TODAY,
                        socket(who, socket),
                        tab(who, socket),
                        node.id());
        return node.arrivals().enter(ROOM, SETTINGS, enter, Optional.of(new GateFlags(true, false, true, true)));
    }

    /** The same page on another socket. */
    CompletableFuture<Answer> resumes(HarnessNode node, MemberId who, int presented, int socket) {
        seat(node, who, socket);
        return node.rooms()
                .submit(
                        ROOM,
                        Submission.byServer(
                                now,
                                new RoomCommand.Resume(who, socket(who, presented), socket(who, socket), node.id())));
    }

    private void seat(HarnessNode node, MemberId who, int socket) {
        node.hub(ROOM).expect(who, socket(who, socket));
    }

    CompletableFuture<Answer> loses(HarnessNode node, MemberId who, int socket) {
        return node.rooms()
                .submitSurely(ROOM, new RoomCommand.LoseConnection(who, socket(who, socket), now, LeaveReason.NETWORK));
    }

    /** A command of the person's first tab, under the next number. */
    CompletableFuture<Answer> asks(HarnessNode node, MemberId who, RoomCommand command) {
        return asks(node, who, 1, ++number, command);
    }

    CompletableFuture<Answer> asks(HarnessNode node, MemberId who, int tab, long n, RoomCommand command) {
        var key = new CommandKey(who, tab(who, tab), n);
        return node.rooms().submit(ROOM, new Submission(new Actor.ByMember(who), now, Optional.of(key), command));
    }

    /** Fay and Ann are in the room through this node, and the session runs. */
    void session(HarnessNode node) {
        enters(node, FAY, 1);
        enters(node, ANN, 1);
        asks(node, FAY, new RoomCommand.Start());
        asks(node, FAY, new RoomCommand.Admit(ANN));
        turn();
    }

    // --- what is so ---

    /** What this node knows of the room, when it is warm there. */
    RoomState state(HarnessNode node) {
        return node.warmHub(ROOM).flatMap(HarnessHub::state).orElseThrow(() -> new AssertionError("not warm"));
    }

    Position position(HarnessNode node) {
        return node.warmHub(ROOM).flatMap(HarnessHub::position).orElseThrow(() -> new AssertionError("not warm"));
    }

    Member member(HarnessNode node, MemberId who) {
        return state(node).member(who).orElseThrow();
    }

    /** Notes to staff that this node knows, in order. */
    List<String> notes(HarnessNode node) {
        return state(node).messages().stream().map(message -> message.text()).toList();
    }

    SessionPresence presence() {
        return PresenceFold.fold(ledger.read(ROOM), OptionalLong.of(now));
    }

    /** How long somebody was connected until now, milliseconds. */
    long connected(MemberId who) {
        return presence().people().get(new PersonId("p-" + who)).union(member -> member.connected()).length();
    }
}
