package org.evenkeel.room;

/**
 * The numbers of one room; each is a setting of the clinic. Durations are milliseconds.
 *
 * @param cap most participants and guests admitted at a time
 * @param graceMillis how long a lost member is "reconnecting" before he has left
 * @param muteAfterMillis without qualified staff for this long, members are muted
 * @param parkAfterMillis without qualified staff for this long, members are parked in the waiting room
 * @param endAfterMillis how long after its scheduled end a session is ended by the server
 * @param undoMillis how long an act like "lower all hands" can be undone
 * @param roomChat whether members may write to the room
 */
public record RoomPolicy(
        int cap,
        long graceMillis,
        long muteAfterMillis,
        long parkAfterMillis,
        long endAfterMillis,
        long undoMillis,
        boolean roomChat) {

    /**
     * @throws IllegalArgumentException when a number is not positive
     */
    public RoomPolicy {
        if (cap < 1
                || graceMillis < 1
                || muteAfterMillis < 1
                || parkAfterMillis <= muteAfterMillis
                || endAfterMillis < 1
                || undoMillis < 1) {
            throw new IllegalArgumentException("room policy numbers are positive and parking comes after muting");
        }
    }

    /** The defaults of the program rules for a kind: grace 120 s, mute after 60 s, park after 10 min, chat off. */
    public static RoomPolicy defaults(RoomKind kind) {
        return new RoomPolicy(kind.defaultCap(), 120_000, 60_000, 600_000, 1_800_000, 10_000, false);
    }
}
