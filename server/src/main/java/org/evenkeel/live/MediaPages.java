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

    /** Tells these pages what is to be seen of somebody, or no more; dropped for those that do not keep up. */
    void sign(SessionId session, MemberId member, MediaSign sign, boolean on, Collection<MediaPage> to);
}
