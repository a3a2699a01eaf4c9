package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.Interval;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

/** What every store of corrections promises. */
public abstract class CorrectionsContract {

    private static final SessionId SESSION = new SessionId("session-1");

    /** A store with nothing of the test's sessions in it. */
    protected abstract Corrections corrections();

    public static Correction correction(SessionId session, int number, Change change) {
        return new Correction(
                session,
                number,
                new PersonId("ann"),
                change,
                "made-up reason\twith\nodd \\ characters é",
                new PersonId("counselor"),
                1_000L + number);
    }

    @Test
    void everyKindOfCorrectionComesBackAsItWasInOrderOfNumbers() {
        var store = corrections();
        var first =
                correction(SESSION, 1, new Change.StatusSet(AttendanceStatus.NO_SHOW, AttendanceStatus.ABSENT_EXCUSED));
        var second = correction(SESSION, 2, new Change.MinutesSet(0, 40));
        var third = correction(SESSION, 3, new Change.PhoneAdded(new Interval(5, 9)));
        var fourth = correction(SESSION, 4, new Change.PhoneWithdrawn(3));
        assertThat(store.append(second)).isTrue();
        assertThat(store.append(first)).isTrue();
        assertThat(store.append(fourth)).isTrue();
        assertThat(store.append(third)).isTrue();
        assertThat(store.read(SESSION)).containsExactly(first, second, third, fourth);
    }

    @Test
    void aTakenNumberIsNotGivenAgainAndTheFirstStays() {
        var store = corrections();
        var first = correction(SESSION, 1, new Change.MinutesSet(0, 40));
        store.append(first);
        assertThat(store.append(correction(SESSION, 1, new Change.MinutesSet(0, 50)))).isFalse();
        assertThat(store.read(SESSION)).containsExactly(first);
    }

    @Test
    void sessionsAreNumberedApart() {
        var store = corrections();
        var other = correction(new SessionId("session-2"), 1, new Change.MinutesSet(0, 40));
        store.append(correction(SESSION, 1, new Change.MinutesSet(0, 30)));
        assertThat(store.append(other)).isTrue();
        assertThat(store.read(other.session())).containsExactly(other);
    }
}
