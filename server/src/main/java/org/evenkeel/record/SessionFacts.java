package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.Optional;

/** Port: the clinic's standing facts of a session. Implementations may be used by many threads; calls may block. */
@FunctionalInterface
public interface SessionFacts {

    /** Empty when there is no such session. */
    Optional<StandingFacts> find(SessionId session);
}
