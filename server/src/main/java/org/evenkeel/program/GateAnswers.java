package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.Objects;

/**
 * One record of the entry gate. A record never changes: new answers are a new record, the latest counts.
 *
 * @param session which session
 * @param person who answered
 * @param form the answers
 * @param rulesVersion which version of the rules was shown
 * @param complete whether the person finished the gate with these answers
 * @param answeredAt milliseconds UTC
 */
public record GateAnswers(
        SessionId session, PersonId person, GateForm form, String rulesVersion, boolean complete, long answeredAt) {

    /**
     * @throws ProgramProblem when it is called complete and a question has no answer
     */
    public GateAnswers {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(person, "person");
        rulesVersion = Check.text("rulesVersion", rulesVersion, 40);
        if (complete && form.firstMissing().isPresent()) {
            throw new ProgramProblem(ProgramProblem.Code.MISSING, form.firstMissing().orElseThrow());
        }
    }
}
