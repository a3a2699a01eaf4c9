package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;

/** Stands before another listener and hands everything on to it. */
public abstract class ListenerBefore implements RoomListener {

    private final RoomListener next;

    /** Stands before this one. */
    protected ListenerBefore(RoomListener next) {
        this.next = next;
    }

    /** Whom it stands before. */
    public final RoomListener next() {
        return next;
    }

    @Override
    public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
        next.advanced(before, after, at, entry);
    }

    @Override
    public void replaced(RoomState state, Position at) {
        next.replaced(state, at);
    }

    @Override
    public void whispered(NodeId from, MediaWhisper words) {
        next.whispered(from, words);
    }

    @Override
    public void whispersMissed() {
        next.whispersMissed();
    }

    @Override
    public boolean occupied() {
        return next.occupied();
    }
}
