package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.List;

/**
 * Which rooms need somebody. Kept by the append itself, so it is never behind the log. Methods block and may throw
 * {@link StoreUnavailable}.
 */
public interface RoomIndex {

    /** Rooms whose next due time is not after {@code now}, the longest due first. */
    List<SessionId> due(long now, int most);

    /** Rooms in which a node had members. */
    List<SessionId> roomsOf(NodeId node);

    /** Takes a room from a dead or emptied node's list. */
    void release(NodeId node, SessionId room);
}
