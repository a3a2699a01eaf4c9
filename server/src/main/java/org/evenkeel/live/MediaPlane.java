package org.evenkeel.live;

import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.util.Set;

/**
 * Where sound and picture flow. It is told what must hold ({@link MediaOrder}) and makes it so; it decides nothing
 * about people. Any thread; no method blocks.
 */
public interface MediaPlane extends AutoCloseable {

    /** How sound and picture travel with this plane. */
    MediaTold.Mode mode();

    /**
     * Begins to serve a room on this node, going on with what an earlier controller of it left, if anything.
     *
     * @param term of this node's media lease: what an earlier term did is overruled
     */
    Room open(SessionId session, long term, Listener listener);

    /** How the plane stands. */
    Figures figures();

    /**
     * Numbers about a plane, and nothing about anybody.
     *
     * @param up whether what the plane needs can be asked now
     * @param rooms whose media this node controls
     * @param handles that they have in the SFU, as far as this node knows
     * @param breaks how often the connection to the SFU was lost since the start
     */
    record Figures(boolean up, int rooms, int handles, long breaks) {}

    @Override
    void close();

    /** One room's media, while this node is its controller. */
    interface Room {

        /**
         * What must hold from now on; the newest takes the place of those before. Pages without a seat in it lose
         * everything at once.
         */
        void order(Ordered order);

        /** What a page says. Of a page without a seat nothing is taken. */
        void signal(MediaPage page, MediaSignal signal);

        /** The page is on a (new) socket: it is told how things stand. */
        void greet(MediaPage page);

        /** The lease is this node's still, under another term: the store lost count. */
        void term(long term);

        /** Ends the room's media for everybody. */
        void end();

        /** Stops serving and leaves everything as it flows: this node stops, or another is the controller now. */
        void leave();
    }

    /**
     * An order and where it comes from.
     *
     * @param at position in the room's log
     */
    record Ordered(Position at, MediaOrder order) {}

    /** Hears from one room's media, on threads of the plane: hand over, do not block. */
    interface Listener {

        /** Something for one page. */
        void tell(MediaPage page, MediaTold message);

        /** How far the orders are carried out. */
        void held(Held held);

        /** Something is to be seen of a member now, or no more; already debounced. */
        void sign(MemberId member, MediaSign sign, boolean on);

        /** Another controller has the room, or the SFU lost it for good: this room does nothing any more. */
        void lost();
    }

    /**
     * How far orders are carried out.
     *
     * @param at the newest order that was looked at
     * @param late whose part of it is not confirmed by the SFU yet
     * @param failed those of them for whom the SFU refused or did not answer in time
     */
    record Held(Position at, Set<MemberId> late, Set<MemberId> failed) {
        public Held {
            late = Set.copyOf(late);
            failed = Set.copyOf(failed);
        }
    }
}
