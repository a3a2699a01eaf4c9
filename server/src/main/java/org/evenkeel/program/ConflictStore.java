package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.List;

/** Keeps the pairs of people who must not meet. */
public interface ConflictStore {

    /** All pairs, in no order. */
    List<ConflictPair> all();

    /** The pairs that concern this person. */
    List<ConflictPair> of(PersonId person);

    /** Keeps a pair; a pair of the same two people is replaced. */
    void put(ConflictPair pair);

    /** Forgets the pair of these two people, whichever is named first; nothing happens when there is none. */
    void remove(PersonId one, PersonId other);
}
