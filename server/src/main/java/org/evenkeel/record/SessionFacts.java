package org.evenkeel.record;

import java.util.Optional;
import org.evenkeel.room.SessionId;

/** Port: the clinic's standing facts of a session. Implementations may be used by many threads; calls may block. */
@FunctionalInterface
public interface SessionFacts {

    /** Empty when there is no such session. */
    Optional<StandingFacts> find(SessionId session);
}
