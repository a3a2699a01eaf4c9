package org.evenkeel.attendance;

import java.util.Objects;

/**
 * The clinic's rules of attendance as they applied to one session. Each number is a setting; payers and states differ.
 *
 * @param version which version of the clinic's rules this is, from 1; sealed with the result
 * @param lateAfterMillis first in the room more than this after the <em>actual</em> start is late
 * @param noCreditAfterMillis more than this after the actual start puts credit in question
 * @param lateMode what then happens
 * @param leftEarlyAfterMillis last out of the room more than this before the end is left early
 * @param partialAfterMillis out of the room more than this between first and last, breaks apart, is partial
 * @param capAtScheduledEnd whether nothing counts after the scheduled end
 * @param extendedByStaff whether staff extended this session, which lifts the cap
 * @param creditBridgedGaps whether a reconnect within the grace time counts as presence
 * @param creditPlannedRestart whether the time from our own drain to the resume counts as presence
 * @param plannedRestartMillis at most so much of each such restart
 * @param staffGapToleranceMillis a hole of all qualified staff up to this long, with staff before and after it in the
 *     same span, counts as staffed; a longer one does not count at all
 */
public record AttendancePolicy(
        int version,
        long lateAfterMillis,
        long noCreditAfterMillis,
        LateMode lateMode,
        long leftEarlyAfterMillis,
        long partialAfterMillis,
        boolean capAtScheduledEnd,
        boolean extendedByStaff,
        boolean creditBridgedGaps,
        boolean creditPlannedRestart,
        long plannedRestartMillis,
        long staffGapToleranceMillis) {

    /** The most that may be credited for one planned restart. */
    public static final long LONGEST_PLANNED_RESTART_MILLIS = 60_000;

    private static final long MINUTE = 60_000;

    /**
     * @throws IllegalArgumentException when a number is negative or a restart's credit is over 60 s
     */
    public AttendancePolicy {
        Objects.requireNonNull(lateMode, "lateMode");
        if (version < 1
                || lateAfterMillis < 0
                || noCreditAfterMillis < lateAfterMillis
                || leftEarlyAfterMillis < 0
                || partialAfterMillis < 0
                || staffGapToleranceMillis < 0) {
            throw new IllegalArgumentException("policy numbers are not negative and credit is lost after being late");
        }
        if (plannedRestartMillis < 0 || plannedRestartMillis > LONGEST_PLANNED_RESTART_MILLIS) {
            throw new IllegalArgumentException("a planned restart is credited with at most 60 s");
        }
    }

    /** Version 1: the program rules' defaults. */
    public static AttendancePolicy defaults() {
        return new AttendancePolicy(
                1,
                10 * MINUTE,
                15 * MINUTE,
                LateMode.FACILITATOR_DECIDES,
                10 * MINUTE,
                10 * MINUTE,
                true,
                false,
                false,
                true,
                LONGEST_PLANNED_RESTART_MILLIS,
                0);
    }

    /** Whether the scheduled end bounds what counts. */
    public boolean capped() {
        return capAtScheduledEnd && !extendedByStaff;
    }

    /** The same for a session that staff extended. */
    public AttendancePolicy extended() {
        return new AttendancePolicy(
                version,
                lateAfterMillis,
                noCreditAfterMillis,
                lateMode,
                leftEarlyAfterMillis,
                partialAfterMillis,
                capAtScheduledEnd,
                true,
                creditBridgedGaps,
                creditPlannedRestart,
                plannedRestartMillis,
                staffGapToleranceMillis);
    }
}
