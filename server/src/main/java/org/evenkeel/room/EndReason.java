package org.evenkeel.room;

/** Why a session ended. */
public enum EndReason {
    /** Staff ended it. */
    BY_STAFF,
    /** The set time after its scheduled end passed. */
    OVERDUE,
    /** It was never started and its time passed. */
    NOT_HELD
}
