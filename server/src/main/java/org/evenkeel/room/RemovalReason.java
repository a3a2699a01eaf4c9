package org.evenkeel.room;

/** Why staff removed somebody; for the record, never shown to participants. */
public enum RemovalReason {
    SAFETY,
    DISRUPTION,
    PRIVACY,
    IMPAIRED,
    WRONG_ROOM,
    OTHER
}
