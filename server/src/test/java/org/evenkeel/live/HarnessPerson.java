package org.evenkeel.live;

import org.evenkeel.room.Actor;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.CommandKey;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RejectionCode;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.Submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A person with at most one page: numbers what he asks, keeps at most 8 unacknowledged, sends them again after a
 * reconnect under the same numbers, resumes with the token of his last view, here or on another node.
 */
final class HarnessPerson implements HarnessSocket.Page {

    private static final int UNACKNOWLEDGED = 8;
    private static final GateFlags CLEAR = new GateFlags(true, false, true, true);

    /** What became of one numbered command with a text of its own. */
    static final class Sent {
        private final long n;
        private final RoomCommand command;
        private final String text;
        private boolean acknowledged;
        private boolean over;

        private Sent(long n, RoomCommand command, String text) {
            this.n = n;
            this.command = command;
            this.text = text;
        }

        String text() {
            return text;
        }

        boolean acknowledged() {
            return acknowledged;
        }
    }

    /** One page over all its sockets. */
    private static final class Page {
        private final ClientId client;
        private final List<Sent> sent = new ArrayList<>();
        private Optional<ConnectionId> token = Optional.empty();
        private Optional<HarnessSocket> socket = Optional.empty();
        private boolean leaving;
        private long next = 1;

        private Page(ClientId client) {
            this.client = client;
        }

        private List<Sent> unacknowledged() {
            return sent.stream().filter(command -> !command.over).toList();
        }
    }

    private final FaultHarness world;
    private final MemberId member;
    private final Role role;
    private final List<HarnessSocket> sockets = new ArrayList<>();
    private final List<Sent> everything = new ArrayList<>();
    private Optional<Page> page = Optional.empty();

    HarnessPerson(FaultHarness world, String name, Role role) {
        this.world = world;
        this.member = new MemberId("m-" + name);
        this.role = role;
    }

    @Override
    public MemberId member() {
        return member;
    }

    PersonId person() {
        return new PersonId("p-" + member.value());
    }

    Role role() {
        return role;
    }

    List<HarnessSocket> sockets() {
        return sockets;
    }

    List<Sent> everything() {
        return everything;
    }

    boolean hasPage() {
        return page.isPresent();
    }

    boolean isSeated() {
        return socket().filter(HarnessSocket::isSeated).isPresent();
    }

    /** Whether nothing that he asked is without an answer, and no page of his is between two sockets. */
    boolean settled() {
        return page.isEmpty() || isSeated() && page.get().unacknowledged().isEmpty();
    }

    Optional<HarnessSocket> socket() {
        return page.flatMap(now -> now.socket).filter(HarnessSocket::open);
    }

    // --- coming and going ---

    /** Opens a new page, in place of the old one if there is one. */
    void open(HarnessNode node) {
        sockets.forEach(old -> old.surelyNotAfter(world.now()));
        page = Optional.of(new Page(new ClientId("tab-" + world.ids().next())));
        var socket = connect(node);
        var enter =
                new RoomCommand.Enter(
                        member,
                        person(),
                        role,
                        role.isCare(),
                        Expected.TODAY,
                        socket.connection(),
                        page.get().client,
                        node.id());
        socket.enters(node.arrivals().enter(FaultHarness.ROOM, FaultHarness.SETTINGS, enter, Optional.of(CLEAR)))
                .thenAccept(answer -> entered(socket, answer));
    }

    /** The same page on a new socket; a page that never had a view opens anew. */
    void comeBack(HarnessNode node) {
        var now = page.orElseThrow();
        if (now.token.isEmpty()) {
            open(node);
            return;
        }
        var presented = now.token.get();
        var socket = connect(node);
        var again = new RoomCommand.Resume(member, presented, socket.connection(), node.id());
        socket.enters(node.rooms().submit(FaultHarness.ROOM, Submission.byServer(world.now(), again)))
                .thenAccept(answer -> entered(socket, answer));
    }

    private HarnessSocket connect(HarnessNode node) {
        var now = page.orElseThrow();
        sockets.forEach(old -> old.surelyNotAfter(world.now()));
        var socket =
                new HarnessSocket(this, new ConnectionId("c-" + world.ids().next()), Optional.of(node), world.now());
        sockets.add(socket);
        now.socket = Optional.of(socket);
        node.hub(FaultHarness.ROOM).expect(socket);
        return socket;
    }

