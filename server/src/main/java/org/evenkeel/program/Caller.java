package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Who asks for something.
 *
 * @param person who
 * @param roles his roles in the clinic; none for somebody deactivated
 */
public record Caller(PersonId person, Set<StaffRole> roles) {
    public Caller {
        Objects.requireNonNull(person, "person");
        roles = Set.copyOf(roles);
    }

    /** The operator at the machine's own command line: sets up the first administrator, loads the demo clinic. */
    public static Caller operator() {
        return new Caller(new PersonId("operator"), EnumSet.allOf(StaffRole.class));
    }

    /** Whether his roles allow it. */
    public boolean may(Access.Action action, Access access) {
        return access.allows(roles, action);
    }

    /**
     * Goes on only when his roles allow it.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public void must(Access.Action action, Access access) {
        if (!may(action, access)) {
            throw new ProgramProblem(ProgramProblem.Code.NOT_ALLOWED, "");
        }
    }
}
