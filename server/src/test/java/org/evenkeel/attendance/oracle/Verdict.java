package org.evenkeel.attendance.oracle;

import java.util.Map;

/**
 * What an oracle says.
 *
 * @param people by person id, participants only
 * @param staffGap milliseconds of the session without qualified staff
 */
record Verdict(Map<String, Person> people, long staffGap, long numberInGroup) {

    /**
     * @param firstIn milliseconds, -1 when never in the room
     * @param lastOut milliseconds, -1 when never in the room
     */
    record Person(
            long counted,
            long waiting,
            long firstIn,
            long lastOut,
            boolean late,
            boolean early,
            boolean away,
            String status) {}

    /** The status by the rules of the manual, from plain yes and no. */
    static String status(
            boolean everIn,
            boolean known,
            boolean neverHeld,
            boolean out,
            boolean lost,
            boolean late,
            boolean early,
            boolean away) {
        if (!everIn) {
            return neverHeld ? "CANCELLED_BY_PROGRAM" : known ? "NOT_ADMITTED" : "NO_SHOW";
        }
        if (out) {
            return "REMOVED";
        }
        if (early && lost) {
            return "TECHNICAL_FAILURE";
        }
        if (late && early || away) {
            return "PARTIAL";
        }
        return early ? "LEFT_EARLY" : late ? "LATE" : "PRESENT";
    }
}
