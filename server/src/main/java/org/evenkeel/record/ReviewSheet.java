package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.attendance.SessionPlan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What staff see of a session's attendance.
 *
 * @param standing the clinic's facts of the session, as they are now
 * @param plan who was expected: as signed, or as it is now when nobody signed yet
 * @param policy the rules: as signed, or as they are now when nobody signed yet
 * @param facts all that the ledger has
 * @param attendance what holds: as signed, or as computed when nobody signed yet
 * @param proposed what it would be with everything recorded by now; the same as {@code attendance} when nothing is
 *     unsealed
 * @param proposedHash names {@code proposed}: who signs or amends hands back the hash of what he saw
 * @param seals the signature and its amendments, by revision; empty when nobody signed yet
 * @param corrections corrections and amendments in the order in which they apply
 * @param unsealedFacts ledger facts that came after the last signature: they wait for an amendment
 * @param unsealedCorrections corrections that raced with the signature: they wait for an amendment
 */
public record ReviewSheet(
        StandingFacts standing,
        SessionPlan plan,
        AttendancePolicy policy,
        List<LedgerFact> facts,
        SessionAttendance attendance,
        SessionAttendance proposed,
        String proposedHash,
        List<Seal> seals,
        List<Correction> corrections,
        List<LedgerFact> unsealedFacts,
        List<Correction> unsealedCorrections) {
    public ReviewSheet {
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(policy, "policy");
        facts = List.copyOf(facts);
        Objects.requireNonNull(attendance, "attendance");
        Objects.requireNonNull(proposed, "proposed");
        Objects.requireNonNull(proposedHash, "proposedHash");
        seals = List.copyOf(seals);
        corrections = List.copyOf(corrections);
        unsealedFacts = List.copyOf(unsealedFacts);
        unsealedCorrections = List.copyOf(unsealedCorrections);
    }

    /** Whether somebody signed. */
    public boolean signed() {
        return !seals.isEmpty();
    }

    /** The seal that holds. */
    public Optional<Seal> seal() {
        return signed() ? Optional.of(seals.getLast()) : Optional.empty();
    }

    /** Whether something waits for an amendment. */
    public boolean hasUnsealed() {
        return !unsealedFacts.isEmpty() || !unsealedCorrections.isEmpty();
    }
}
