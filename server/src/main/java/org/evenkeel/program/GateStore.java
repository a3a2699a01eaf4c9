package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;

/** Keeps gate answers: append only. */
public interface GateStore {

    /** Adds a record behind the others of this session and person. */
    void append(GateAnswers answers);

    /** The record added last. */
    Optional<GateAnswers> latest(SessionId session, PersonId person);

    /** A person's records for whichever sessions, the newest first, at most so many. */
    List<GateAnswers> newest(PersonId person, int most);

    /** All records, the first one first. */
    List<GateAnswers> history(SessionId session, PersonId person);
}
