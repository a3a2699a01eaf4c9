package org.evenkeel.room;

/** What somebody has to do with the room's one shared screen. */
public enum Screen {
    /** May share it once; staff need no invitation. */
    INVITED,
    /** Shares his. */
    SHARED
}
