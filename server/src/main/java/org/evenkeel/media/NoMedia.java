package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Set;

/** A plane for a server that has no SFU and may not let browsers meet directly: the room works without, and says so. */
public final class NoMedia implements MediaPlane {

    @Override
    public MediaTold.Mode mode() {
        return MediaTold.Mode.NONE;
    }

    @Override
    public Room open(SessionId session, long term, Listener listener) {
        return new Silence(listener);
    }

    @Override
    public Figures figures() {
        return new Figures(true, 0, 0, 0);
    }

    @Override
    public void close() {}

    private static final class Silence implements Room {
        private final Listener listener;
        private volatile MediaOrder order = MediaOrder.NOBODY;
        private volatile boolean over;

        Silence(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void order(Ordered next) {
            if (!over) {
                order = next.order();
                listener.held(new Held(next.at(), Set.of(), Set.of()));
            }
        }

        @Override
        public void signal(MediaPage page, MediaSignal signal) {}

        @Override
        public void greet(MediaPage page) {
            if (!over && order.seat(page.member()).filter(seat -> seat.page().equals(page.client())).isPresent()) {
                listener.tell(page, new MediaTold.Ready(MediaTold.Mode.NONE, "none", false, List.of()));
            }
        }

        @Override
        public void term(long term) {}

        @Override
        public void end() {
            over = true;
        }

        @Override
        public void leave() {
            over = true;
        }
    }
}
