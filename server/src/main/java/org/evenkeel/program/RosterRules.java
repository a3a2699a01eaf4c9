package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;

import java.util.List;

/** Who may be put on a roster. */
final class RosterRules {

    private final StaffStore staff;
    private final ParticipantStore participants;

    RosterRules(StaffStore staff, ParticipantStore participants) {
        this.staff = staff;
        this.participants = participants;
    }

    /**
     * Staff hold staff roles that their role in the clinic allows, participants are participants, all are active.
     * People who stood on the roster before stay unchallenged: who left meanwhile must not block an unrelated change.
     */
    void check(List<RosterEntry> entries, List<RosterEntry> before) {
        entries.stream().filter(entry -> !before.contains(entry)).forEach(this::check);
    }

    /** Whether this person is active now, in either list. */
    boolean isActive(RosterEntry entry) {
        return isAttendee(entry)
                ? participants.find(entry.person()).map(Participant::active).orElse(false)
                : staff.find(entry.person()).map(StaffMember::active).orElse(false);
    }

    private void check(RosterEntry entry) {
        if (!isActive(entry)) {
            throw new ProgramProblem(Code.INACTIVE, isAttendee(entry) ? "roster" : "leaders");
        }
        if (!isAttendee(entry)
                && staff.find(entry.person()).stream()
                        .flatMap(member -> member.roles().stream())
                        .noneMatch(role -> role.mayBe(entry.role()))) {
            throw new ProgramProblem(Code.BAD_VALUE, "leaders");
        }
    }

    private static boolean isAttendee(RosterEntry entry) {
        return switch (entry.role()) {
            case PARTICIPANT, GUEST -> true;
            case FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR, OBSERVER, INTERPRETER -> false;
        };
    }
}
