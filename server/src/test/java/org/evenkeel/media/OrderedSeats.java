package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;

import java.util.Optional;

/** Seats as tests order them. */
final class OrderedSeats {

    private OrderedSeats() {}

    static MediaSeat seat(MediaPage page, boolean audible, Optional<MemberId> aside) {
        return new MediaSeat(page.member(), page.client(), true, aside, true, audible, true, false, true);
    }
}
