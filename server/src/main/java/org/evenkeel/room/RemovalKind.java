package org.evenkeel.room;

/** The two named ways to take somebody out. */
public enum RemovalKind {
    /** May come back through the waiting room. */
    MAY_RETURN,
    /** Barred for this session. */
    BARRED
}
