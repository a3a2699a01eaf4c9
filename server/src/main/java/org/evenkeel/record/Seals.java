package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.function.Consumer;

/** Port: the clinic's chain of seals, insert-only. Implementations may be used by many threads; calls may block. */
public interface Seals {

    /**
     * Adds a seal with its amendments and moves the head, all or none.
     *
     * @return false when it does not follow the head, or its session already has that revision: read again, decide
     *     again
     */
    boolean append(Seal seal);

    /** The end of the chain. */
    SealHead head();

    /** A session's seals by revision; the last one holds. */
    List<Seal> ofSession(SessionId session);

    /** The links of seals whose records were deleted when their time was over, by number. */
    List<SealLink> gone();

    /** Hands over all seals by number, one by one: there may be too many to hold. */
    void forEach(Consumer<Seal> visitor);
}
