package org.evenkeel.live;

import org.evenkeel.room.RoomState;

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
     * @param epoch the new epoch
     * @param seq how much of the epoch before it was kept
     */
    public record EpochStart(long epoch, long seq) {}
}
