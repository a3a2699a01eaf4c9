package org.evenkeel.media;

import org.evenkeel.live.IceServer;
import org.evenkeel.live.MediaPage;
import org.evenkeel.room.SessionId;

import java.util.List;

/** Which relays a page may use. Any thread. */
@FunctionalInterface
public interface Relays {

    /** With credentials made for this member and session. */
    List<IceServer> of(SessionId session, MediaPage page);

    /** None. */
    static Relays none() {
        return (_, _) -> List.of();
    }
}
