package org.evenkeel.live;

import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.util.Collection;

/** The pages of this node's sockets, as the media desks reach them. Any thread; nothing blocks. */
public interface MediaPages {

    /** Tells one page, if it is connected here. */
    void tell(SessionId session, MediaPage page, MediaTold message);

    /** Tells the staff of a room how far orders are carried out. */
    void held(SessionId session, MediaPlane.Held held);

    /** Tells these pages that somebody began or stopped talking; dropped for those that do not keep up. */
    void talking(SessionId session, MemberId member, boolean on, Collection<MediaPage> to);
}
