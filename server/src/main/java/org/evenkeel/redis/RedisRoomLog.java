package org.evenkeel.redis;

import org.evenkeel.live.LoggedEntry;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.RoomSnapshot;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.Attachment;
import org.evenkeel.room.Member;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Presence;
import org.evenkeel.room.SessionId;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The log of every room in a Redis Stream, written by scripts that compare before they write. Appends have a connection
 * of their own, so that a large read never delays one. Any thread.
 *
 * <p>Every method may throw {@link BrokenSeal} when Redis holds what no node of ours sealed there, and {@link
 * org.evenkeel.live.SessionKeys.KeyForgotten} when the session's live data was forgotten.
 */
final class RedisRoomLog implements RoomLog {

    /** Who missed more loads the room anew. */
    private static final int MOST_MISSED = 500;

    private static final String NOTHING = "";

    private final RedisLane appends;
    private final RedisLane reads;
    private final RoomPayloads payloads;

    RedisRoomLog(RedisLane appends, RedisLane reads, RoomPayloads payloads) {
        this.appends = appends;
        this.reads = reads;
        this.payloads = payloads;
    }

    @Override
    public Loaded load(SessionId room) {
        var keys = List.of(Names.log(room), Names.meta(room), Names.snapshot(room));
        var reply = reads.ask(Ask.script(Script.LOAD, keys, List.of()));
        List<?> parts = Replies.list(reply.value());
        if (parts.isEmpty()) {
            return new Loaded.Absent();
        }
        var head = Replies.position(parts, 1);
        Optional<RoomSnapshot> snapshot =
                parts.size() == 4 ? Optional.empty() : Optional.of(snapshot(room, head.epoch(), parts));
        var from = snapshot.map(RoomSnapshot::at).orElse(new Position(head.epoch(), 0));
        var tail = unbroken(from, opened(room, from, parts.get(3)));
        boolean complete = from.plus(tail.size()).equals(head);
        boolean intact = complete && Replies.text(parts.getFirst()).equals(reply.run());
        return new Loaded.Present(head, snapshot, tail, intact);
    }

    private RoomSnapshot snapshot(SessionId room, long epoch, List<?> parts) {
        return payloads.snapshot(room, new Position(epoch, Replies.number(parts.get(4))), Replies.bytes(parts.get(5)));
    }

    @Override
    public Outcome append(Append append) {
        var room = append.room();
        var keys = List.of(Names.log(room), Names.meta(room), Names.DUE, Names.roomsOf(append.node()));
        var reply = appends.ask(Ask.script(Script.APPEND, keys, arguments(append)));
        List<?> parts = Replies.list(reply.value());
        String outcome = Replies.text(parts.getFirst());
        return switch (outcome) {
            case "written" -> new Outcome.Written(append.expected().plus(append.entries().size()));
            case "behind" ->
                    new Outcome.Behind(Replies.position(parts, 1), opened(room, append.expected(), parts.get(3)));
            case "reload" -> new Outcome.Reload(Replies.position(parts, 1));
            case "lost" ->
                    new Outcome.Lost(parts.size() == 1 ? Optional.empty() : Optional.of(Replies.position(parts, 1)));
            default -> throw new IllegalStateException("the script of appends answered something else");
        };
    }

    private List<Object> arguments(Append append) {
        var expected = append.expected();
        List<Object> arguments = new ArrayList<>(9 + append.entries().size());
        arguments.add(Long.toString(expected.epoch()));
        arguments.add(Long.toString(expected.seq()));
        arguments.add(append.room().value());
        arguments.add(Names.channel(append.room()));
        arguments.add(BusMessage.head(BusMessage.Kind.WRITTEN, append.node(), expected, append.batch()));
        arguments.add(append.batch());
        arguments.add(due(append.nextDue()));
        arguments.add(append.occupied() ? "1" : "0");
        arguments.add(Integer.toString(MOST_MISSED));
        for (var entry : append.entries()) {
            arguments.add(payloads.sealed(append.room(), expected.epoch(), append.batch(), entry));
        }
        return arguments;
    }

    private static String due(OptionalLong nextDue) {
        return nextDue.isPresent() ? Long.toString(nextDue.getAsLong()) : NOTHING;
    }

    @Override
    public List<LoggedEntry> after(SessionId room, Position position) {
        var arguments = List.of(Long.toString(position.epoch()), Long.toString(position.seq()));
        var keys = List.of(Names.log(room), Names.meta(room));
        return opened(room, position, reads.ask(Ask.script(Script.AFTER, keys, arguments)).value());
    }

