package org.evenkeel.attendance;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.Standing;
import org.evenkeel.room.WaitingCause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** One member while the ledger is read. Mutable, and never leaves the fold that made it; one thread. */
final class MemberTrack {

    private static final long OPEN = Long.MAX_VALUE;

    /** One socket. A loss can be taken back; what else ends it cannot. */
    private static final class Connection {
        private final long from;
        private long firmEnd = OPEN;
        private long loss = OPEN;
        private LeaveReason lossReason = LeaveReason.NETWORK;
        private boolean released;

        private Connection(long from) {
            this.from = from;
        }

        private long end() {
            return Math.min(loss, firmEnd);
        }

        private boolean endedByLoss() {
            return loss != OPEN && loss <= firmEnd;
        }
    }

    private record Stood(long at, Standing standing, WaitingCause cause) {}

    private record Served(long at, Role role, boolean credentialed) {}

    private final SequencedMap<ConnectionId, Connection> connections = new LinkedHashMap<>();
    private final List<Stood> stood = new ArrayList<>();
    private final List<Served> served = new ArrayList<>();
    private final List<Interval> asides = new ArrayList<>();
    private OptionalLong asideSince = OptionalLong.empty();
    private boolean wasAdmitted;

    MemberTrack(long at) {
        stood.add(new Stood(at, Standing.WAITING, WaitingCause.ARRIVED));
    }

    /** The first entry, or a later one with another role: the roster was changed under way. */
    void serveAs(Role role, boolean credentialed, long at) {
        served.add(new Served(at, role, credentialed));
    }

    /** A connection attaches once; the same again is a copy that healing put in. Coming after a removal is waiting. */
    void attach(ConnectionId id, long at) {
        if (connections.containsKey(id)) {
            return;
        }
        if (!connections.isEmpty()) {
            endFirmly(connections.lastEntry().getValue(), at);
        }
        connections.put(id, new Connection(at));
        if (standing() == Standing.REMOVED) {
            stand(Standing.WAITING, WaitingCause.CAME_BACK, at);
        }
    }

    /**
     * @return whether this member ever had that connection
     */
    boolean lose(RoomEvent.ConnectionLost fact, long at) {
        Connection connection = connections.get(fact.connection());
        if (connection == null) {
            return false;
        }
        long effective = Math.max(connection.from, Math.min(fact.effectiveAt(), at));
        if (effective < connection.loss) {
            connection.loss = effective;
            connection.lossReason = fact.reason();
        }
        return true;
    }

    /**
     * @return whether this member ever had that connection
     */
    boolean confirm(ConnectionId id) {
        Connection connection = connections.get(id);
        if (connection == null) {
            return false;
        }
        connection.loss = OPEN;
        return true;
    }

    /** Nothing holds the seat any more: left, taken out, or the session ended. */
    void release(long at) {
        if (!connections.isEmpty()) {
            Connection last = connections.lastEntry().getValue();
            endFirmly(last, at);
            last.released = true;
        }
    }

    void admit(long at) {
        wasAdmitted = true;
        stand(Standing.ADMITTED, WaitingCause.ARRIVED, at);
    }

    void toWaiting(WaitingCause cause, long at) {
        stand(Standing.WAITING, cause, at);
    }

    void decline(long at) {
        release(at);
        stand(Standing.DECLINED, WaitingCause.ARRIVED, at);
    }

    void remove(RemovalKind kind, long at) {
        release(at);
        stand(
                switch (kind) {
                    case MAY_RETURN -> Standing.REMOVED;
                    case BARRED -> Standing.BARRED;
                },
                WaitingCause.ARRIVED,
                at);
    }

    /** As the room has it: who ever was admitted is admitted again. */
    void undoRemoval(long at) {
        stand(wasAdmitted ? Standing.ADMITTED : Standing.WAITING, WaitingCause.ARRIVED, at);
    }

    void stepAside(long at) {
        asideSince = asideSince.isPresent() ? asideSince : OptionalLong.of(at);
    }

    void endAside(long at) {
        asideSince.ifPresent(since -> add(asides, since, at));
        asideSince = OptionalLong.empty();
    }

    Standing standing() {
        return stood.getLast().standing();
    }

    Role role() {
        return served.getLast().role();
    }

    Intervals connected(long horizon) {
        List<Interval> there = new ArrayList<>();
        for (Connection connection : connections.values()) {
            add(there, connection.from, Math.min(connection.end(), horizon));
        }
        return Intervals.of(there);
    }

    /** One that did not end lasts. */
    Intervals asides(long horizon) {
        List<Interval> all = new ArrayList<>(asides);
        asideSince.ifPresent(since -> add(all, since, horizon));
        return Intervals.of(all);
    }

    List<ConnectionGap> gaps(long horizon) {
        List<ConnectionGap> gaps = new ArrayList<>();
        List<Connection> all = List.copyOf(connections.values());
        for (int i = 1; i < all.size(); i++) {
            Connection before = all.get(i - 1);
            long to = Math.min(all.get(i).from, horizon);
            if (before.endedByLoss() && !before.released && before.loss < to) {
                gaps.add(new ConnectionGap(new Interval(before.loss, to), before.lossReason));
            }
        }
        return gaps;
    }

    /** When the last connection was lost, when that was nobody's wish. */
    OptionalLong lostAt() {
        if (connections.isEmpty() || !connections.lastEntry().getValue().endedByLoss()) {
            return OptionalLong.empty();
        }
        Connection last = connections.lastEntry().getValue();
        return switch (last.lossReason) {
            case NETWORK, NODE_LOST, DRAINED -> OptionalLong.of(last.loss);
            case CLOSED, STEPPED_OUT, ELSEWHERE, REMOVED, DECLINED, ENDED -> OptionalLong.empty();
        };
    }

    List<StandingPiece> standings(long horizon) {
        List<StandingPiece> pieces = new ArrayList<>();
        for (int i = 0; i < stood.size(); i++) {
            Stood now = stood.get(i);
            long to = i + 1 < stood.size() ? Math.min(stood.get(i + 1).at(), horizon) : horizon;
            if (now.at() < to) {
                pieces.add(new StandingPiece(new Interval(now.at(), to), now.standing(), now.cause()));
            }
        }
        return pieces;
    }

    List<RolePiece> roles(long horizon) {
        List<RolePiece> pieces = new ArrayList<>();
        for (int i = 0; i < served.size(); i++) {
            Served now = served.get(i);
            long to = i + 1 < served.size() ? Math.min(served.get(i + 1).at(), horizon) : horizon;
            if (now.at() < to) {
                pieces.add(new RolePiece(new Interval(now.at(), to), now.role(), now.credentialed()));
            }
        }
        return pieces;
    }

    private void stand(Standing standing, WaitingCause cause, long at) {
        stood.add(new Stood(at, standing, cause));
    }

    private static void endFirmly(Connection connection, long at) {
        connection.firmEnd = Math.min(connection.firmEnd, at);
    }

    private static void add(List<Interval> list, long from, long to) {
        if (from < to) {
            list.add(new Interval(from, to));
        }
    }
}
