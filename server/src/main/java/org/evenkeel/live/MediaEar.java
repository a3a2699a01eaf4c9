package org.evenkeel.live;

import org.evenkeel.room.MemberId;

import java.util.function.Consumer;

/** Hears what the plane says of one opened room, and hands it to the relay under the lease's term. Any thread. */
final class MediaEar implements MediaPlane.Listener {

    private final MediaRelay relay;
    private final Consumer<MediaEar> lost;

    /** Of the lease; another one when the store lost count. */
    private volatile long term;

    /**
     * @param lost called when the room that is heard does nothing any more
     */
    MediaEar(MediaRelay relay, long term, Consumer<MediaEar> lost) {
        this.relay = relay;
        this.term = term;
        this.lost = lost;
    }

    long term() {
        return term;
    }

    void term(long next) {
        term = next;
    }

    @Override
    public void tell(MediaPage page, MediaTold message) {
        relay.tell(term, page, message);
    }

    @Override
    public void held(MediaPlane.Held how) {
        relay.held(term, how);
    }

    @Override
    public void sign(MemberId member, MediaSign sign, boolean on) {
        relay.sign(term, member, sign, on);
    }

    @Override
    public void lost() {
        lost.accept(this);
    }
}
