package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.Set;

/**
 * Which node controls a room's media: one at a time, because the SFU gives its events to one controller. By the store's
 * own clock. Methods may throw {@link StoreUnavailable}.
 */
public interface MediaLeases {

    /** A lease that was not renewed for this long can be taken by another node, milliseconds. */
    long LEASE_MILLIS = 10_000;

    /**
     * Takes a free lease, renews one's own, or finds out who has it.
     *
     * @param gone nodes that are known to be dead: their lease is free at once
     * @return whose it is now
     */
    Lease take(SessionId session, NodeId node, Set<NodeId> gone);

    /** Gives the lease back, if this node has it. */
    void release(SessionId session, NodeId node);

    /**
     * @param term rises whenever another node takes the lease: what acts under a lower one is overruled
     */
    record Lease(NodeId holder, long term) {}
}
