package org.evenkeel.redis;

import org.evenkeel.live.StoreUnavailable;

import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether a Redis holds rooms of a former life. Blocks. */
public final class LeftRooms {

    private static final String FIRST = "0";

    private LeftRooms() {}

    /**
     * @throws StoreUnavailable when it does not answer
     */
    public static boolean in(RedisAddress address) {
        try (var link = RedisLink.open(address)) {
            String cursor = FIRST;
            do {
                link.sendCommand(Command.SCAN, cursor, "MATCH", Names.ROOM + "*", "COUNT", "1000");
                List<Object> reply = link.getObjectMultiBulkReply();
                if (!((List<?>) reply.get(1)).isEmpty()) {
                    return true;
                }
                cursor = new String((byte[]) reply.getFirst(), StandardCharsets.US_ASCII);
            } while (!cursor.equals(FIRST));
            return false;
        } catch (JedisException e) {
            throw new StoreUnavailable("redis does not answer", e);
        }
    }
}
