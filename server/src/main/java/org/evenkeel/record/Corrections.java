package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.List;

/** Port: corrections before signing, insert-only. Implementations may be used by many threads; calls may block. */
public interface Corrections {

    /**
     * Adds a correction.
     *
     * @return false when its number is taken: read again and decide again
     */
    boolean append(Correction correction);

    /** A session's corrections by number. */
    List<Correction> read(SessionId session);
}
