package org.evenkeel.room;

import java.util.Locale;

/**
 * Why a command was refused. The codes are stable: they go over the wire in lower case, into the protocol document and
 * into the locale files, where each has a sentence that a person understands. A refusal changes nothing.
 */
public enum RejectionCode {
    NOT_ALLOWED,
    NO_SUCH_MEMBER,
    NOT_A_MEMBER,
    NOT_WAITING,
    NOT_IN_ROOM,
    NOT_PREPARED,
    NOT_STARTED,
    ALREADY_STARTED,
    ENDED,
    NOT_ENDED,
    ROOM_LOCKED,
    ROOM_FULL,
    SPEAKING_LOCKED,
    CHAT_OFF,
    NOT_QUALIFIED,
    BARRED,
    DECLINED,
    GATE_MISSING,
    DRIVING,
    NOTHING_TO_UNDO,
    TOO_LATE_TO_UNDO,
    STALE_CONNECTION,
    ACCESS_REVOKED,
    TOO_OLD,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    BAD_DURATION,
    STAFF_ONLY_TARGET,
    MEMBER_ONLY_TARGET,
    SHIELDED,
    ASIDE,
    SCREEN_TAKEN,
    NOT_INVITED;

    /** The code as it stands on the wire: lower case, words joined by underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
