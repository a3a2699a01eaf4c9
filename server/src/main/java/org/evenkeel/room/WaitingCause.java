package org.evenkeel.room;

/** Why a waiting person waits; staff see it beside the name. */
public enum WaitingCause {
    /** Came and was not yet admitted. */
    ARRIVED,
    /** Staff said "not now": does not ring again. */
    NOT_NOW,
    /** Put back by staff; the seat is kept. */
    SENT_BACK,
    /** The room was parked because no qualified staff was there. */
    PARKED,
    /** Was removed and came back. */
    CAME_BACK
}
