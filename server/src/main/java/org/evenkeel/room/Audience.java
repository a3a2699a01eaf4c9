package org.evenkeel.room;

/** The classes of viewers: within a class all see the same of the room, apart from what concerns themselves. */
public enum Audience {
    /** Facilitators and co-facilitators: everything, gate answers too. */
    CARE,
    /** Moderators and peer mentors: the waiting room and all moderation, but no gate answers. */
    STAFF,
    /** Everybody else in the room. */
    MEMBER,
    /** Who stands outside: neither the room nor each other nor a count. */
    WAITING;

    /** What this member may see now. */
    public static Audience of(Member member) {
        if (!member.inRoom()) {
            return WAITING;
        }
        return member.role().isCare() ? CARE : member.role().isStaff() ? STAFF : MEMBER;
    }

    /** Whether this class sees the waiting room and who was sent away. */
    public boolean seesWaitingRoom() {
        return this == CARE || this == STAFF;
    }
}
