package org.evenkeel.attendance;

/** Where a person's presence comes from. */
public enum AttendanceSource {
    /** He was not there. */
    NONE,
    /** The ledger of live rooms. */
    LEDGER,
    /** Entered by staff for somebody on the phone. */
    MANUAL,
    LEDGER_AND_MANUAL
}
