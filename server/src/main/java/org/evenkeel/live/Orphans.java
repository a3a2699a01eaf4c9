package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEvent;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections of a dead node whose members came back elsewhere before the node was judged. The seat is somebody else's,
 * so the room needs nothing; but without a word about their end the whole time until the return would be counted as
 * attendance, also when every node was down for an hour. One room, one reading; one thread.
 */
final class Orphans {

    private record Seat(ConnectionId connection, NodeId node) {}

    private final Map<MemberId, Seat> seats = new HashMap<>();
    private final Map<ConnectionId, RoomCommand.LoseConnection> found = new LinkedHashMap<>();
    private final NodeId dead;
    private final long lastRenewal;

    private Orphans(NodeId dead, long lastRenewal) {
        this.dead = dead;
        this.lastRenewal = lastRenewal;
    }

    /**
     * @param facts the room's, in any order
     * @param lastRenewal of the dead node, milliseconds UTC
     * @return what has to be said about them; nothing that was said already
     */
    static List<RoomCommand.LoseConnection> of(List<LedgerFact> facts, NodeId dead, long lastRenewal) {
        var orphans = new Orphans(dead, lastRenewal);
        facts.stream().sorted().forEach(orphans::read);
        return List.copyOf(orphans.found.values());
    }

    private void read(LedgerFact row) {
        switch (row.fact()) {
            case RoomEvent.Attached f -> attached(f, row.at());
            case RoomEvent.ConnectionLost f -> {
                found.remove(f.connection());
                seats.computeIfPresent(f.member(), (_, seat) -> seat.connection().equals(f.connection()) ? null : seat);
            }
            case RoomEvent.Left f -> seats.remove(f.member());
            case RoomEvent.Declined f -> seats.remove(f.member());
            case RoomEvent.Removed f -> seats.remove(f.member());
            case RoomEvent.SessionEnded _ -> seats.clear();
            case RoomEvent.ConnectionConfirmed _, RoomEvent.RoomPrepared _, RoomEvent.SessionStarted _ -> {}
            case RoomEvent.SessionReopened _, RoomEvent.Entered _, RoomEvent.Admitted _ -> {}
            case RoomEvent.DeclineUndone _, RoomEvent.SentBack _, RoomEvent.RemovalUndone _ -> {}
            case RoomEvent.BreakStarted _, RoomEvent.BreakEnded _, RoomEvent.StaffGone _ -> {}
            case RoomEvent.StaffBack _, RoomEvent.ParkedForStaffGone _ -> {}
            case RoomEvent.SteppedAside _, RoomEvent.AsideEnded _ -> {}
        }
    }

    private void attached(RoomEvent.Attached fact, long at) {
        var before = seats.put(fact.member(), new Seat(fact.connection(), fact.node()));
        if (before != null
                && before.node().equals(dead)
                && !before.connection().equals(fact.connection())
                && at > lastRenewal) {
            found.put(
                    before.connection(),
                    new RoomCommand.LoseConnection(
                            fact.member(), before.connection(), lastRenewal, LeaveReason.NODE_LOST));
        }
    }
}
