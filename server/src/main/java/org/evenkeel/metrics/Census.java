package org.evenkeel.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.evenkeel.live.ListenerBefore;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomListener;
import org.evenkeel.live.Rooms;
import org.evenkeel.room.Member;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.Presence;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Counts rooms and members, beside whoever listens to the rooms. An entry costs it one reference: the state is there
 * and immutable, and is counted when somebody looks. Any thread.
 *
 * <p>A room that two nodes have warm is counted by both; a member only by the node that has his socket.
 */
public final class Census implements Rooms.Listeners {

    /** Roles that are told apart: who holds the session, who helps, whom it is for. */
    private enum RoleClass {
        FACILITATOR,
        HELPER,
        PARTICIPANT,
        GUEST,
        OBSERVER;

        static RoleClass of(Role role) {
            return switch (role) {
                case FACILITATOR, CO_FACILITATOR -> FACILITATOR;
                case MODERATOR, PEER_MENTOR -> HELPER;
                case PARTICIPANT -> PARTICIPANT;
                case GUEST -> GUEST;
                case OBSERVER, INTERPRETER -> OBSERVER;
            };
        }
    }

    private final Rooms.Listeners beside;
    private final NodeId node;
    private final Set<Seen> rooms = ConcurrentHashMap.newKeySet();

    Census(Rooms.Listeners beside, NodeId node, MeterRegistry registry) {
        this.beside = beside;
        this.node = node;
        for (var phase : Phase.values()) {
            Gauge.builder("evenkeel.rooms", () -> rooms(phase))
                    .description("Rooms that this node has warm, by where their session stands")
                    .tag("phase", Meters.word(phase))
                    .register(registry);
        }
        for (var role : RoleClass.values()) {
            Gauge.builder("evenkeel.members", () -> members(of(role).and(Member::inRoom)))
                    .description("People in rooms whose socket is on this node")
                    .tag("role", Meters.word(role))
                    .register(registry);
        }
        Gauge.builder("evenkeel.waiters", this::waiting)
                .description("People who wait to be let in, whose socket is on this node")
                .register(registry);
        Gauge.builder("evenkeel.reconnecting", this::reconnecting)
                .description("People who were cut off a moment ago and whose seat is kept")
                .register(registry);
    }

    /** Rooms whose session is on. */
    public long openRooms() {
        return rooms(Phase.STARTED);
    }

    /** People in rooms whose socket is here. */
    public long people() {
        return members(Member::inRoom);
    }

    /** People who wait to be let in. */
    public long waiting() {
        return members(member -> !member.inRoom());
    }

    private static Predicate<Member> of(RoleClass role) {
        return member -> RoleClass.of(member.role()) == role;
    }

    private long rooms(Phase phase) {
        return rooms.stream().filter(room -> room.state.phase() == phase).count();
    }

    private long members(Predicate<Member> which) {
        return mine().filter(member -> member.presence() == Presence.CONNECTED).filter(which).count();
    }

    private long reconnecting() {
        return mine().filter(member -> member.presence() == Presence.RECONNECTING).count();
    }

    private Stream<Member> mine() {
        return rooms.stream()
                .flatMap(room -> room.state.members().values().stream())
                .filter(member -> member.attachment().filter(seat -> seat.node().equals(node)).isPresent());
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        var room = new Seen(beside.listen(session, history), RoomState.empty(session));
        rooms.add(room);
        return room;
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        if (listener instanceof Seen room) {
            rooms.remove(room);
            beside.cooled(session, room.next());
        } else {
            beside.cooled(session, listener);
        }
    }

    private static final class Seen extends ListenerBefore {
        private volatile RoomState state;

        Seen(RoomListener next, RoomState state) {
            super(next);
            this.state = state;
        }

        @Override
        public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
            state = after;
            super.advanced(before, after, at, entry);
        }

        @Override
        public void replaced(RoomState now, Position at) {
            state = now;
            super.replaced(now, at);
        }
    }
}
