package org.evenkeel.api;

import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.StaffMember;
import org.evenkeel.room.PersonId;

import java.util.Optional;
import java.util.function.Supplier;

/** Looks people up for the server itself, not for a caller. Blocks. */
record People(Clinic clinic) {

    Optional<StaffMember> staff(PersonId id) {
        return found(() -> clinic.staff().get(Caller.operator(), id));
    }

    Optional<Participant> participant(PersonId id) {
        return found(() -> clinic.participants().get(Caller.operator(), id));
    }

    /** Whether whoever stands on this entry is active now. */
    boolean isActive(RosterEntry entry) {
        return Door.isAttendee(entry.role())
                ? participant(entry.person()).map(Participant::active).orElse(false)
                : staff(entry.person()).map(StaffMember::active).orElse(false);
    }

    /** What the answer is, when there is one; every other problem passes through. */
    static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ProgramProblem problem) {
            if (problem.code() == ProgramProblem.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }
}
