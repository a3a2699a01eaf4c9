package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;

/** Keeps staff. Nobody is ever deleted. */
public interface StaffStore {

    /** The person, active or not. */
    Optional<StaffMember> find(PersonId id);

    /** The person who signs in with this name, in lower case. */
    Optional<StaffMember> byLoginName(String loginName);

    /** Everybody, in no order. */
    List<StaffMember> all();

    /**
     * Keeps a new person (version 0) or a change of the version that was read.
     *
     * @return the person at the new version
     * @throws ProgramProblem {@code taken} ({@code loginName}), {@code conflict} when changed since or unknown
     */
    StaffMember save(StaffMember member);
}
