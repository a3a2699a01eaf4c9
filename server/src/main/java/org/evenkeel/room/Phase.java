package org.evenkeel.room;

/** Where a session stands. */
public enum Phase {
    /** The log is empty: nobody prepared this room yet. */
    ABSENT,
    /** Prepared; people may wait; not yet open. */
    PREPARED,
    /** Staff opened the room: the actual start. */
    STARTED,
    ENDED
}
