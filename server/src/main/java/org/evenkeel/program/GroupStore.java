package org.evenkeel.program;

import java.util.List;
import java.util.Optional;

/** Keeps groups with their slots, leaders and rosters. */
public interface GroupStore {

    /** The group, active or not. */
    Optional<Group> find(GroupId id);

    /** All groups, in no order. */
    List<Group> all();

    /**
     * Keeps a new group (version 0) or a change of the version that was read, as a whole.
     *
     * @return the group at the new version
     * @throws ProgramProblem {@code conflict} when changed since or unknown
     */
    Group save(Group group);
}
