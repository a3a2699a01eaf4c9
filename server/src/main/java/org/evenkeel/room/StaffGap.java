package org.evenkeel.room;

/**
 * No qualified staff is connected.
 *
 * @param since milliseconds UTC
 * @param step how far the room's answer went
 */
public record StaffGap(long since, Step step) {
    /** What has been done about it. */
    public enum Step {
        NOTICED,
        MUTED,
        PARKED
    }
}
