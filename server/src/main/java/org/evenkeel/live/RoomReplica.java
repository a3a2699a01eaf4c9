package org.evenkeel.live;

import org.evenkeel.room.RoomState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node's copy of a room: the fold, and the entries since a base, which serve resume and healing. Confined to the
 * room's thread.
 */
final class RoomReplica {

    /** Entries kept in memory; older ones go, a resume from before them gets the whole view. */
    static final int ENTRIES_KEPT = 512;

    private RoomState base;
    private final List<LoggedEntry> entries = new ArrayList<>();
    private List<RoomSnapshot.EpochStart> epochs;
    private RoomState state;
    private long epoch;

    RoomReplica(RoomSnapshot snapshot) {
        base = snapshot.state();
        state = base;
        epoch = snapshot.at().epoch();
        epochs = snapshot.epochs();
    }

    Position position() {
        return new Position(epoch, state.seq());
    }

    /** From which seq on the entries are kept. */
    long baseSeq() {
        return base.seq();
    }

    RoomState state() {
        return state;
    }

    List<RoomSnapshot.EpochStart> epochs() {
        return epochs;
    }

    void apply(LoggedEntry logged) {
        state = state.apply(logged.entry());
        entries.add(logged);
        if (entries.size() > 2 * ENTRIES_KEPT) {
            var gone = entries.subList(0, ENTRIES_KEPT);
            for (var old : gone) {
                base = base.apply(old.entry());
            }
            gone.clear();
        }
    }

    /** The state at an earlier position of this epoch, when the entries still reach back to it. */
    Optional<RoomState> stateAt(Position position) {
        if (position.epoch() != epoch || position.seq() < base.seq() || position.seq() > state.seq()) {
            return Optional.empty();
        }
        var then = base;
        for (var logged : entries) {
            if (logged.entry().seq() > position.seq()) {
                break;
            }
            then = then.apply(logged.entry());
        }
        return Optional.of(then);
    }

    /** Entries after a seq of this epoch, as far as they are kept. */
    List<LoggedEntry> after(long seq) {
        return entries.stream().filter(logged -> logged.entry().seq() > seq).toList();
    }

    RoomSnapshot snapshot() {
        return new RoomSnapshot(position(), epochs, state);
    }

    /** The same history as the beginning of a new epoch. */
    RoomSnapshot inEpoch(long next, RoomState agreed) {
        var starts = new ArrayList<>(epochs);
        starts.add(new RoomSnapshot.EpochStart(next, agreed.seq()));
        return new RoomSnapshot(new Position(next, agreed.seq()), starts, agreed);
    }

    /** What of this replica's history did not come into the newer epochs, oldest first. */
    List<LoggedEntry> lostIn(List<RoomSnapshot.EpochStart> newer) {
        return newer.stream()
                .filter(start -> start.epoch() > epoch)
                .findFirst()
                .map(start -> after(start.seq()))
                .orElse(List.of());
    }
}
