package org.evenkeel.room;

/** Whether a person may be in the room. Apart from {@link Presence}, which says whether he is there. */
public enum Standing {
    /** In the waiting room, or would be when connected. */
    WAITING,
    /** Approved; survives reconnects until taken back. */
    ADMITTED,
    /** Refused for this session by staff; sticky, does not ring again, can be undone. */
    DECLINED,
    /** Taken out; may come back through the waiting room. */
    REMOVED,
    /** Taken out for this session. */
    BARRED
}
