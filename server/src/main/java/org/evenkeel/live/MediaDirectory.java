package org.evenkeel.live;

import org.evenkeel.room.SessionId;

import java.util.Optional;

/**
 * Where in the SFU a room's media live, so that the next controller finds them. Holds handles only: who may be heard
 * stands in the room's log. Methods may throw {@link StoreUnavailable}.
 */
public interface MediaDirectory {

    Optional<Anchor> find(SessionId session);

    /**
     * Keeps an anchor, unless one of a higher term is there.
     *
     * @return whether it was kept
     */
    boolean keep(SessionId session, Anchor anchor);

    void forget(SessionId session);

    /**
     * @param term of the controller that wrote it
     * @param generation of the SFU's room: a room whose media were set up anew has a higher one
     * @param sfuSession the SFU's own id of the controlling session
     */
    record Anchor(long term, long generation, long sfuSession) {}
}
