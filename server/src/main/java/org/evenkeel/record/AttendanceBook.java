package org.evenkeel.record;

import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.RosterEntry;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The use cases of the attendance record: compute, correct, enter by hand, sign, amend. Who may correct at all is the
 * caller's to check; who may sign is checked here. Any thread; blocks on the ports, whose failures pass through.
 */
public final class AttendanceBook {

    private static final int TRIES = 16;

    private final SheetReader reader;
    private final Corrections corrections;
    private final Signing signing;
    private final InstantSource clock;

    public AttendanceBook(
            AttendanceLedger ledger, Corrections corrections, Seals seals, SessionFacts facts, InstantSource clock) {
        this.reader = new SheetReader(ledger, corrections, seals, facts);
        this.corrections = corrections;
        this.signing = new Signing(seals);
        this.clock = clock;
    }

    /**
     * What holds and what would be proposed now; live sessions are computed up to the clock.
     *
     * @return empty when there is no such session
     * @throws RecordDamaged when a stored seal cannot be read
     */
    public Optional<ReviewSheet> compute(SessionId session) {
        return reader.sheet(session, clock.millis());
    }

    /**
     * Records a correction before signing.
     *
     * @param change with the value that the corrector saw; refused as {@code changed} when it is another by now
     * @param reason why, 1 to 500 characters
     */
    public Outcome<Correction> correct(SessionId session, PersonId person, Change change, String reason, PersonId by) {
        Optional<Refusal> badReason = ChangeRules.reason(reason);
        if (badReason.isPresent()) {
            return Outcome.refused(badReason.get());
        }
        for (int left = TRIES; left > 0; left--) {
            long now = clock.millis();
            Optional<ReviewSheet> sheet = reader.sheet(session, now);
            Optional<Refusal> refusal =
                    sheet.isEmpty() ? Optional.of(Refusal.NO_SUCH_SESSION) : refusal(sheet.get(), person, change);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            int number = sheet.get().corrections().size() + 1;
            Correction correction = new Correction(session, number, person, change, reason, by, now);
            if (corrections.append(correction)) {
                return Outcome.done(correction);
            }
        }
        return Outcome.refused(Refusal.BUSY);
    }

    private static Optional<Refusal> refusal(ReviewSheet sheet, PersonId person, Change change) {
        return sheet.signed()
                ? Optional.of(Refusal.ALREADY_SIGNED)
                : ChangeRules.change(sheet.attendance(), sheet.corrections(), person, change);
    }

    /** Records that somebody took part by phone alone. */
    public Outcome<Correction> enterPhone(
            SessionId session, PersonId person, Interval during, String reason, PersonId by) {
        return correct(session, person, new Change.PhoneAdded(during), reason, by);
    }

    /**
     * Signs what the signer saw.
     *
     * @param seenHash {@link ReviewSheet#proposedHash()} of what he saw; refused as {@code changed} when it is another
     *     by now
     */
    public Outcome<Seal> sign(SessionId session, PersonId signer, String seenHash) {
        return attempt(
                session,
                (sheet, now) -> {
                    Optional<Refusal> refusal =
                            sheet.signed()
                                    ? Optional.of(Refusal.ALREADY_SIGNED)
                                    : maySign(sheet, sheet.standing().plan().entry(signer), seenHash);
                    return refusal.<Outcome<Seal>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(signing.signature(sheet, signer, now)));
                });
    }

    /**
     * Amends a signed attendance: takes in what is unsealed and makes further changes, under a new signature.
     *
     * @param seenHash as in {@link #sign}
     * @param why for all of it, 1 to 500 characters
     * @param changes may be empty when something is unsealed
     */
    public Outcome<Seal> amend(
            SessionId session, PersonId signer, String seenHash, String why, List<Amendment> changes) {
        Optional<Refusal> badReason = ChangeRules.reason(why);
        if (badReason.isPresent()) {
            return Outcome.refused(badReason.get());
        }
        return attempt(session, (sheet, now) -> amendment(sheet, signer, seenHash, why, changes, now));
    }

    /** One change of an amendment. */
    public record Amendment(PersonId person, Change change) {}

    private Outcome<Seal> amendment(
            ReviewSheet sheet, PersonId signer, String seenHash, String why, List<Amendment> changes, long now) {
        Optional<Refusal> refusal =
                sheet.signed()
                        ? maySign(sheet, sheet.standing().plan().entry(signer), seenHash)
                        : Optional.of(Refusal.NOT_SIGNED);
        if (refusal.isEmpty() && changes.isEmpty() && !sheet.hasUnsealed()) {
            refusal = Optional.of(Refusal.NOTHING_TO_AMEND);
        }
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SessionAttendance state = sheet.proposed();
        List<Correction> made = new ArrayList<>();
        int first = Correction.AMENDMENTS_FROM * (sheet.seals().size() + 1);
        for (Amendment wanted : changes) {
            List<Correction> before = new ArrayList<>(sheet.corrections());
            before.addAll(made);
            Optional<Refusal> no = ChangeRules.change(state, before, wanted.person(), wanted.change());
            if (no.isPresent()) {
                return Outcome.refused(no.get());
            }
            made.add(
                    new Correction(
                            sheet.standing().plan().session(),
                            first + made.size(),
                            wanted.person(),
                            wanted.change(),
                            why,
                            signer,
                            now));
            state = signing.after(sheet, made);
        }
        return Outcome.done(signing.amendment(sheet, signer, why, made, state, now));
    }

    private static Optional<Refusal> maySign(ReviewSheet sheet, Optional<RosterEntry> entry, String seenHash) {
        if (entry.filter(RosterEntry::maySign).isEmpty()) {
            return Optional.of(Refusal.NOT_PERMITTED);
        }
        if (sheet.proposed().provisional()) {
            return Optional.of(Refusal.NOT_ENDED);
        }
        return sheet.proposedHash().equals(seenHash) ? Optional.empty() : Optional.of(Refusal.CHANGED);
    }

    private interface Decision {
        Outcome<Seal> on(ReviewSheet sheet, long now);
    }

    /** Somebody else may seal another session meanwhile: then the chain's end moved, and all is decided again. */
    private Outcome<Seal> attempt(SessionId session, Decision decision) {
        for (int left = TRIES; left > 0; left--) {
            long now = clock.millis();
            Optional<ReviewSheet> sheet = reader.sheet(session, now);
            if (sheet.isEmpty()) {
                return Outcome.refused(Refusal.NO_SUCH_SESSION);
            }
            Outcome<Seal> decided = decision.on(sheet.get(), now);
            boolean settled =
                    switch (decided) {
                        case Outcome.Refused<Seal> _ -> true;
                        case Outcome.Done<Seal>(Seal seal) -> signing.append(seal);
                    };
            if (settled) {
                return decided;
            }
        }
        return Outcome.refused(Refusal.BUSY);
    }
}
