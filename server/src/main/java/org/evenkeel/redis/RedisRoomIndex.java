package org.evenkeel.redis;

import org.evenkeel.live.RoomIndex;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.util.List;

/** The two indexes that every append keeps. Any thread. */
final class RedisRoomIndex implements RoomIndex {

    private final RedisLane lane;

    RedisRoomIndex(RedisLane lane) {
        this.lane = lane;
    }

    @Override
    public List<SessionId> due(long now, int most) {
        return rooms(
                new CommandArguments(Command.ZRANGEBYSCORE)
                        .key(Names.DUE)
                        .add("-inf")
                        .add(now)
                        .add("LIMIT")
                        .add(0)
                        .add(most));
    }

    @Override
    public List<SessionId> roomsOf(NodeId node) {
        return rooms(new CommandArguments(Command.SMEMBERS).key(Names.roomsOf(node)));
    }

    private List<SessionId> rooms(CommandArguments command) {
        return Replies.texts(lane.ask(Ask.command(command)).value()).stream().map(SessionId::new).toList();
    }

    @Override
    public void release(NodeId node, SessionId room) {
        lane.ask(Ask.command(new CommandArguments(Command.SREM).key(Names.roomsOf(node)).add(room.value())));
    }
}
