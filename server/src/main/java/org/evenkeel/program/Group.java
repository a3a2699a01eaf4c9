package org.evenkeel.program;

import java.util.Objects;
import java.util.Set;

/**
 * A group that meets by a weekly plan.
 *
 * @param id names it for ever
 * @param details what was typed
 * @param active false once it no longer meets
 * @param version counts changes; 0 = not yet kept
 */
public record Group(GroupId id, GroupDetails details, boolean active, long version) {
    public Group {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(details, "details");
    }

    /** The same group with other details. */
    public Group with(GroupDetails newDetails) {
        return new Group(id, newDetails, active, version);
    }

    /** The same group, active or not. */
    public Group withActive(boolean nowActive) {
        return new Group(id, details, nowActive, version);
    }

    /** The same group at another version. */
    public Group at(long newVersion) {
        return new Group(id, details, active, newVersion);
    }

    /** The group as staff see it who may not see who is in it. */
    public Group withoutRoster() {
        return with(
                new GroupDetails(
                        details.name(),
                        details.kind(),
                        details.zone(),
                        details.slots(),
                        details.leaders(),
                        Set.of(),
                        details.policy()));
    }
}
