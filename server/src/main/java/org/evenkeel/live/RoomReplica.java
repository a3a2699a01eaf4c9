package org.evenkeel.live;

import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's copy of a room: the fold, and the entries since a base, which serve resume and healing. Confined to the
 * room's thread.
 */
final class RoomReplica {

    /** Entries kept in memory; older ones go, a resume from before them gets the whole view. */
    static final int ENTRIES_KEPT = 512;

    private RoomState base;
    private final List<LoggedEntry> entries = new ArrayList<>();

    /** What this node saw before the base, oldest first; for a store that loses more than once. */
    private List<LoggedEntry> before = List.of();

    private final List<RoomSnapshot.EpochStart> epochs;
    private RoomState state;
    private final long epoch;

    RoomReplica(RoomSnapshot snapshot) {
        base = snapshot.state();
        state = base;
        epoch = snapshot.at().epoch();
        epochs = snapshot.epochs();
    }

    /** What the store holds. */
    static RoomReplica of(SessionId session, RoomLog.Loaded.Present present) {
        var begin = new Position(present.head().epoch(), 0);
        var fresh =
                new RoomReplica(
                        present.snapshot().orElse(new RoomSnapshot(begin, List.of(), RoomState.empty(session))));
        present.tail().forEach(fresh::apply);
        return fresh;
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

    /** A snapshot at an earlier seq of this epoch, when the entries still reach back to it. */
    Optional<RoomSnapshot> snapshotAt(long seq) {
        var at = position().withSeq(seq);
        return stateAt(at).map(then -> new RoomSnapshot(at, epochs, then));
    }

    /**
     * What of this replica's history did not come into the newer epochs, oldest first. Of entries that were replaced by
     * what the ledger knew of them, the facts are there already.
     */
    List<LoggedEntry> lostIn(List<RoomSnapshot.EpochStart> newer) {
        var later = newIn(newer);
        if (later.isEmpty()) {
            return List.of();
        }
        long kept = later.stream().mapToLong(RoomSnapshot.EpochStart::kept).min().orElseThrow();
        long rebuilt = later.getFirst().seq();
        return Stream.concat(before.stream(), entries.stream())
                .filter(logged -> logged.entry().seq() > kept)
                .flatMap(logged -> (logged.entry().seq() > rebuilt ? Optional.of(logged) : words(logged)).stream())
                .toList();
    }

    /**
     * The epochs of another history that this one did not go through. Some may be older than this one's: two nodes that
     * did not hear of each other opened epochs in turn, and the histories parted at the first of these.
     */
    private List<RoomSnapshot.EpochStart> newIn(List<RoomSnapshot.EpochStart> other) {
        return other.stream().filter(start -> epochs.stream().noneMatch(own -> own.epoch() == start.epoch())).toList();
    }

    /** Keeps what the node's former replica held of this history. */
    void remember(RoomReplica former) {
        long kept = former.newIn(epochs).stream().mapToLong(RoomSnapshot.EpochStart::kept).min().orElse(Long.MAX_VALUE);
        long until = Math.min(kept, base.seq());
        var all =
                Stream.concat(former.before.stream(), former.entries.stream())
                        .filter(logged -> logged.entry().seq() <= until)
                        .toList();
        before = List.copyOf(all.subList(Math.max(0, all.size() - ENTRIES_KEPT), all.size()));
    }

    private static Optional<LoggedEntry> words(LoggedEntry logged) {
        var entry = logged.entry();
        var events = entry.events().stream().filter(event -> !(event instanceof RoomEvent.Fact)).toList();
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LoggedEntry(logged.batch(), new RoomEntry(entry.seq(), entry.at(), entry.key(), events)));
    }
}
