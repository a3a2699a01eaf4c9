package org.evenkeel.record;

import java.util.Locale;

/** Why something was not done to a record. The codes are stable. A refusal changes nothing. */
public enum Refusal {
    NO_SUCH_SESSION,
    /** Not on the roster and not in the room. */
    NO_SUCH_PERSON,
    REASON_MISSING,
    REASON_TOO_LONG,
    BAD_MINUTES,
    BAD_TIMES,
    NOTHING_TO_WITHDRAW,
    /** What he who decides saw is no longer so: look again. */
    CHANGED,
    /** Signed: only a signed amendment changes it. */
    ALREADY_SIGNED,
    NOT_SIGNED,
    NOT_ENDED,
    /** Only a credentialed facilitator or co-facilitator of this session signs. */
    NOT_PERMITTED,
    NOTHING_TO_AMEND,
    /** Too many signed at once; nothing was written. */
    BUSY;

    /** The code in answers: lower case, words joined by underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
