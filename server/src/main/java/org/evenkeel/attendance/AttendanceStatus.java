package org.evenkeel.attendance;

import java.util.Locale;

/**
 * How a participant attended. The computation proposes the first eight; people decide, and only people set the others.
 */
public enum AttendanceStatus {
    PRESENT,
    LATE,
    LEFT_EARLY,
    /** Late and left early, or too long out of the room in between. */
    PARTIAL,
    /** Taken out by staff and not brought back. */
    REMOVED,
    /** Left early because the connection was lost and never came back. */
    TECHNICAL_FAILURE,
    /** Came, but was never in the room while the session ran. */
    NOT_ADMITTED,
    NO_SHOW,
    /** Also proposed when the session was never held. */
    CANCELLED_BY_PROGRAM,
    ABSENT_EXCUSED,
    ABSENT_UNEXCUSED,
    MAKE_UP;

    /** The code in files and over HTTP: lower case, words joined by underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
