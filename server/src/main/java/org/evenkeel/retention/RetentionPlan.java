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
 * @param emergencies emergency accesses, which are kept as long as the audit log; none while a hold stands
 * @param auditUpTo the last row of the audit log that is over its time; empty when there is none, or a hold stands
 * @param auditHeld whether only a hold keeps audit rows that are over their time
 */
public record RetentionPlan(
        List<SessionId> sessions,
        long sessionsHeld,
        List<RetentionStore.Answers> answers,
        List<RetentionStore.Emergency> emergencies,
        Optional<AuditHead> auditUpTo,
        boolean auditHeld) {
    public RetentionPlan {
        sessions = List.copyOf(sessions);
        answers = List.copyOf(answers);
        emergencies = List.copyOf(emergencies);
        Objects.requireNonNull(auditUpTo, "auditUpTo");
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return sessions.isEmpty() && answers.isEmpty() && emergencies.isEmpty() && auditUpTo.isEmpty();
    }
}
