package org.evenkeel.live;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.Message;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The sockets of one room on one node, as the edge's hub keeps them: seats, loses, contradicts, dismisses. */
final class HarnessHub implements RoomListener {

    /** Is told what is claimed about every entry. */
    interface Claims {
        void advanced(NodeId node, RoomState before, RoomState after, Position at, RoomEntry entry);
    }

    private final SessionId session;

    /** The node whose sockets these are. */
    interface Home {
        NodeId id();

        Rooms rooms();
    }

    private final Home node;
    private final LongSupplier clock;
    private final Claims claims;
    private final Map<ConnectionId, HarnessSocket> expected = new ConcurrentHashMap<>();
    private final Map<ConnectionId, HarnessSocket> seated = new ConcurrentHashMap<>();
    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private volatile Optional<RoomState> state = Optional.empty();
    private volatile Optional<Position> position = Optional.empty();

    HarnessHub(SessionId session, Home node, LongSupplier clock, Claims claims) {
        this.session = session;
        this.node = node;
        this.clock = clock;
        this.claims = claims;
    }

    void expect(HarnessSocket socket) {
        expected.put(socket.connection(), socket);
    }

    /** Somebody's socket that stays open. */
    void expect(MemberId member, ConnectionId connection) {
        expect(HarnessSocket.open(member, connection));
    }

    void forget(HarnessSocket socket) {
        expected.remove(socket.connection());
    }

    /**
     * The socket died: it has no seat here any more.
     *
     * @return whether it had one
     */
    boolean closed(HarnessSocket socket) {
        return seated.remove(socket.connection()) != null;
    }

    /** What this node has seen written, whatever became of it. */
    boolean saw(String text) {
        return texts.contains(text);
    }

    Optional<RoomState> state() {
        return state;
    }

    Optional<Position> position() {
        return position;
    }

    @Override
    public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
        claims.advanced(node.id(), before, after, at, entry);
        state = Optional.of(after);
        position = Optional.of(at);
        after.messages().stream().filter(message -> message.seq() == at.seq()).map(Message::text).forEach(texts::add);
        dismiss(after);
        for (var event : entry.events()) {
            if (event instanceof RoomEvent.Attached attached && attached.node().equals(node.id())) {
                seatOrLose(after, attached, entry.at());
            } else if (event instanceof RoomEvent.ConnectionLost lost && seated.containsKey(lost.connection())) {
                confirm(seated.get(lost.connection()));
            }
        }
    }

    private void dismiss(RoomState after) {
        for (var socket : List.copyOf(seated.values())) {
            var member = after.member(socket.member());
            if (member.filter(m -> m.holds(socket.connection())).isEmpty()) {
                seated.remove(socket.connection());
                member.ifPresent(
                        now ->
                                socket.surelyNotAfter(
                                        now.attachment().map(seat -> seat.since()).orElse(now.presenceSince())));
                socket.dismissed();
            }
        }
    }

    private void seatOrLose(RoomState after, RoomEvent.Attached attached, long at) {
        var guest = Optional.ofNullable(expected.remove(attached.connection()));
        boolean holds = after.member(attached.member()).filter(m -> m.holds(attached.connection())).isPresent();
        if (!holds) {
            guest.ifPresent(HarnessSocket::dismissed);
        } else if (guest.isEmpty()) {
            lose(attached.member(), attached.connection());
        } else {
            seat(guest.get(), at);
        }
    }

    private void lose(MemberId member, ConnectionId connection) {
        node.rooms()
                .submitSurely(
                        session,
                        new RoomCommand.LoseConnection(member, connection, clock.getAsLong(), LeaveReason.NETWORK));
    }

    private void seat(HarnessSocket socket, long at) {
        seated.put(socket.connection(), socket);
        socket.seated(at);
    }

    private void confirm(HarnessSocket socket) {
        if (socket.open()) {
            node.rooms().submitSurely(session, new RoomCommand.ConfirmConnection(socket.member(), socket.connection()));
        }
    }

    @Override
    public boolean occupied() {
        return !expected.isEmpty() || !seated.isEmpty();
    }

    @Override
    public void replaced(RoomState now, Position at) {
        state = Optional.of(now);
        position = Optional.of(at);
        now.messages().stream().map(Message::text).forEach(texts::add);
        dismiss(now);
        for (var socket : seated.values()) {
            if (now.member(socket.member()).filter(m -> m.presence() == Presence.RECONNECTING).isPresent()) {
                confirm(socket);
            }
        }
        for (var member : now.members().values()) {
            member.attachment()
                    .filter(seat -> seat.node().equals(node.id()) && member.presence() == Presence.CONNECTED)
                    .filter(seat -> !seated.containsKey(seat.connection()) && !expected.containsKey(seat.connection()))
                    .ifPresent(seat -> lose(member.id(), seat.connection()));
            member.attachment()
                    .flatMap(seat -> Optional.ofNullable(expected.remove(seat.connection())))
                    .ifPresent(
                            socket -> seat(socket, member.attachment().map(seat -> seat.since()).orElse(now.lastAt())));
        }
    }
}
