package org.evenkeel.live;

import org.evenkeel.live.RoomLog.Append;
import org.evenkeel.live.RoomLog.Outcome;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Small histories for tests of stores: entries that anybody can tell apart. */
public final class Writing {

    public static final SessionId ROOM = new SessionId("s-room");
    public static final SessionId OTHER_ROOM = new SessionId("s-other");
    public static final NodeId A = new NodeId("node-a");
    public static final NodeId B = new NodeId("node-b");
    private static final MemberId WRITER = new MemberId("m-writer");
    private static final long START = 1_790_000_000_000L;

    private Writing() {}

    /** An entry whose text names its batch. */
    public static RoomEntry entry(long seq, String batch) {
        return new RoomEntry(
                seq, START + seq, Optional.empty(), List.of(new RoomEvent.RoomMessage(WRITER, batch + " at " + seq)));
    }

    /** Entries as the log gives them back. */
    public static List<LoggedEntry> logged(Position before, String batch, int count) {
        List<LoggedEntry> entries = new ArrayList<>();
        for (long seq = before.seq() + 1; seq <= before.seq() + count; seq++) {
            entries.add(new LoggedEntry(batch, entry(seq, batch)));
        }
        return entries;
    }

    /** An append of so many entries by node A, which has members afterwards and no timer. */
    public static Append append(SessionId room, Position expected, String batch, int count) {
        return append(room, A, expected, batch, count, OptionalLong.empty(), true);
    }

    /** An append with everything said. */
    public static Append append(
            SessionId room,
            NodeId node,
            Position expected,
            String batch,
            int count,
            OptionalLong due,
            boolean occupied) {
        var entries = logged(expected, batch, count).stream().map(LoggedEntry::entry).toList();
        return new Append(room, node, expected, batch, entries, due, occupied);
    }

    /** Writes so many entries at the start of a room. */
    public static Position written(RoomLog log, SessionId room, int count) {
        return written(log, room, Position.ORIGIN, count);
    }

    /** Writes so many entries, each as a batch of its own. */
    public static Position written(RoomLog log, SessionId room, Position from, int count) {
        var at = from;
        for (int i = 0; i < count; i++) {
            if (!(log.append(append(room, at, batch(at), 1)) instanceof Outcome.Written(Position head))) {
                throw new AssertionError("not written at " + at);
            }
            at = head;
        }
        return at;
    }

    /** The batch id that {@link #written} uses at a position. */
    public static String batch(Position at) {
        return "batch-" + at.epoch() + "-" + at.seq();
    }

    /** The state after the first entries that {@link #written} writes, in epoch 1. */
    public static RoomState state(SessionId room, long seq) {
        var state = RoomState.empty(room);
        for (long next = 1; next <= seq; next++) {
            state = state.apply(entry(next, batch(new Position(1, next - 1))));
        }
        return state;
    }

    /** A snapshot of {@link #state} at this position. */
    public static RoomSnapshot snapshot(SessionId room, Position at) {
        List<RoomSnapshot.EpochStart> starts = new ArrayList<>();
        for (long epoch = 2; epoch <= at.epoch(); epoch++) {
            starts.add(new RoomSnapshot.EpochStart(epoch, at.seq(), at.seq()));
        }
        return new RoomSnapshot(at, starts, state(room, at.seq()));
    }
}
