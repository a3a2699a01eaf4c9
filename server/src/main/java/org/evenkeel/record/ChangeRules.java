package org.evenkeel.record;

import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;

/** Whether a change may be recorded. */
final class ChangeRules {

    private static final int LONGEST_REASON = 500;
    private static final long MOST_MINUTES = 24 * 60;
    private static final long LONGEST_CALL_MILLIS = 24 * 3_600_000L;

    private ChangeRules() {}

    /** Every act on a record says why. */
    static Optional<Refusal> reason(String reason) {
        if (reason.isBlank()) {
            return Optional.of(Refusal.REASON_MISSING);
        }
        return reason.length() > LONGEST_REASON ? Optional.of(Refusal.REASON_TOO_LONG) : Optional.empty();
    }

    /**
     * @param attendance what the change is of
     * @param corrections what was changed before
     */
    static Optional<Refusal> change(
            SessionAttendance attendance, List<Correction> corrections, PersonId person, Change change) {
        Optional<PersonAttendance> found = attendance.person(person);
        if (found.isEmpty()) {
            return Optional.of(Refusal.NO_SUCH_PERSON);
        }
        return switch (change) {
            case Change.StatusSet c -> unless(found.get().status() == c.oldValue(), Refusal.CHANGED);
            case Change.MinutesSet c ->
                    unless(c.newValue() >= 0 && c.newValue() <= MOST_MINUTES, Refusal.BAD_MINUTES)
                            .or(() -> unless(found.get().minutes() == c.oldValue(), Refusal.CHANGED));
            case Change.PhoneAdded c -> unless(c.during().length() <= LONGEST_CALL_MILLIS, Refusal.BAD_TIMES);
            case Change.PhoneWithdrawn c ->
                    unless(
                            Reckoning.standingPhone(corrections).stream()
                                    .anyMatch(old -> old.number() == c.number() && old.person().equals(person)),
                            Refusal.NOTHING_TO_WITHDRAW);
        };
    }

    private static Optional<Refusal> unless(boolean fine, Refusal refusal) {
        return fine ? Optional.empty() : Optional.of(refusal);
    }
}
