package org.evenkeel.edge;

import org.evenkeel.live.MediaPage;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of one room on this node, and what each is told. Runs on the room's thread; only {@link #expect} and
 * {@link #forget} come from others.
 *
 * <p>Each audience's frame is encoded once and shared; whom the entry also concerns alone gets one frame of his own
 * instead, with both. A viewer never gets two frames of one seq: a page that was cut between them would resume from a
 * position that it did not reach. Who waits stands outside the numbering and gets his whole small view when it changes.
 */
final class RoomHub implements RoomListener {

    private static final List<Audience> NUMBERED = List.of(Audience.CARE, Audience.STAFF, Audience.MEMBER);

    private final SessionId session;
    private final NodeId node;
    private final HubViews views;
    private final HubTools tools;
    private final Map<ConnectionId, Guest> expected = new ConcurrentHashMap<>();
    private final Seats seats = new Seats();
    private final Map<Audience, Fanout> fanouts = new EnumMap<>(Audience.class);
    private final Map<Audience, Long> lastSent = new EnumMap<>(Audience.class);
    private final MediaSockets media = new MediaSockets();

    private record Guest(ClientSession client, Arrival arrival) {}

    RoomHub(SessionId session, NodeId node, Rooms.History history, HubTools tools) {
        this.session = session;
        this.node = node;
        this.tools = tools;
        this.views = new HubViews(session, history, tools.translator(), tools.clock());
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
        var touched = seated(touched(before, after), after, at);
        var told = moved(touched, before, after, at);
        var concerned = HubViews.concernsAll(before, after) ? seats.all() : touched;
        tellWaiting(concerned, before, after, at);
        NUMBERED.forEach(audience -> tell(audience, told, concerned, before, after, at, entry));
        welcome(after, at, entry);
        contradict(entry);
    }

    /** Sockets of members whose record is another one now: most entries touch one member of many. */
    private List<ClientSession> touched(RoomState before, RoomState after) {
        var touched = new ArrayList<ClientSession>();
        for (var now : after.members().values()) {
            if (before.members().get(now.id()) != now) {
                touched.addAll(seats.of(now.id()));
            }
        }
        return touched;
    }

    /** Sockets whose seat is gone are closed, each with the reason that its reader may know; the others stay. */
    private List<ClientSession> seated(List<ClientSession> touched, RoomState after, Position at) {
        var staying = new ArrayList<ClientSession>(touched.size());
        for (var client : touched) {
            var member = after.member(client.seat().member());
            if (member.filter(m -> m.holds(client.seat().connection())).isPresent()) {
                staying.add(client);
            } else {
                unseat(client);
                lastView(client, after, at, member);
                client.dismissed(Farewell.code(after, member));
            }
        }
        return staying;
    }

    private void lastView(ClientSession client, RoomState after, Position at, Optional<Member> member) {
        if (after.phase() == Phase.ENDED) {
            member.ifPresent(m -> client.socket().send(views.sync(after, m, at)));
        }
    }

    /** Who came in or went out to the waiting room: another audience, a whole new view, and nothing more. */
    private Set<ClientSession> moved(List<ClientSession> touched, RoomState before, RoomState after, Position at) {
        var told = new HashSet<ClientSession>();
        for (var client : touched) {
            var now = after.member(client.seat().member()).orElseThrow();
            var audience = Audience.of(now);
            if (before.member(now.id()).map(Audience::of).filter(audience::equals).isEmpty()) {
                regroup(client, audience);
                client.socket().send(views.sync(after, now, at));
                told.add(client);
            }
        }
        return told;
    }

    private void regroup(ClientSession client, Audience audience) {
        fanouts.values().forEach(fanout -> fanout.remove(client.socket()));
        Optional.ofNullable(fanouts.get(audience)).ifPresent(fanout -> fanout.add(client.socket()));
    }

    /**
     * @param told whom this entry gave a whole view already
     * @param concerned whom it may concern beyond what all of his audience see
     */
    private void tell(
            Audience audience,
            Set<ClientSession> told,
            List<ClientSession> concerned,
            RoomState before,
            RoomState after,
            Position at,
            RoomEntry entry) {
        var fanout = fanouts.get(audience);
        if (fanout.isEmpty()) {
            return;
        }
        var shared = views.shared(before, after, audience);
        long sentBefore = lastSent.getOrDefault(audience, 0L);
        var except = new HashSet<ClientSocket>();
        for (var client : concerned) {
            var now = after.member(client.seat().member()).orElseThrow();
            if (told.contains(client)) {
                except.add(client.socket());
            } else if (Audience.of(now) == audience) {
                var own = views.own(before, after, now);
                if (!own.isEmpty()) {
                    except.add(client.socket());
                    client.socket()
                            .send(new ServerMessage.Ev(at.seq(), sentBefore, entry.at(), HubViews.joined(shared, own)));
                }
            }
        }
        if (!shared.isEmpty()) {
            fanout.send(tools.frames().text(new ServerMessage.Ev(at.seq(), sentBefore, entry.at(), shared)), except);
            lastSent.put(audience, at.seq());
        }
    }

    private void tellWaiting(List<ClientSession> concerned, RoomState before, RoomState after, Position at) {
        for (var client : concerned) {
            var now = after.member(client.seat().member()).orElseThrow();
            before.member(now.id())
                    .filter(then -> Audience.of(then) == Audience.WAITING && Audience.of(now) == Audience.WAITING)
                    .filter(then -> !RoomView.whole(after, now).equals(RoomView.whole(before, then)))
                    .ifPresent(_ -> client.socket().send(views.sync(after, now, at)));
        }
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
        seats.add(client);
        regroup(client, Audience.of(member));
        member.attachment()
                .ifPresent(
                        seat -> {
                            client.seated(member.person(), seat.client());
                            media.add(new MediaPage(member.id(), seat.client()), client);
                        });
        client.socket().send(views.first(client.seat(), guest.arrival(), state, member, at));
    }

    /** This node holds the socket: a judge elsewhere was wrong. */
    private void contradict(RoomEntry entry) {
        for (var event : entry.events()) {
            if (event instanceof RoomEvent.ConnectionLost lost) {
                seats.at(lost.connection()).ifPresent(client -> contradict(client, lost));
            }
        }
    }

    private void contradict(ClientSession client, RoomEvent.ConnectionLost lost) {
        if (client.alive()) {
            tools.rooms().submit(session, new RoomCommand.ConfirmConnection(lost.member(), lost.connection()));
        } else {
            unseat(client);
        }
    }

    private void unseat(ClientSession client) {
        seats.remove(client);
        media.remove(client);
        fanouts.values().forEach(fanout -> fanout.remove(client.socket()));
    }

    @Override
    public void replaced(RoomState state, Position at) {
        dismissReplaced(state);
        for (var client : seats.all()) {
            var member = state.member(client.seat().member()).orElseThrow();
            regroup(client, Audience.of(member));
            client.socket().send(views.sync(state, member, at));
            if (member.presence() == Presence.RECONNECTING && client.alive()) {
                tools.rooms()
                        .submit(session, new RoomCommand.ConfirmConnection(member.id(), client.seat().connection()));
            }
        }
        NUMBERED.forEach(audience -> lastSent.put(audience, at.seq()));
        seatThoseWhoCameMeanwhile(state, at);
    }

    @Override
    public boolean occupied() {
        return !expected.isEmpty() || !seats.isEmpty();
    }

    /** A history that does not know a live socket any more: the page comes back by itself. */
    private void dismissReplaced(RoomState state) {
        for (var client : seats.all()) {
            var member = state.member(client.seat().member());
            boolean holds = member.filter(m -> m.holds(client.seat().connection())).isPresent();
            if (!holds) {
                unseat(client);
                boolean unknown = member.flatMap(Member::attachment).isEmpty() && state.phase() != Phase.ENDED;
                client.dismissed(unknown ? CloseCode.LOST_POSITION : Farewell.code(state, member));
            }
        }
    }

    /** And a seat on this node without a socket would look alive until the session ends. */
    private void seatThoseWhoCameMeanwhile(RoomState state, Position at) {
        for (var member : state.members().values()) {
            var connection = member.attachment().map(Attachment::connection);
            connection
                    .flatMap(id -> Optional.ofNullable(expected.remove(id)))
                    .ifPresent(guest -> seat(guest, state, member, at));
            member.attachment()
                    .filter(seat -> seat.node().equals(node) && member.presence() == Presence.CONNECTED)
                    .filter(seat -> seats.at(seat.connection()).isEmpty())
                    .ifPresent(seat -> lose(member.id(), seat.connection()));
        }
    }

    /** Takes a closed socket off the lists; the loss itself goes through the room's log. */
    void socketClosed(ClientSession client) {
        if (seats.at(client.seat().connection()).filter(there -> there == client).isPresent()) {
            unseat(client);
        }
    }

    /** The room's sockets as its media know them: from any thread. */
    MediaSockets media() {
        return media;
    }

    /** Something for all staff, outside the numbering. Any thread. */
    void tellStaff(ServerMessage message) {
        for (var audience : List.of(Audience.CARE, Audience.STAFF)) {
            fanouts.get(audience).send(tools.frames().text(message));
        }
    }

    /** For tests and the health page: how many sockets have a seat. */
    Collection<ClientSession> clients() {
        return seats.all();
    }
}
