package org.evenkeel.live;

import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;

/**
 * A room's state at a position, with what is known of its epochs.
 *
 * @param at where; its seq is the state's
 * @param epochs where each later epoch began, oldest first: tells a returning node what of its history was lost
 */
public record RoomSnapshot(Position at, List<EpochStart> epochs, RoomState state) {

    /**
     * @throws IllegalArgumentException when position and state disagree
     */
    public RoomSnapshot {
        epochs = List.copyOf(epochs);
        if (at.seq() != state.seq()) {
            throw new IllegalArgumentException("a snapshot stands at its state's seq");
        }
    }

    /**
     * How an epoch began.
     *
     * @param epoch the new epoch
     * @param kept up to which seq it contains what happened before
     * @param seq where it begins; what lies between {@code kept} and here are the facts that the ledger had
     */
    public record EpochStart(long epoch, long kept, long seq) {}

    /** A room of which nothing is known. */
    static RoomSnapshot nothing(SessionId session) {
        return new RoomSnapshot(Position.ORIGIN, List.of(), RoomState.empty(session));
    }

    /** The same as the beginning of a new epoch. */
    RoomSnapshot inEpoch(long next) {
        return inEpoch(next, state);
    }

    /**
     * The beginning of a new epoch.
     *
     * @param agreed this state, with what the ledger knew beyond it
     */
    RoomSnapshot inEpoch(long next, RoomState agreed) {
        var starts = new ArrayList<>(epochs);
        starts.add(new EpochStart(next, at.seq(), agreed.seq()));
        return new RoomSnapshot(new Position(next, agreed.seq()), starts, agreed);
    }
}
