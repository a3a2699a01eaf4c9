package org.evenkeel.record;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.Interval;

import java.util.Objects;

/** What a person changes about somebody's attendance. */
public sealed interface Change {

    /**
     * Another status.
     *
     * @param oldValue what he who corrects saw; when it is no longer so, nothing is changed
     */
    record StatusSet(AttendanceStatus oldValue, AttendanceStatus newValue) implements Change {
        public StatusSet {
            Objects.requireNonNull(oldValue, "oldValue");
            Objects.requireNonNull(newValue, "newValue");
        }
    }

    /**
     * Other minutes.
     *
     * @param oldValue what he who corrects saw; when it is no longer so, nothing is changed
     * @param newValue whole minutes
     */
    record MinutesSet(long oldValue, long newValue) implements Change {}

    /** Took part by phone; counts by the same formula, marked as entered by hand. */
    record PhoneAdded(Interval during) implements Change {
        public PhoneAdded {
            Objects.requireNonNull(during, "during");
        }
    }

    /**
     * A phone entry was wrong and no longer counts; both stay in the record.
     *
     * @param number the correction that added it
     */
    record PhoneWithdrawn(int number) implements Change {}
}
