package org.evenkeel.live;

import org.evenkeel.room.RejectionCode;

/** What became of a submitted command. */
public sealed interface Answer {

    /**
     * It holds: written now, or before (resent), or it was already so.
     *
     * @param at the position at which it is visible
     */
    record Done(Position at) implements Answer {}

    /** Refused by a rule; nothing changed. */
    record Refused(RejectionCode code) implements Answer {}

    /** The store did not answer in time. It may still come to hold: resend it under the same number. */
    record Unavailable() implements Answer {}
}