    /** What follows the position without a gap; a gap would be a fault of the store. */
    private static List<LoggedEntry> unbroken(Position from, List<LoggedEntry> entries) {
        int fits = 0;
        while (fits < entries.size() && entries.get(fits).entry().seq() == from.seq() + fits + 1) {
            fits++;
        }
        return entries.subList(0, fits);
    }

    private List<LoggedEntry> opened(SessionId room, Position epoch, Object stream) {
        List<LoggedEntry> opened = new ArrayList<>();
        for (var item : Replies.stream(stream)) {
            var before = new Position(epoch.epoch(), item.seq() - 1);
            opened.addAll(payloads.opened(room, before, item.batch(), ByteBuffer.wrap(item.sealed())));
        }
        return opened;
    }

    @Override
    public Map<SessionId, Head> heads(Collection<SessionId> rooms) {
        var asked = List.copyOf(rooms);
        var replies = reads.askAll(asked.stream().map(RedisRoomLog::head).toList());
        Map<SessionId, Head> heads = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            List<?> parts = Replies.list(replies.get(i).value());
            if (parts.getFirst() != null) {
                boolean intact = Replies.text(parts.getFirst()).equals(replies.get(i).run());
                heads.put(asked.get(i), new Head(Replies.position(parts, 1), intact));
            }
        }
        return heads;
    }

    private static Ask head(SessionId room) {
        return Ask.command(
                new CommandArguments(Command.HMGET).key(Names.meta(room)).add("run").add("epoch").add("seq"));
    }

    @Override
    public boolean snapshot(SessionId room, RoomSnapshot snapshot, long confirmedSeq) {
        var keys = List.of(Names.log(room), Names.meta(room), Names.snapshot(room));
        List<Object> arguments =
                List.of(
                        Long.toString(snapshot.at().epoch()),
                        Long.toString(snapshot.at().seq()),
                        payloads.sealed(room, snapshot),
                        Long.toString(confirmedSeq));
        return Replies.number(reads.ask(Ask.script(Script.SNAPSHOT, keys, arguments)).value()) == 1;
    }

    @Override
    public boolean openEpoch(
            SessionId room, NodeId node, Optional<Position> found, RoomSnapshot snapshot, OptionalLong nextDue) {
        var at = snapshot.at();
        if (found.filter(before -> before.epoch() >= at.epoch()).isPresent()) {
            throw new IllegalArgumentException("a new epoch is later than what was found");
        }
        var fixed = List.of(Names.log(room), Names.meta(room), Names.snapshot(room), Names.DUE);
        var nodes = nodesOf(node, snapshot).map(Names::roomsOf);
        var keys = Stream.concat(fixed.stream(), nodes).toList();
        List<Object> arguments =
                List.of(
                        found.map(before -> Long.toString(before.epoch())).orElse(NOTHING),
                        found.map(before -> Long.toString(before.seq())).orElse(NOTHING),
                        Long.toString(at.epoch()),
                        Long.toString(at.seq()),
                        payloads.sealed(room, snapshot),
                        room.value(),
                        due(nextDue),
                        Names.channel(room),
                        BusMessage.head(BusMessage.Kind.ANNOUNCED, node, at, NOTHING));
        return Replies.number(appends.ask(Ask.script(Script.OPEN_EPOCH, keys, arguments)).value()) == 1;
    }

    /** Nodes that may have to be swept: the lists of all of them may have been lost together with the log. */
    private static Stream<NodeId> nodesOf(NodeId healer, RoomSnapshot snapshot) {
        var seated =
                snapshot.state().members().values().stream()
                        .filter(member -> member.presence() == Presence.CONNECTED)
                        .map(Member::attachment)
                        .flatMap(Optional::stream)
                        .map(Attachment::node);
        return Stream.concat(Stream.of(healer), seated).distinct();
    }

    @Override
    public void forget(SessionId room) {
        payloads.seal().forget(room);
        var leases = new CommandArguments(Command.ZRANGE).key(Names.LEASES).add(0).add(-1);
        List<?> nodes = Replies.list(reads.ask(Ask.command(leases)).value());
        List<Ask> asks = new ArrayList<>();
        asks.add(
                Ask.command(
                        new CommandArguments(Command.DEL)
                                .keys(Names.meta(room), Names.log(room), Names.snapshot(room))));
        asks.add(Ask.command(new CommandArguments(Command.ZREM).key(Names.DUE).add(room.value())));
        for (Object node : nodes) {
            var rooms = Names.roomsOf(new NodeId(Replies.text(node)));
            asks.add(Ask.command(new CommandArguments(Command.SREM).key(rooms).add(room.value())));
        }
        // On the appends' connection: behind what this node wrote before.
        appends.askAll(asks);
    }
}
