package org.evenkeel.live;

import org.evenkeel.room.NodeId;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the media desks work with.
 *
 * @param bus over which the nodes of a room tell each other what concerns its media
 * @param gone nodes that are known to be dead: their leases are free at once
 * @param clock milliseconds UTC
 * @param virtual runs what blocks
 */
public record MediaParts(
        MediaPlane plane,
        MediaLeases leases,
        MediaPages pages,
        RoomBus bus,
        Set<NodeId> gone,
        LongSupplier clock,
        Executor virtual) {

    public MediaParts {
        gone = Set.copyOf(gone);
    }
}
