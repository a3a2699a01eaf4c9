package org.evenkeel.live;

import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;

import java.util.List;

/** Who still looks connected to a node that is gone. */
final class LostMembers {

    private LostMembers() {}

    /**
     * @param at the node's last sign of life, milliseconds UTC
     */
    static List<RoomCommand.LoseConnection> on(RoomState state, NodeId dead, long at) {
        return state.members().values().stream()
                .filter(member -> member.presence() == Presence.CONNECTED)
                .flatMap(
                        member ->
                                member.attachment().stream()
                                        .filter(seat -> seat.node().equals(dead))
                                        .map(
                                                seat ->
                                                        new RoomCommand.LoseConnection(
                                                                member.id(),
                                                                seat.connection(),
                                                                at,
                                                                LeaveReason.NODE_LOST)))
                .toList();
    }
}
