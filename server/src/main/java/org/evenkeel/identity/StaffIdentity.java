package org.evenkeel.identity;

import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.StaffMember;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Who sends a staff request.
 *
 * @param session the sign-in
 * @param member who, as he is now
 * @param csrf what unsafe requests must carry
 */
public record StaffIdentity(StaffSession session, StaffMember member, String csrf) {
    public StaffIdentity {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(csrf, "csrf");
    }

    /** He as the one who calls use cases. */
    public Caller caller() {
        return member.asCaller();
    }

    /**
     * Goes on only when the sign-in is complete or stands at this step: whoever still owes the step before may do
     * nothing to the account.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    void mustBeAt(SignInStage step) {
        if (!session.complete() && session.stage() != step) {
            throw new ProgramProblem(ProgramProblem.Code.NOT_ALLOWED, "");
        }
    }

    /** Whether an unsafe request carried the right token; the comparison takes the same time for all wrong ones. */
    public boolean csrfIs(String presented) {
        return MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "StaffIdentity[" + session.id() + "]";
    }
}
