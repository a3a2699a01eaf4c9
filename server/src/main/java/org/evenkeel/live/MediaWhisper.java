package org.evenkeel.live;

import org.evenkeel.room.MemberId;

import java.util.Set;

/**
 * What the nodes of a room tell each other about its media, because only one of them controls it. Of no use a moment
 * later, so never stored. Holds descriptions and candidates, which are network addresses of people: never logged.
 */
public sealed interface MediaWhisper {

    /** A page of the telling node says something to the controller. */
    record Said(MediaPage page, MediaSignal signal) implements MediaWhisper {

        /** Without what it says. */
        @Override
        public String toString() {
            return "said by " + page;
        }
    }

    /** A page of the telling node was not told yet how the media stand. */
    record Asked(MediaPage page) implements MediaWhisper {}

    /** What the controller's plane says. */
    sealed interface ByController extends MediaWhisper {

        /** Of the controller's lease: the higher one holds. */
        long term();
    }

    /** Something for one page. */
    record Told(long term, MediaPage page, MediaTold message) implements ByController {

        /** Without what it says. */
        @Override
        public String toString() {
            return "told to " + page;
        }
    }

    /** How far the orders are carried out, for staff. */
    record Holds(long term, MediaPlane.Held held) implements ByController {}

    /**
     * Something is to be seen of a member, or no more.
     *
     * @param to who may know, as far as the controller knows
     */
    record Signs(long term, MemberId member, MediaSign sign, boolean on, Set<MediaPage> to) implements ByController {
        public Signs {
            to = Set.copyOf(to);
        }
    }
}
