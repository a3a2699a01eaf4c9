package org.evenkeel.attendance;

import java.util.Locale;

/** What staff should see beside a person's minutes. */
public enum AttendanceFlag {
    LATE,
    LEFT_EARLY,
    /** Out of the room longer than the policy's partial time. */
    AWAY,
    /** The last connection was lost, not closed. */
    CONNECTION_LOST,
    /** Late beyond credit: nothing counted. */
    LATE_WITHOUT_CREDIT,
    /** Late beyond credit: counted, and the facilitator is to decide. */
    LATE_CREDIT_UNDECIDED,
    /** A reconnect within the grace time was credited by policy. */
    GAP_CREDITED,
    /** Our own planned restart was credited. */
    RESTART_CREDITED,
    NOT_ON_ROSTER,
    /** Some of it was entered by staff: he took part by phone. */
    BY_PHONE,
    /** A person corrected the status or the minutes. */
    CORRECTED;

    /** The code in files and over HTTP: lower case, words joined by underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
