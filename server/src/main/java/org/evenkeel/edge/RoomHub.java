package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;

import org.evenkeel.live.Position;
import org.evenkeel.live.RoomListener;
import org.evenkeel.live.Rooms;
import org.evenkeel.room.Attachment;
import org.evenkeel.room.Audience;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.Member;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.RoomView;
import org.evenkeel.room.SessionId;
import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ServerMessage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The sockets of one room on this node, and what each is told. Runs on the room's thread; only {@link #expect} and
 * {@link #forget} come from others.
 *
 * <p>Each audience's frame is encoded once and shared; what concerns one person alone follows in a frame of his own.
 * Who waits stands outside the numbering and gets his whole small view when it changes.
 */
final class RoomHub implements RoomListener {

    private static final List<Audience> NUMBERED = List.of(Audience.CARE, Audience.STAFF, Audience.MEMBER);

    private final SessionId session;
    private final NodeId node;
    private final Rooms.History history;
    private final HubTools tools;
    private final Map<ConnectionId, Guest> expected = new ConcurrentHashMap<>();
    private final Map<ConnectionId, ClientSession> seated = new HashMap<>();
    private final Map<Audience, Fanout> fanouts = new EnumMap<>(Audience.class);
    private final Map<Audience, Long> lastSent = new EnumMap<>(Audience.class);

    private record Guest(ClientSession client, Arrival arrival) {}

    /**
     * What all hubs share.
     *
     * @param frames makes frames once the port is open
     * @param clock milliseconds UTC
     */
    record HubTools(Translator translator, FrameMaker frames, Submitter rooms, LongSupplier clock) {}

    /** Makes one frame of a message. */
    interface FrameMaker {
        ByteBuf text(ServerMessage message);
    }

    /** Submits a command of the server itself. */
    interface Submitter {
        void submit(SessionId session, RoomCommand command);
    }

    RoomHub(SessionId session, NodeId node, Rooms.History history, HubTools tools) {
        this.session = session;
        this.node = node;
        this.history = history;
        this.tools = tools;
        NUMBERED.forEach(audience -> fanouts.put(audience, new Fanout()));
    }

    /** Somebody is about to be let in: once the log has his connection he gets his first view. */
    void expect(ClientSession client, ConnectionId connection, Arrival arrival) {
        expected.put(connection, new Guest(client, arrival));
    }

    /** He will not come, or his socket closed first. */
    void forget(ConnectionId connection) {
        expected.remove(connection);
    }

    @Override
    public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
        dismiss(after, at);
        moved(before, after, at);
        tellAudiences(before, after, at, entry);
        tellPersons(before, after, at, entry);
        welcome(after, at, entry);
        contradict(entry);
    }

    /** Sockets whose seat is gone are closed, each with the reason that its reader may know. */
    private void dismiss(RoomState after, Position at) {
        for (var client : List.copyOf(seated.values())) {
            var member = after.member(client.seat().member());
            if (member.filter(m -> m.holds(client.seat().connection())).isEmpty()) {
                unseat(client);
                lastView(client, after, at, member);
                client.dismissed(reason(after, member));
            }
        }
    }

    private void lastView(ClientSession client, RoomState after, Position at, Optional<Member> member) {
        if (after.phase() == Phase.ENDED) {
            member.ifPresent(m -> client.socket().send(sync(after, m, at)));
        }
    }

    private static CloseCode reason(RoomState after, Optional<Member> member) {
        if (member.isEmpty()) {
            return CloseCode.LOST_POSITION;
        }
        return switch (member.get().standing()) {
            case REMOVED, BARRED -> CloseCode.REMOVED;
            case DECLINED -> CloseCode.DECLINED;
            case WAITING, ADMITTED -> {
                if (after.phase() == Phase.ENDED) {
                    yield CloseCode.ENDED;
                }
                yield member.get().attachment().isPresent() ? CloseCode.CONNECTED_ELSEWHERE : CloseCode.LEFT;
            }
        };
    }

    /** Who came in or went out to the waiting room: another audience, a whole new view. */
    private void moved(RoomState before, RoomState after, Position at) {
        for (var client : seated.values()) {
            var now = after.member(client.seat().member()).orElseThrow();
            var audience = Audience.of(now);
            if (before.member(now.id()).map(Audience::of).filter(audience::equals).isEmpty()) {
                regroup(client, audience);
                client.socket().send(sync(after, now, at));
            }
        }
    }

    private void regroup(ClientSession client, Audience audience) {
        fanouts.values().forEach(fanout -> fanout.remove(client.socket()));
        Optional.ofNullable(fanouts.get(audience)).ifPresent(fanout -> fanout.add(client.socket()));
    }

    private void tellAudiences(RoomState before, RoomState after, Position at, RoomEntry entry) {
        for (var audience : NUMBERED) {
            var fanout = fanouts.get(audience);
            if (fanout.size() == 0) {
                continue;
            }
            var changes = translated(after, audience, RoomView.changes(before, after, audience));
            if (!changes.isEmpty()) {
                fanout.send(
                        tools.frames().text(new ServerMessage.Ev(at.seq(), sentBefore(audience), entry.at(), changes)));
                lastSent.put(audience, at.seq());
            }
        }
    }

    private long sentBefore(Audience audience) {
        return lastSent.getOrDefault(audience, 0L);
    }

    private List<org.evenkeel.wire.Change> translated(
            RoomState state, Audience audience, List<org.evenkeel.room.Change> changes) {
        return changes.stream().map(change -> tools.translator().change(session, state, audience, change)).toList();
    }

    private void tellPersons(RoomState before, RoomState after, Position at, RoomEntry entry) {
        for (var client : seated.values()) {
            var now = after.member(client.seat().member()).orElseThrow();
            var then = before.member(now.id());
            if (then.isEmpty() || Audience.of(then.get()) != Audience.of(now)) {
                continue;
            }
            if (Audience.of(now) == Audience.WAITING) {
                tellWaiting(client, before, then.get(), after, now, at);
            } else if (then.get() != now || concernsAll(before, after)) {
                tellPerson(client, before, after, now, at, entry);
            }
        }
    }

    /** Things outside a member's own record that his own view shows. */
    private static boolean concernsAll(RoomState before, RoomState after) {
        return before.speakingLocked() != after.speakingLocked() || before.messages() != after.messages();
    }

    private void tellPerson(
            ClientSession client, RoomState before, RoomState after, Member now, Position at, RoomEntry entry) {
        var audience = Audience.of(now);
        var own = translated(after, audience, RoomView.ownChanges(before, after, now.id()));
        if (!own.isEmpty()) {
            client.socket().send(new ServerMessage.Ev(at.seq(), sentBefore(audience), entry.at(), own));
        }
    }

    private void tellWaiting(
            ClientSession client, RoomState before, Member then, RoomState after, Member now, Position at) {
        if (!RoomView.whole(after, now).equals(RoomView.whole(before, then))) {
            client.socket().send(sync(after, now, at));
        }
    }

    private ServerMessage.Sync sync(RoomState state, Member member, Position at) {
        return new ServerMessage.Sync(at.epoch(), at.seq(), tools.clock().getAsLong(), snapshot(state, member));
    }

    private org.evenkeel.wire.RoomSnapshot snapshot(RoomState state, Member member) {
        return tools.translator().snapshot(session, state, Audience.of(member), RoomView.whole(state, member));
    }

    /** First views of those whose connection this entry brought into the log. */
    private void welcome(RoomState after, Position at, RoomEntry entry) {
        for (var event : entry.events()) {
            if (event instanceof RoomEvent.Attached attached && attached.node().equals(node)) {
                seatOrLose(after, at, attached);
            }
        }
    }

    /** A connection in the log whose socket is gone must not look alive for a whole lease. */
    private void seatOrLose(RoomState after, Position at, RoomEvent.Attached attached) {
        var guest = Optional.ofNullable(expected.remove(attached.connection()));
        var member = after.member(attached.member()).filter(m -> m.holds(attached.connection()));
        if (member.isEmpty()) {
            guest.ifPresent(late -> late.client().dismissed(CloseCode.CONNECTED_ELSEWHERE));
        } else if (guest.isEmpty()) {
            lose(attached.member(), attached.connection());
        } else {
            seat(guest.get(), after, member.get(), at);
        }
    }

    private void lose(org.evenkeel.room.MemberId member, ConnectionId connection) {
        tools.rooms()
                .submit(
                        session,
                        new RoomCommand.LoseConnection(
                                member, connection, tools.clock().getAsLong(), LeaveReason.NETWORK));
    }

    private void seat(Guest guest, RoomState state, Member member, Position at) {
        var client = guest.client();
        seated.put(client.seat().connection(), client);
        regroup(client, Audience.of(member));
        member.attachment().ifPresent(seat -> client.seated(member.person(), seat.client()));
        client.socket().send(firstView(guest, state, member, at));
    }

    private ServerMessage firstView(Guest guest, RoomState state, Member member, Position at) {
        var seat = guest.client().seat();
        long now = tools.clock().getAsLong();
        return missed(guest.arrival(), state, member)
                .<ServerMessage>map(
                        changes ->
                                new ServerMessage.Resumed(
                                        seat.member().value(), at.epoch(), at.seq(), now, seat.token(), changes))
                .orElseGet(
                        () ->
                                new ServerMessage.Welcome(
                                        seat.member().value(),
                                        at.epoch(),
                                        at.seq(),
                                        now,
                                        seat.token(),
                                        snapshot(state, member)));
    }

    /** What a resuming page missed; empty when it must be given the whole view. */
    private Optional<List<org.evenkeel.wire.Change>> missed(Arrival arrival, RoomState state, Member member) {
        var audience = Audience.of(member);
        return switch (arrival) {
            case Arrival.NewPage() -> Optional.empty();
            case Arrival.SamePage(var from) ->
                    history.stateAt(from)
                            .filter(_ -> audience != Audience.WAITING)
                            .filter(
                                    then ->
                                            then.member(member.id())
                                                    .map(Audience::of)
                                                    .filter(audience::equals)
                                                    .isPresent())
                            .map(
                                    then -> {
                                        var changes = new ArrayList<>(RoomView.changes(then, state, audience));
                                        changes.addAll(RoomView.ownChanges(then, state, member.id()));
                                        return translated(state, audience, changes);
                                    });
        };
    }

    /** This node holds the socket: a judge elsewhere was wrong. */
    private void contradict(RoomEntry entry) {
        for (var event : entry.events()) {
            if (event instanceof RoomEvent.ConnectionLost lost && seated.containsKey(lost.connection())) {
                var client = seated.get(lost.connection());
                if (client.alive()) {
                    tools.rooms().submit(session, new RoomCommand.ConfirmConnection(lost.member(), lost.connection()));
                } else {
                    unseat(client);
                }
            }
        }
    }

    private void unseat(ClientSession client) {
        seated.remove(client.seat().connection());
        fanouts.values().forEach(fanout -> fanout.remove(client.socket()));
    }

    @Override
    public void replaced(RoomState state, Position at) {
        dismissReplaced(state);
        for (var client : seated.values()) {
            var member = state.member(client.seat().member()).orElseThrow();
            regroup(client, Audience.of(member));
            client.socket().send(sync(state, member, at));
            if (member.presence() == Presence.RECONNECTING && client.alive()) {
                tools.rooms()
                        .submit(session, new RoomCommand.ConfirmConnection(member.id(), client.seat().connection()));
            }
        }
        NUMBERED.forEach(audience -> lastSent.put(audience, at.seq()));
        seatThoseWhoCameMeanwhile(state, at);
    }

    /** A history that does not know a live socket any more: the page comes back by itself. */
    private void dismissReplaced(RoomState state) {
        for (var client : List.copyOf(seated.values())) {
            var member = state.member(client.seat().member());
            boolean holds = member.filter(m -> m.holds(client.seat().connection())).isPresent();
            if (!holds) {
                unseat(client);
                boolean unknown = member.flatMap(Member::attachment).isEmpty() && state.phase() != Phase.ENDED;
                client.dismissed(unknown ? CloseCode.LOST_POSITION : reason(state, member));
            }
        }
    }

    private void seatThoseWhoCameMeanwhile(RoomState state, Position at) {
        for (var member : state.members().values()) {
            var connection = member.attachment().map(Attachment::connection);
            connection
                    .flatMap(id -> Optional.ofNullable(expected.remove(id)))
                    .ifPresent(guest -> seat(guest, state, member, at));
        }
    }

    /** Takes a closed socket off the lists; the loss itself goes through the room's log. */
    void socketClosed(ClientSession client) {
        if (seated.get(client.seat().connection()) == client) {
            unseat(client);
        }
    }

    /** For tests and the health page: how many sockets have a seat. */
    Collection<ClientSession> clients() {
        return List.copyOf(seated.values());
    }
}
