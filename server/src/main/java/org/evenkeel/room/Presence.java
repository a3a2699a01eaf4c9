package org.evenkeel.room;

/** Whether a member's socket is there. Others see a change at once, not after the grace time. */
public enum Presence {
    CONNECTED,
    /** Lost; within the grace time seat, hand and approval are kept. */
    RECONNECTING,
    LEFT
}
