package org.evenkeel.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How long what is kept.
 *
 * @param attendanceYears a session's whole record, entry answers among it, from its end on
 * @param auditYears rows of the audit log, and emergency accesses
 * @param waiterDays entry answers of people who were never let in, from the session's end on
 */
public record RetentionPolicy(int attendanceYears, int auditYears, int waiterDays) {

    public RetentionPolicy {
        if (attendanceYears < 1 || auditYears < 1 || waiterDays < 1) {
            throw new IllegalArgumentException("nothing is kept for no time");
        }
    }

    /** 10 years, 6 years, 30 days. */
    public static RetentionPolicy defaults() {
        return new RetentionPolicy(10, 6, 30);
    }

    /** Sessions that ended before this moment, milliseconds UTC, are over their time. */
    long sessionsBefore(long now) {
        return yearsBefore(now, attendanceYears);
    }

    /** Audit rows from before this moment are over their time. */
    long auditBefore(long now) {
        return yearsBefore(now, auditYears);
    }

    /** Answers for sessions that ended before this moment are over their time, when their person was never let in. */
    long waitersBefore(long now) {
        return now - Duration.ofDays(waiterDays).toMillis();
    }

    private static long yearsBefore(long now, int years) {
        return Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).minusYears(years).toInstant().toEpochMilli();
    }
}
