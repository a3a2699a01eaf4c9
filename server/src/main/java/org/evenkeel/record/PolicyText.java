package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.LateMode;

import java.util.List;

/** A policy as a canonical line, and back. */
final class PolicyText {

    static final String TAG = "policy";

    private PolicyText() {}

    static String line(AttendancePolicy policy) {
        return CanonicalText.line(
                TAG,
                policy.version(),
                policy.lateAfterMillis(),
                policy.noCreditAfterMillis(),
                policy.lateMode(),
                policy.leftEarlyAfterMillis(),
                policy.partialAfterMillis(),
                policy.capAtScheduledEnd(),
                policy.extendedByStaff(),
                policy.creditBridgedGaps(),
                policy.creditPlannedRestart(),
                policy.plannedRestartMillis(),
                policy.staffGapToleranceMillis());
    }

    static AttendancePolicy read(List<String> fields) {
        return new AttendancePolicy(
                Integer.parseInt(fields.get(1)),
                Long.parseLong(fields.get(2)),
                Long.parseLong(fields.get(3)),
                LateMode.valueOf(fields.get(4)),
                Long.parseLong(fields.get(5)),
                Long.parseLong(fields.get(6)),
                Boolean.parseBoolean(fields.get(7)),
                Boolean.parseBoolean(fields.get(8)),
                Boolean.parseBoolean(fields.get(9)),
                Boolean.parseBoolean(fields.get(10)),
                Long.parseLong(fields.get(11)),
                Long.parseLong(fields.get(12)));
    }
}
