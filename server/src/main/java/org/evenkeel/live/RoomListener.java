package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;

/**
 * Hears what happens in a warm room, on that room's own thread and in order. Must not block: hand over to event loops.
 */
public interface RoomListener {

    /** One entry was written, by this node or another. */
    void advanced(RoomState before, RoomState after, Position at, RoomEntry entry);

    /** The history was replaced (reload, healing): whoever watches needs the whole view again. */
    void replaced(RoomState state, Position at);

    /** Another node told something about the room's media; whoever wraps a listener hands it on. */
    default void whispered(NodeId from, MediaWhisper words) {}

    /** Something that other nodes told about the room's media may have been missed. */
    default void whispersMissed() {}

    /** Whether somebody here is about to come in, or has a seat: the room must stay warm for him. */
    boolean occupied();
}
