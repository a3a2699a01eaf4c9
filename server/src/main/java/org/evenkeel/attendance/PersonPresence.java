package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;

import java.util.List;
import java.util.function.Function;

/**
 * What the ledger says of one person, before any policy.
 *
 * @param person who
 * @param members as which members, in order of entering; one, unless the room ever named him twice. Never empty
 */
public record PersonPresence(PersonId person, List<MemberPresence> members) {

    /**
     * @throws IllegalArgumentException when there is no member
     */
    public PersonPresence {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a person is present as a member");
        }
    }

    /** What he was in the end. */
    public Role role() {
        return members.getLast().role();
    }

    /** The union of something over his members: a millisecond counts once. */
    public Intervals union(Function<MemberPresence, Intervals> what) {
        return members.stream().map(what).reduce(Intervals.NONE, Intervals::union);
    }
}
