package org.evenkeel.retention;

import org.evenkeel.audit.AuditHead;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is over its time at one moment.
 *
 * @param sessions whole session records
 * @param sessionsHeld sessions over their time that a hold keeps
 * @param answers entry answers of people who were never let in
 * @param auditUpTo the last row of the audit log that is over its time; empty when there is none, or a hold stands
 * @param auditHeld whether only a hold keeps audit rows that are over their time
 */
public record RetentionPlan(
        List<SessionId> sessions,
        long sessionsHeld,
        List<RetentionStore.Answers> answers,
        Optional<AuditHead> auditUpTo,
        boolean auditHeld) {
    public RetentionPlan {
        sessions = List.copyOf(sessions);
        answers = List.copyOf(answers);
        Objects.requireNonNull(auditUpTo, "auditUpTo");
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return sessions.isEmpty() && answers.isEmpty() && auditUpTo.isEmpty();
    }
}
