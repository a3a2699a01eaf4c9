package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.CountableTime;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.PhonePresence;
import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.attendance.SessionPlan;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Ledger, then phone entries, then corrections in their order: the attendance as a pure function of what is recorded.
 */
final class Reckoning {

    private Reckoning() {}

    static SessionAttendance of(
            SessionPlan plan,
            AttendancePolicy policy,
            List<LedgerFact> facts,
            List<Correction> corrections,
            OptionalLong openUntil) {
        SessionAttendance result =
                CountableTime.compute(plan, PresenceFold.fold(facts, openUntil), policy, phone(corrections));
        for (Correction correction : corrections) {
            result =
                    switch (correction.change()) {
                        case Change.StatusSet c -> result.with(correction.person(), p -> p.corrected(c.newValue()));
                        case Change.MinutesSet c ->
                                result.with(correction.person(), p -> p.correctedMinutes(c.newValue()));
                        case Change.PhoneAdded _, Change.PhoneWithdrawn _ -> result;
                    };
        }
        return result;
    }

    /** Phone entries that nobody withdrew. */
    static List<Correction> standingPhone(List<Correction> corrections) {
        Set<Integer> withdrawn = new HashSet<>();
        for (Correction correction : corrections) {
            if (correction.change() instanceof Change.PhoneWithdrawn gone) {
                withdrawn.add(gone.number());
            }
        }
        return corrections.stream()
                .filter(correction -> correction.change() instanceof Change.PhoneAdded)
                .filter(correction -> !withdrawn.contains(correction.number()))
                .toList();
    }

    private static List<PhonePresence> phone(List<Correction> corrections) {
        return standingPhone(corrections).stream()
                .map(
                        correction ->
                                new PhonePresence(
                                        correction.person(), ((Change.PhoneAdded) correction.change()).during()))
                .toList();
    }
}