    private void entered(HarnessSocket socket, Answer answer) {
        switch (answer) {
            case Answer.Done _ -> {}
            case Answer.Refused _ -> {
                notComing(socket);
                if (owns(socket)) {
                    page = Optional.empty();
                }
            }
            case Answer.Unavailable _ -> notComing(socket);
        }
    }

    private boolean owns(HarnessSocket socket) {
        return page.flatMap(now -> now.socket).filter(socket::equals).isPresent();
    }

    private static void notComing(HarnessSocket socket) {
        socket.close();
        socket.node().warmHub(FaultHarness.ROOM).ifPresent(hub -> hub.forget(socket));
    }

    @Override
    public void seated(HarnessSocket socket) {
        if (!owns(socket)) {
            return;
        }
        var now = page.get();
        now.token = Optional.of(socket.connection());
        now.unacknowledged().forEach(command -> send(now, socket, command));
    }

    @Override
    public void dismissed(HarnessSocket socket) {
        socket.surelyNotAfter(world.now());
        if (owns(socket) && page.get().leaving) {
            page = Optional.empty();
        }
    }

    /** His socket dies now; the node finds out after a while, if it still lives then. */
    void drop(long noticedAfter) {
        var socket = socket().orElseThrow();
        long at = world.now();
        socket.close();
        socket.surelyNotAfter(at);
        world.after(noticedAfter, () -> notice(socket, at));
    }

    private void notice(HarnessSocket socket, long at) {
        var node = socket.node();
        if (!node.alive()) {
            return;
        }
        socket.giveUp();
        node.warmHub(FaultHarness.ROOM).ifPresent(hub -> hub.forget(socket));
        if (node.warmHub(FaultHarness.ROOM).filter(hub -> hub.closed(socket)).isPresent()) {
            node.rooms()
                    .submitSurely(
                            FaultHarness.ROOM,
                            new RoomCommand.LoseConnection(member, socket.connection(), at, LeaveReason.NETWORK))
                    .thenAccept(
                            answer -> {
                                if (answer instanceof Answer.Done) {
                                    socket.notAfter(at);
                                }
                            });
        }
    }

    void leave() {
        var socket = socket().orElseThrow();
        socket.surelyNotAfter(world.now());
        page.orElseThrow().leaving = true;
        ask(new RoomCommand.Leave(socket.connection(), LeaveReason.STEPPED_OUT), "");
    }

    /** The node under his socket died. */
    void nodeDied(HarnessNode node) {
        for (var socket : sockets) {
            if (socket.node() == node) {
                socket.close();
                socket.surelyNotAfter(node.renewedAt());
            }
        }
    }

    // --- asking ---

    void ask(RoomCommand command, String text) {
        var now = page.orElseThrow();
        if (now.unacknowledged().size() >= UNACKNOWLEDGED) {
            return;
        }
        var sent = new Sent(now.next++, command, text);
        now.sent.add(sent);
        everything.add(sent);
        socket().filter(HarnessSocket::isSeated).ifPresent(socket -> send(now, socket, sent));
    }

    String nextText() {
        return page.orElseThrow().client.value() + "/" + page.orElseThrow().next;
    }

    private void send(Page from, HarnessSocket socket, Sent sent) {
        var key = new CommandKey(member, from.client, sent.n);
        socket.node()
                .rooms()
                .submit(
                        FaultHarness.ROOM,
                        new Submission(new Actor.ByMember(member), world.now(), Optional.of(key), sent.command))
                .thenAccept(answer -> answered(from, socket, sent, answer));
    }

    /** An answer reaches the page only over the socket that asked. */
    private void answered(Page from, HarnessSocket socket, Sent sent, Answer answer) {
        boolean leavingNow = sent.command instanceof RoomCommand.Leave;
        if (!socket.open() && !leavingNow) {
            return;
        }
        switch (answer) {
            case Answer.Done _ -> {
                sent.acknowledged = true;
                sent.over = true;
                if (leavingNow && page.filter(from::equals).isPresent()) {
                    socket.close();
                    page = Optional.empty();
                }
            }
            case Answer.Refused(var code) -> {
                sent.over = true;
                if (leavingNow && code == RejectionCode.STALE_CONNECTION) {
                    from.leaving = false;
                }
            }
            case Answer.Unavailable _ -> world.after(1_000, () -> again(from, socket, sent));
        }
    }

    private void again(Page from, HarnessSocket socket, Sent sent) {
        if (page.filter(from::equals).isPresent() && socket.isSeated() && owns(socket) && !sent.over) {
            send(from, socket, sent);
        }
    }
}
