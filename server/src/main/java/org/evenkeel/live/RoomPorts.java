package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.function.LongSupplier;

/**
 * One room on one node, and what it works with.
 *
 * @param clock milliseconds UTC
 */
record RoomPorts(
        SessionId session,
        NodeId node,
        RoomLog log,
        RoomBus bus,
        FactRecorder recorder,
        LongSupplier clock,
        Ids ids,
        RoomListener listener) {

    long now() {
        return clock.getAsLong();
    }
}
