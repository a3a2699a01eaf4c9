package org.evenkeel.story;

/** What staff do with most people who wait. */
final class Admission {

    private Admission() {}

    /** Lets somebody in who passed the gate and waits; returns when both know. */
    static void by(RoomClient staff, RoomClient who) {
        staff.sees("waiting", who, person -> person.path("gatePassed").asBoolean());
        staff.does("admit", who);
        who.sees("own admission", seen -> seen.self().path("standing").asString().equals("admitted"));
    }
}
