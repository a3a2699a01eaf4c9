package org.evenkeel.program;

import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomPolicy;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a group's rooms differ from the defaults of their kind. Durations are milliseconds.
 *
 * @param cap most participants and guests admitted at a time
 * @param roomChat whether members may write to the room; off unless set
 * @param graceMillis how long a lost member is "reconnecting"
 * @param muteAfterMillis without qualified staff for this long, members are muted
 * @param parkAfterMillis without qualified staff for this long, members are parked
 * @param endAfterMillis how long after its scheduled end the server ends a session
 */
public record PolicyOverrides(
        OptionalInt cap,
        boolean roomChat,
        OptionalLong graceMillis,
        OptionalLong muteAfterMillis,
        OptionalLong parkAfterMillis,
        OptionalLong endAfterMillis) {

    private static final int LARGEST_ROOM = 500;
    private static final long LONGEST_MILLIS = 86_400_000;

    /**
     * @throws ProgramProblem when a number is out of its range, or parking would not come after muting
     */
    public PolicyOverrides {
        Check.isTrue("cap", cap.isEmpty() || cap.getAsInt() >= 1 && cap.getAsInt() <= LARGEST_ROOM);
        Check.isTrue("graceMillis", inRange(graceMillis));
        Check.isTrue("muteAfterMillis", inRange(muteAfterMillis));
        Check.isTrue("parkAfterMillis", inRange(parkAfterMillis));
        Check.isTrue("endAfterMillis", inRange(endAfterMillis));
        RoomPolicy defaults = RoomPolicy.defaults(RoomKind.THERAPY);
        Check.isTrue(
                "parkAfterMillis",
                parkAfterMillis.orElse(defaults.parkAfterMillis())
                        > muteAfterMillis.orElse(defaults.muteAfterMillis()));
    }

    /** Nothing differs from the defaults. */
    public static PolicyOverrides none() {
        return new PolicyOverrides(
                OptionalInt.empty(),
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** The room's numbers: what is set here, else the kind's default. */
    public RoomPolicy over(RoomKind kind) {
        RoomPolicy defaults = RoomPolicy.defaults(kind);
        return new RoomPolicy(
                cap.orElse(defaults.cap()),
                graceMillis.orElse(defaults.graceMillis()),
                muteAfterMillis.orElse(defaults.muteAfterMillis()),
                parkAfterMillis.orElse(defaults.parkAfterMillis()),
                endAfterMillis.orElse(defaults.endAfterMillis()),
                defaults.undoMillis(),
                roomChat);
    }

    private static boolean inRange(OptionalLong millis) {
        return millis.isEmpty() || millis.getAsLong() >= 1 && millis.getAsLong() <= LONGEST_MILLIS;
    }
}
