package org.evenkeel.redis;

import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaLeases;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who controls a room's media, and where they live in the SFU. Holds no personal data. Any thread. */
final class RedisMedia implements MediaLeases, MediaDirectory {

    /** Longer than any session: a term must not begin anew while somebody still acts under an older one. */
    private static final long KEPT_SECONDS = Duration.ofDays(2).toSeconds();

    private final RedisLane lane;
    private final long leaseMillis;

    RedisMedia(RedisLane lane) {
        this(lane, LEASE_MILLIS);
    }

    /** With another length of a lease: for tests. */
    RedisMedia(RedisLane lane, long leaseMillis) {
        this.lane = lane;
        this.leaseMillis = leaseMillis;
    }

    @Override
    public Lease take(SessionId session, NodeId node, Set<NodeId> gone) {
        var arguments = new ArrayList<Object>(List.of(node.value(), leaseMillis, KEPT_SECONDS));
        gone.forEach(dead -> arguments.add(dead.value()));
        var reply =
                Replies.texts(
                        lane.ask(Ask.script(Script.MEDIA_LEASE, List.of(Names.mediaLease(session)), arguments))
                                .value());
        return new Lease(new NodeId(reply.getFirst()), Long.parseLong(reply.getLast()));
    }

    @Override
    public void release(SessionId session, NodeId node) {
        lane.ask(Ask.script(Script.MEDIA_RELEASE, List.of(Names.mediaLease(session)), List.of(node.value())));
    }

    @Override
    public Optional<Anchor> find(SessionId session) {
        var command =
                new CommandArguments(Command.HMGET)
                        .key(Names.mediaAnchor(session))
                        .add("term")
                        .add("generation")
                        .add("session");
        List<?> parts = Replies.list(lane.ask(Ask.command(command)).value());
        return parts.contains(null)
                ? Optional.empty()
                : Optional.of(
                        new Anchor(
                                Replies.number(parts.get(0)),
                                Replies.number(parts.get(1)),
                                Replies.number(parts.get(2))));
    }

    @Override
    public boolean keep(SessionId session, Anchor anchor) {
        var arguments = List.of(anchor.term(), anchor.generation(), anchor.sfuSession(), KEPT_SECONDS);
        var reply = lane.ask(Ask.script(Script.MEDIA_ANCHOR, List.of(Names.mediaAnchor(session)), arguments));
        return Replies.number(reply.value()) == 1;
    }

    @Override
    public void forget(SessionId session) {
        lane.ask(Ask.command(new CommandArguments(Command.DEL).key(Names.mediaAnchor(session))));
    }
}
