package org.evenkeel.program;

import org.evenkeel.room.Role;

/** What a member of staff is in the clinic. What each may see and change is in {@link Access}. */
public enum StaffRole {
    COUNSELOR,
    PEER_MENTOR,
    MODERATOR,
    SUPERVISOR,
    SCHEDULER,
    /** Configures and reads health; never rosters, check-ins or notes. */
    IT_ADMIN,
    /** Searches the audit log and decides on legal holds; no charts, no rooms. */
    PRIVACY_OFFICER;

    /** Whether this role sees participants, if only their display names. */
    public boolean seesParticipants() {
        return this != IT_ADMIN;
    }

    /** Whether somebody with this role in the clinic may hold that role in a room. */
    public boolean mayBe(Role role) {
        return switch (this) {
            case COUNSELOR, SUPERVISOR -> role != Role.PARTICIPANT && role != Role.GUEST;
            case MODERATOR -> role == Role.MODERATOR || role == Role.OBSERVER || role == Role.INTERPRETER;
            case PEER_MENTOR -> role == Role.PEER_MENTOR || role == Role.OBSERVER || role == Role.INTERPRETER;
            case SCHEDULER -> role == Role.OBSERVER || role == Role.INTERPRETER;
            case IT_ADMIN, PRIVACY_OFFICER -> false;
        };
    }
}
