package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what is recorded of one session. Any thread; blocks on the ports. */
final class SheetReader {

    private final AttendanceLedger ledger;
    private final Corrections corrections;
    private final Seals seals;
    private final SessionFacts facts;

    SheetReader(AttendanceLedger ledger, Corrections corrections, Seals seals, SessionFacts facts) {
        this.ledger = ledger;
        this.corrections = corrections;
        this.seals = seals;
        this.facts = facts;
    }

    /** Everything that is recorded of a session now. */
    Recorded recorded(SessionId session) {
        List<Seal> signed = seals.ofSession(session);
        List<Correction> all = new ArrayList<>(corrections.read(session));
        signed.forEach(seal -> all.addAll(seal.amendments()));
        return new Recorded(ledger.read(session), all, signed);
    }

    /**
     * @param now until when an open session is taken to go on, milliseconds UTC
     * @throws RecordDamaged when a stored seal cannot be read
     */
    Optional<ReviewSheet> sheet(SessionId session, long now) {
        return facts.find(session).map(standing -> sheet(standing, recorded(session), now));
    }

    private static ReviewSheet sheet(StandingFacts standing, Recorded recorded, long now) {
        OptionalLong openUntil = OptionalLong.of(now);
        if (recorded.seals().isEmpty()) {
            SessionAttendance computed =
                    Reckoning.of(
                            standing.plan(), standing.policy(), recorded.facts(), recorded.corrections(), openUntil);
            return new ReviewSheet(
                    standing,
                    standing.plan(),
                    standing.policy(),
                    recorded.facts(),
                    computed,
                    computed,
                    ResultText.hash(computed),
                    List.of(),
                    recorded.corrections(),
                    List.of(),
                    List.of());
        }
        SealDocument sealed = document(recorded.seals().getLast());
        SessionPlan plan = sealed.plan();
        AttendancePolicy policy = sealed.policy();
        Recorded held = recorded.within(sealed);
        SessionAttendance proposed =
                Reckoning.of(plan, policy, recorded.facts(), recorded.corrections(), OptionalLong.empty());
        return new ReviewSheet(
                standing,
                plan,
                policy,
                recorded.facts(),
                Reckoning.of(plan, policy, held.facts(), held.corrections(), OptionalLong.empty()),
                proposed,
                ResultText.hash(proposed),
                recorded.seals(),
                recorded.corrections(),
                without(recorded.facts(), held.facts()),
                without(recorded.corrections(), held.corrections()));
    }

    private static SealDocument document(Seal seal) {
        try {
            return SealDocument.read(seal.document());
        } catch (IllegalArgumentException e) {
            throw new RecordDamaged(seal.session(), seal.number());
        }
    }

    private static <T> List<T> without(List<T> all, List<T> held) {
        Set<T> known = new HashSet<>(held);
        return all.stream().filter(item -> !known.contains(item)).toList();
    }

    /**
     * What is recorded of one session.
     *
     * @param corrections corrections by number, then amendments
     */
    record Recorded(List<LedgerFact> facts, List<Correction> corrections, List<Seal> seals) {

        /** The part at the places that a seal covers. */
        Recorded within(SealDocument sealed) {
            Set<LedgerFact.Key> keys = sealed.facts().stream().map(FactText::key).collect(Collectors.toSet());
            Set<Integer> numbers =
                    sealed.corrections().stream().map(CorrectionText::number).collect(Collectors.toSet());
            return new Recorded(
                    facts.stream().filter(fact -> keys.contains(fact.key())).toList(),
                    corrections.stream().filter(correction -> numbers.contains(correction.number())).toList(),
                    seals);
        }
    }
}
