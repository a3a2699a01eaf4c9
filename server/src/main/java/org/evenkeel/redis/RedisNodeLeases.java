package org.evenkeel.redis;

import org.evenkeel.live.NodeLeases;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.NodeId;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leases in a sorted set, stamped by Redis' own clock. Any thread. */
final class RedisNodeLeases implements NodeLeases {

    private final RedisLane lane;

    RedisNodeLeases(RedisLane lane) {
        this.lane = lane;
    }

    @Override
    public Renewal renew(NodeId node) {
        var reply = lane.ask(Ask.script(Script.RENEW, List.of(Names.LEASES), List.of(node.value())));
        return new Renewal(Replies.number(reply.value()), reply.run());
    }

    @Override
    public Map<NodeId, Long> all() {
        var command = new CommandArguments(Command.ZRANGE).key(Names.LEASES).add(0).add(-1).add("WITHSCORES");
        List<String> parts = Replies.texts(lane.ask(Ask.command(command)).value());
        Map<NodeId, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i += 2) {
            all.put(new NodeId(parts.get(i)), (long) Double.parseDouble(parts.get(i + 1)));
        }
        return all;
    }

    @Override
    public void remove(NodeId node) {
        lane.ask(Ask.command(new CommandArguments(Command.ZREM).key(Names.LEASES).add(node.value())));
    }
}
