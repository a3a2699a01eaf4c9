package org.evenkeel.live;

import org.evenkeel.room.MediaSeat;

/** What the media plane notices of a person, and others may see beside his face. */
public enum MediaSign {
    /** He talks now. */
    TALKS {
        @Override
        boolean isPossibleFor(MediaSeat seat) {
            return seat.audible();
        }
    },

    /** What he sends, or gets, is lost in part on its way: his network is weak. */
    WEAK {
        @Override
        boolean isPossibleFor(MediaSeat seat) {
            return true;
        }
    };

    /** Whether it can be so under what holds for him. */
    abstract boolean isPossibleFor(MediaSeat seat);
}
