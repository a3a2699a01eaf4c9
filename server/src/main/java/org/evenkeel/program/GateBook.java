package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.Optional;

/** Takes the answers at the entry gate and shows them to those who may see them. Any thread. */
public final class GateBook {

    /** The version of the rules that the screens show now; stands in every record. */
    public static final String RULES_VERSION = "1";

    private static final long SHOWN_AFTER_END_MILLIS = 86_400_000;

    private final SessionStore sessions;
    private final GateStore gate;
    private final InstantSource clock;

    GateBook(SessionStore sessions, GateStore gate, InstantSource clock) {
        this.sessions = sessions;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Keeps a person's answers as a new record with the time of now.
     *
     * @param complete whether the person finished; then every question needs its answer
     * @return what the room may know, when complete
     * @throws ProgramProblem {@code not_found} when the person is not on the session's roster, {@code closed} when it
     *     is over or cancelled, {@code missing} with the first question that has no answer
     */
    public Optional<GateFlags> answer(SessionId session, PersonId person, GateForm form, boolean complete) {
        Session found = ofRoster(session, person);
        if (!found.open()) {
            throw new ProgramProblem(Code.CLOSED, "session");
        }
        gate.append(new GateAnswers(session, person, form, RULES_VERSION, complete, clock.millis()));
        return complete ? form.flags() : Optional.empty();
    }

    /**
     * The person's own latest answers, so that a reloaded page goes on where it was.
     *
     * @throws ProgramProblem {@code not_found} when the person is not on the session's roster
     */
    public Optional<GateAnswers> own(SessionId session, PersonId person) {
        ofRoster(session, person);
        return gate.latest(session, person);
    }

    /**
     * The latest answers for staff with a care role in this session, and for supervisors, until 24 hours after its end.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code closed} when 24 hours have passed
     */
    public Optional<GateAnswers> read(Caller caller, SessionId session, PersonId person) {
        caller.must(Access.Action.READ, Access.GATE_ANSWERS);
        Session found = sessions.find(session).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "session"));
        boolean care = found.entryOf(caller.person()).map(entry -> entry.role().isCare()).orElse(false);
        if (!care && !caller.roles().contains(StaffRole.SUPERVISOR)) {
            throw new ProgramProblem(Code.NOT_ALLOWED, "");
        }
        long end = Math.max(found.plan().end(), found.facts().endedAt().orElse(found.plan().end()));
        if (clock.millis() > end + SHOWN_AFTER_END_MILLIS) {
            throw new ProgramProblem(Code.CLOSED, "session");
        }
        return gate.latest(session, person);
    }

    private Session ofRoster(SessionId session, PersonId person) {
        return sessions.find(session)
                .filter(found -> found.entryOf(person).isPresent())
                .orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "session"));
    }
}
