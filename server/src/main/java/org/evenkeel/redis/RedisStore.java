package org.evenkeel.redis;

import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaLeases;
import org.evenkeel.live.NodeLeases;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.RoomIndex;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.room.NodeId;

/**
 * All that one node keeps in Redis, over three connections: one that appends, one that reads, one that listens.
 * Connects at the first use and again after each break, so it can be made before Redis is there; whoever hears that the
 * store is unavailable waits a moment before he asks again. Any thread.
 */
public final class RedisStore implements AutoCloseable {

    private final RedisLane appends;
    private final RedisLane reads;
    private final RedisRoomLog log;
    private final RedisRoomBus bus;
    private final RedisNodeLeases leases;
    private final RedisRoomIndex index;
    private final RedisMedia media;

    /**
     * @param self this node: it does not hear its own messages
     * @param keys seal the rooms' payloads; may block
     */
    public RedisStore(RedisAddress address, NodeId self, SessionKeys keys) {
        var payloads = new RoomPayloads(new PayloadSeal(keys));
        appends = new RedisLane(address, "appends");
        reads = new RedisLane(address, "reads");
        log = new RedisRoomLog(appends, reads, payloads);
        bus = new RedisRoomBus(self, address, reads, payloads);
        leases = new RedisNodeLeases(reads);
        index = new RedisRoomIndex(reads);
        media = new RedisMedia(reads);
    }

    public RoomLog log() {
        return log;
    }

    public RoomBus bus() {
        return bus;
    }

    public NodeLeases leases() {
        return leases;
    }

    public RoomIndex index() {
        return index;
    }

    public MediaLeases mediaLeases() {
        return media;
    }

    public MediaDirectory mediaDirectory() {
        return media;
    }

    /** Ends the connections; whoever waits for an answer gets a {@link org.evenkeel.live.StoreUnavailable}. */
    @Override
    public void close() {
        bus.close();
        reads.close();
        appends.close();
    }
}
