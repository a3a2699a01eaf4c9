package org.evenkeel.api;

import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.Role;

import java.util.Optional;

/** When a session's room is open for people to come in, and as what they come. */
enum Door {
    /** Not open yet. */
    EARLY,
    OPEN,
    /** Over, cancelled, or never held. */
    ENDED;

    private static final long OPENS_BEFORE_MILLIS = 30 * 60_000;
    private static final long REOPENS_FOR_MILLIS = 86_400_000;

    /** The door at a moment, milliseconds UTC: open from 30 minutes before the scheduled start until the end. */
    static Door of(Session session, long now) {
        if (!session.open() || neverHeld(session, now)) {
            return ENDED;
        }
        return now < session.plan().start() - OPENS_BEFORE_MILLIS ? EARLY : OPEN;
    }

    /**
     * The door for staff: who moderates may come into a session that was held for a day after its end, because nobody
     * is in the room any more who could open it again.
     */
    static Door ofStaff(Session session, Role role, long now) {
        var facts = session.facts();
        boolean held = !session.cancelled() && facts.startedAt().isPresent() && facts.endedAt().isPresent();
        return held && role.isStaff() && now < facts.endedAt().getAsLong() + REOPENS_FOR_MILLIS
                ? OPEN
                : of(session, now);
    }

    /**
     * Goes on only through an open door.
     *
     * @throws ApiProblem {@code not_open}, {@code ended}
     */
    void pass() {
        switch (this) {
            case EARLY -> throw new ApiProblem(ApiCode.NOT_OPEN);
            case ENDED -> throw new ApiProblem(ApiCode.ENDED);
            case OPEN -> {}
        }
    }

    /** As what a member of staff comes: as the roster says; supervisors observe the others' sessions. */
    static Optional<Role> roleOf(StaffMember member, Session session) {
        Optional<Role> rostered =
                session.entryOf(member.id()).map(entry -> entry.role()).filter(role -> !isAttendee(role));
        boolean supervises = member.active() && member.roles().contains(StaffRole.SUPERVISOR);
        return rostered.or(() -> supervises ? Optional.of(Role.OBSERVER) : Optional.empty());
    }

    static Optional<Role> roleOf(StaffIdentity staff, Session session) {
        return roleOf(staff.member(), session);
    }

    static boolean isAttendee(Role role) {
        return switch (role) {
            case PARTICIPANT, GUEST -> true;
            case FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR, OBSERVER, INTERPRETER -> false;
        };
    }

    private static boolean neverHeld(Session session, long now) {
        return session.facts().startedAt().isEmpty() && now >= session.plan().roomSettings().overdueAt();
    }
}
