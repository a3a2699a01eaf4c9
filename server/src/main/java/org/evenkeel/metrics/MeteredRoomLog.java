package org.evenkeel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.evenkeel.live.LoggedEntry;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.RoomSnapshot;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A log whose appends are timed by their outcome, and whose rooms that had to be healed are counted. Any thread. */
final class MeteredRoomLog implements RoomLog {

    private enum Appended {
        WRITTEN,
        /** Somebody else was faster. */
        BEHIND,
        RELOAD,
        /** The store lost data or was restarted. */
        LOST,
        UNAVAILABLE
    }

    private final RoomLog log;
    private final Map<Appended, Timer> appends = new EnumMap<>(Appended.class);
    private final Counter heals;

    MeteredRoomLog(RoomLog log, MeterRegistry registry) {
        this.log = log;
        for (var outcome : Appended.values()) {
            appends.put(
                    outcome,
                    Meters.timer("evenkeel.append", "One append to a room's log, which holds all that waited for it")
                            .tag("outcome", Meters.word(outcome))
                            .register(registry));
        }
        heals =
                Counter.builder("evenkeel.heals")
                        .description("Rooms whose history was agreed on anew after Redis lost some or was restarted")
                        .register(registry);
    }

    @Override
    public Outcome append(Append append) {
        long begun = System.nanoTime();
        try {
            var outcome = log.append(append);
            appended(name(outcome), begun);
            return outcome;
        } catch (StoreUnavailable e) {
            appended(Appended.UNAVAILABLE, begun);
            throw e;
        }
    }

    private void appended(Appended outcome, long begun) {
        appends.get(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private static Appended name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Written _ -> Appended.WRITTEN;
            case Outcome.Behind _ -> Appended.BEHIND;
            case Outcome.Reload _ -> Appended.RELOAD;
            case Outcome.Lost _ -> Appended.LOST;
        };
    }

    /** The first epoch of a new room is no heal: nothing was found and nothing is known. */
    @Override
    public boolean openEpoch(
            SessionId room, NodeId node, Optional<Position> found, RoomSnapshot snapshot, OptionalLong nextDue) {
        boolean opened = log.openEpoch(room, node, found, snapshot, nextDue);
        if (opened && (found.isPresent() || snapshot.at().seq() > 0)) {
            heals.increment();
        }
        return opened;
    }

    @Override
    public Loaded load(SessionId room) {
        return log.load(room);
    }

    @Override
    public List<LoggedEntry> after(SessionId room, Position position) {
        return log.after(room, position);
    }

    @Override
    public Map<SessionId, Head> heads(Collection<SessionId> rooms) {
        return log.heads(rooms);
    }

    @Override
    public boolean snapshot(SessionId room, RoomSnapshot snapshot, long confirmedSeq) {
        return log.snapshot(room, snapshot, confirmedSeq);
    }

    @Override
    public void forget(SessionId room) {
        log.forget(room);
    }
}
