package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
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
    public void close() {}

    private record Silence(Listener listener) implements Room {

        @Override
        public void order(Ordered order) {
            listener.held(new Held(order.at(), Set.of(), Set.of()));
        }

        @Override
        public void signal(MediaPage page, MediaSignal signal) {}

        @Override
        public void greet(MediaPage page) {
            listener.tell(page, new MediaTold.Ready(mode(), "none", false, List.of()));
        }

        private static MediaTold.Mode mode() {
            return MediaTold.Mode.NONE;
        }

        @Override
        public void term(long term) {}

        @Override
        public void end() {}

        @Override
        public void leave() {}
    }
}
