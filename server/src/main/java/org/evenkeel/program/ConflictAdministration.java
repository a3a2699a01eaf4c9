package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.List;

/** Keeps the pairs of people who must not meet. Any thread. */
public final class ConflictAdministration {

    private final ConflictStore conflicts;
    private final ParticipantStore participants;

    ConflictAdministration(ConflictStore conflicts, ParticipantStore participants) {
        this.conflicts = conflicts;
        this.participants = participants;
    }

    /**
     * All pairs, in no order.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<ConflictPair> list(Caller caller) {
        caller.must(Access.Action.READ, Access.CONFLICTS);
        return conflicts.all();
    }

    /**
     * Keeps a pair; a pair of the same two is replaced.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found} when one of them is no participant
     */
    public void put(Caller caller, ConflictPair pair) {
        caller.must(Access.Action.CHANGE, Access.CONFLICTS);
        for (PersonId person : List.of(pair.first(), pair.second())) {
            participants
                    .find(person)
                    .orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.NOT_FOUND, "participant"));
        }
        conflicts.put(pair);
    }

    /**
     * Forgets a pair; nothing happens when there is none.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public void remove(Caller caller, PersonId one, PersonId other) {
        caller.must(Access.Action.CHANGE, Access.CONFLICTS);
        conflicts.remove(one, other);
    }
}
