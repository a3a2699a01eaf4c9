package org.evenkeel.retention;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditCut;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditHead;
import org.evenkeel.audit.AuditLog;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is over its time, and deletes it. Any thread, also several nodes at once: what one has deleted the other
 * does not find. Blocks.
 */
public final class Retention {

    private final RetentionPolicy policy;
    private final RetentionStore store;
    private final AttendanceLedger ledger;
    private final AuditLog audit;
    private final InstantSource clock;

    public Retention(
            RetentionPolicy policy,
            RetentionStore store,
            AttendanceLedger ledger,
            AuditLog audit,
            InstantSource clock) {
        this.policy = policy;
        this.store = store;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was deleted.
     *
     * @param sessions whole session records
     * @param answers entry answers of so many people for one session each
     * @param emergencies emergency accesses
     * @param auditRows rows of the audit log
     */
    public record Deleted(long sessions, long answers, long emergencies, long auditRows) {}

    /**
     * What is over its time now; changes nothing.
     *
     * @param most so many sessions, so many people's answers, and so many emergency accesses, at most
     */
    public RetentionPlan plan(int most) {
        long now = clock.millis();
        boolean anyHold = !store.holds().isEmpty();
        Optional<AuditHead> old = audit.lastBefore(policy.auditBefore(now));
        return new RetentionPlan(
                store.sessionsEndedBefore(policy.sessionsBefore(now), most),
                store.sessionsHeldBefore(policy.sessionsBefore(now)),
                answers(policy.waitersBefore(now), most),
                anyHold ? List.of() : store.emergenciesEndedBefore(policy.auditBefore(now), most),
                old.filter(_ -> !anyHold),
                anyHold && old.isPresent());
    }

    /** Deletes what is over its time, each with its row in the audit log. */
    public Deleted run(int most, AuditActor by) {
        RetentionPlan plan = plan(most);
        long now = clock.millis();
        long sessions =
                plan.sessions().stream()
                        .filter(
                                session ->
                                        store.deleteSession(
                                                session,
                                                AuditEntry.done(
                                                        now,
                                                        by,
                                                        AuditAction.RETENTION_SESSION,
                                                        AuditSubject.of(session))))
                        .count();
        long answers = plan.answers().stream().filter(each -> store.deleteAnswers(each, report(now, by, each))).count();
        long emergencies =
                plan.emergencies().stream().filter(each -> store.deleteEmergency(each, report(now, by, each))).count();
        return new Deleted(sessions, answers, emergencies, plan.auditUpTo().map(last -> cut(last, now, by)).orElse(0L));
    }

    /** Keeps every record of this person from now on; @return whether that is new */
    public boolean hold(PersonId person, AuditActor by) {
        long now = clock.millis();
        return store.placeHold(
                new RetentionStore.Hold(person, now),
                AuditEntry.done(now, by, AuditAction.HOLD_PLACE, AuditSubject.of(person)));
    }

    /** Lets this person's records go when their time is over; @return whether there was a hold */
    public boolean release(PersonId person, AuditActor by) {
        return store.releaseHold(
                person, AuditEntry.done(clock.millis(), by, AuditAction.HOLD_RELEASE, AuditSubject.of(person)));
    }

    /** All holds, the oldest first. */
    public List<RetentionStore.Hold> holds() {
        return store.holds();
    }

    private static AuditEntry report(long now, AuditActor by, RetentionStore.Answers each) {
        return AuditEntry.done(
                now, by, AuditAction.RETENTION_GATE, AuditSubject.of(each.session()), AuditSubject.of(each.person()));
    }

    private static AuditEntry report(long now, AuditActor by, RetentionStore.Emergency each) {
        return AuditEntry.done(
                now,
                by,
                AuditAction.RETENTION_EMERGENCY,
                AuditSubject.of(each.participant()),
                AuditSubject.of(each.by()));
    }

    private long cut(AuditHead last, long now, AuditActor by) {
        AuditCut cut = new AuditCut(last, now);
        return audit.cutAt(cut, AuditEntry.done(now, by, AuditAction.RETENTION_AUDIT, cut.subject()));
    }

    /** A session's ledger is read once, for all who answered before it. */
    private List<RetentionStore.Answers> answers(long endedBefore, int most) {
        List<RetentionStore.Answers> over = new ArrayList<>();
        Map<SessionId, Set<PersonId>> admitted = new HashMap<>();
        store.forEachAnswers(
                endedBefore,
                each -> {
                    if (over.size() < most
                            && !admitted.computeIfAbsent(each.session(), this::admitted).contains(each.person())) {
                        over.add(each);
                    }
                    admitted.keySet().retainAll(Set.of(each.session()));
                });
        return over;
    }

    /** Who was let in at least once. */
    private Set<PersonId> admitted(SessionId session) {
        Map<MemberId, PersonId> people = new HashMap<>();
        Set<PersonId> admitted = new HashSet<>();
        for (LedgerFact fact : ledger.read(session)) {
            switch (fact.fact()) {
                case RoomEvent.Entered entered -> people.put(entered.member(), entered.person());
                case RoomEvent.Admitted let -> Optional.ofNullable(people.get(let.member())).ifPresent(admitted::add);
                default -> {
                    // says nothing about who was let in
                }
            }
        }
        return admitted;
    }
}
