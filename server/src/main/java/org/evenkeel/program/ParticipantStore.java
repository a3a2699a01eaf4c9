package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;

/** Keeps participants. Nobody is ever deleted here. */
public interface ParticipantStore {

    /** The person, active or not. */
    Optional<Participant> find(PersonId id);

    /** Everybody, in no order. */
    List<Participant> all();

    /**
     * Keeps a new person (version 0) or a change of the version that was read.
     *
     * @return the person at the new version
     * @throws ProgramProblem {@code taken} ({@code reference}), {@code conflict} when changed since or unknown
     */
    Participant save(Participant participant);

    /**
     * Keeps new people, all or none.
     *
     * @return the people at version 1, in the order given
     * @throws ProgramProblem {@code taken} ({@code reference}); then nobody was kept
     */
    List<Participant> addAll(List<Participant> participants);
}
