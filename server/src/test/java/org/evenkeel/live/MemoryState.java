package org.evenkeel.live;

import org.evenkeel.live.RoomLog.Append;
import org.evenkeel.live.RoomLog.Loaded;
import org.evenkeel.live.RoomLog.Outcome;
import org.evenkeel.room.Attachment;
import org.evenkeel.room.Member;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Presence;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the {@link MemoryStore} holds: the scripts' work on plain collections. Not thread-safe. */
final class MemoryState {

    /** As in the real store: who missed more loads anew. */
    private static final int MOST_MISSED = 500;

    private record Room(String run, Position head, Optional<RoomSnapshot> snapshot, List<LoggedEntry> entries) {

        List<LoggedEntry> after(long seq) {
            return entries.stream().filter(entry -> entry.entry().seq() > seq).toList();
        }
    }

    private final Map<SessionId, Room> rooms = new LinkedHashMap<>();
    private final Map<SessionId, Long> due = new LinkedHashMap<>();
    private final Map<NodeId, Set<SessionId>> nodes = new LinkedHashMap<>();
    private final Map<NodeId, Long> leases = new LinkedHashMap<>();

    MemoryState copy() {
        var copy = new MemoryState();
        copy.rooms.putAll(rooms);
        copy.due.putAll(due);
        nodes.forEach((node, of) -> copy.nodes.put(node, new LinkedHashSet<>(of)));
        copy.leases.putAll(leases);
        return copy;
    }

    Loaded load(SessionId id, String run) {
        var room = rooms.get(id);
        if (room == null) {
            return new Loaded.Absent();
        }
        long from = room.snapshot().map(snapshot -> snapshot.at().seq()).orElse(0L);
        return new Loaded.Present(room.head(), room.snapshot(), room.after(from), room.run().equals(run));
    }

    Outcome append(Append append, String run) {
        var room = rooms.get(append.room());
        var expected = append.expected();
        if (room == null) {
            return expected.equals(Position.ORIGIN)
                    ? write(append, new Room(run, Position.ORIGIN, Optional.empty(), List.of()))
                    : new Outcome.Lost(Optional.empty());
        }
        if (!room.run().equals(run) || room.head().compareTo(expected) < 0) {
            return new Outcome.Lost(Optional.of(room.head()));
        }
        if (room.head().equals(expected)) {
            return write(append, room);
        }
        var missed = room.after(expected.seq());
        boolean complete = missed.size() == room.head().seq() - expected.seq() && missed.size() <= MOST_MISSED;
        return room.head().epoch() == expected.epoch() && complete
                ? new Outcome.Behind(room.head(), missed)
                : new Outcome.Reload(room.head());
    }

    private Outcome write(Append append, Room room) {
        var entries = new ArrayList<>(room.entries());
        append.entries().forEach(entry -> entries.add(new LoggedEntry(append.batch(), entry)));
        var head = append.expected().plus(append.entries().size());
        rooms.put(append.room(), new Room(room.run(), head, room.snapshot(), List.copyOf(entries)));
        due(append.room(), append.nextDue());
        if (append.occupied()) {
            occupy(append.node(), append.room());
        } else {
            release(append.node(), append.room());
        }
        return new Outcome.Written(head);
    }

    private void due(SessionId room, OptionalLong at) {
        if (at.isPresent()) {
            due.put(room, at.getAsLong());
        } else {
            due.remove(room);
        }
    }

    private void occupy(NodeId node, SessionId room) {
        nodes.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(room);
    }

    List<LoggedEntry> after(SessionId id, Position position) {
        var room = rooms.get(id);
        return room == null || room.head().epoch() != position.epoch() ? List.of() : room.after(position.seq());
    }

    Optional<Position> head(SessionId id) {
        return Optional.ofNullable(rooms.get(id)).map(Room::head);
    }

    Optional<RoomLog.Head> check(SessionId id, String run) {
        return Optional.ofNullable(rooms.get(id)).map(room -> new RoomLog.Head(room.head(), room.run().equals(run)));
    }

    boolean snapshot(SessionId id, RoomSnapshot snapshot, long confirmedSeq, String run) {
        var room = rooms.get(id);
        var at = snapshot.at();
        if (room == null
                || !room.run().equals(run)
                || room.head().epoch() != at.epoch()
                || room.head().seq() < at.seq()) {
            return false;
        }
        var newest = room.snapshot().filter(stored -> stored.at().seq() >= at.seq()).orElse(snapshot);
        var kept = room.after(Math.min(at.seq(), confirmedSeq));
        rooms.put(id, new Room(run, room.head(), Optional.of(newest), kept));
        return true;
    }

    boolean openEpoch(
            SessionId id,
            NodeId healer,
            Optional<Position> found,
            RoomSnapshot snapshot,
            OptionalLong nextDue,
            String run) {
        if (found.filter(before -> before.epoch() >= snapshot.at().epoch()).isPresent()) {
            throw new IllegalArgumentException("a new epoch is later than what was found");
        }
        if (!head(id).equals(found)) {
            return false;
        }
        rooms.put(id, new Room(run, snapshot.at(), Optional.of(snapshot), List.of()));
        due(id, nextDue);
        occupy(healer, id);
        snapshot.state().members().values().stream()
                .filter(member -> member.presence() == Presence.CONNECTED)
                .map(Member::attachment)
                .flatMap(Optional::stream)
                .map(Attachment::node)
                .forEach(node -> occupy(node, id));
        return true;
    }

    void forget(SessionId room) {
        rooms.remove(room);
        due.remove(room);
        nodes.values().forEach(of -> of.remove(room));
    }

    List<SessionId> due(long now, int most) {
        return due.entrySet().stream()
                .filter(entry -> entry.getValue() <= now)
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<SessionId> roomsOf(NodeId node) {
        return List.copyOf(nodes.getOrDefault(node, Set.of()));
    }

    void release(NodeId node, SessionId room) {
        nodes.getOrDefault(node, new LinkedHashSet<>()).remove(room);
    }

    void renew(NodeId node, long now) {
        leases.put(node, now);
    }

    Map<NodeId, Long> leases() {
        return new LinkedHashMap<>(leases);
    }

    void removeLease(NodeId node) {
        leases.remove(node);
    }
}
