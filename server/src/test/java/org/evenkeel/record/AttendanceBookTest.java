package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.record.Clinic.ANN;
import static org.evenkeel.record.Clinic.BO;
import static org.evenkeel.record.Clinic.COUNSELOR;
import static org.evenkeel.record.Clinic.SESSION;
import static org.evenkeel.record.Clinic.done;
import static org.evenkeel.record.Clinic.evening;
import static org.evenkeel.record.Clinic.refused;

import org.evenkeel.attendance.AttendanceFlag;
import org.evenkeel.attendance.AttendanceSource;
import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.util.List;

class AttendanceBookTest {

    private static final Change EXCUSED =
            new Change.StatusSet(AttendanceStatus.NO_SHOW, AttendanceStatus.ABSENT_EXCUSED);
    private static final LedgerFact LATE =
            new LedgerFact(
                    1,
                    900,
                    0,
                    SampleLedger.millis("19:40:00"),
                    new RoomEvent.ConnectionLost(
                            new MemberId("m-ann"),
                            new ConnectionId("a1"),
                            SampleLedger.millis("19:00:00"),
                            LeaveReason.NODE_LOST));

    private final Clinic clinic = new Clinic().take(evening().end("19:30:00"));

    private PersonAttendance attendance(PersonId person) {
        return clinic.sheet().attendance().person(person).orElseThrow();
    }

    private Outcome<Correction> correct(PersonId person, Change change) {
        return clinic.book.correct(SESSION, person, change, "made-up reason", COUNSELOR);
    }

    private Outcome<Seal> amend(Change change) {
        return clinic.book.amend(
                SESSION,
                COUNSELOR,
                clinic.sheet().proposedHash(),
                "made-up reason",
                List.of(new AttendanceBook.Amendment(BO, change)));
    }

    @Test
    void aLiveSessionIsComputedUpToTheClock() {
        var live = new Clinic().take(evening());
        live.now.set(SampleLedger.millis("18:20:30"));
        var ann = live.sheet().attendance().person(ANN).orElseThrow();
        assertThat(ann.minutes()).isEqualTo(20);
        assertThat(live.sheet().attendance().provisional()).isTrue();
    }

    @Test
    void aCorrectionChangesOnePersonAndIsMarkedAndKept() {
        var correction = done(correct(BO, EXCUSED));
        assertThat(attendance(BO).status()).isEqualTo(AttendanceStatus.ABSENT_EXCUSED);
        assertThat(attendance(BO).flags()).contains(AttendanceFlag.CORRECTED);
        assertThat(attendance(ANN).flags()).doesNotContain(AttendanceFlag.CORRECTED);
        assertThat(clinic.sheet().corrections()).containsExactly(correction);
        assertThat(correction.number()).isEqualTo(1);
        assertThat(correction.by()).isEqualTo(COUNSELOR);
        assertThat(correction.at()).isEqualTo(clinic.now.get());
    }

    @Test
    void correctedMinutesCountForTheGroup() {
        assertThat(clinic.sheet().attendance().numberInGroup()).isEqualTo(1);
        done(correct(BO, new Change.MinutesSet(0, 40)));
        assertThat(attendance(BO).minutes()).isEqualTo(40);
        assertThat(clinic.sheet().attendance().numberInGroup()).isEqualTo(2);
    }

    @Test
    void aCorrectionOfAValueThatIsNoLongerSoIsRefused() {
        assertThat(refused(correct(BO, new Change.MinutesSet(3, 40)))).isEqualTo(Refusal.CHANGED);
        done(correct(BO, EXCUSED));
        assertThat(refused(correct(BO, EXCUSED))).isEqualTo(Refusal.CHANGED);
    }

    @Test
    void aCorrectionNeedsAReasonAPersonAndPossibleMinutes() {
        assertThat(refused(clinic.book.correct(SESSION, BO, EXCUSED, " ", COUNSELOR)))
                .isEqualTo(Refusal.REASON_MISSING);
        assertThat(refused(clinic.book.correct(SESSION, BO, EXCUSED, "x".repeat(501), COUNSELOR)))
                .isEqualTo(Refusal.REASON_TOO_LONG);
        assertThat(refused(correct(new PersonId("nobody"), EXCUSED))).isEqualTo(Refusal.NO_SUCH_PERSON);
        assertThat(refused(correct(BO, new Change.MinutesSet(0, -1)))).isEqualTo(Refusal.BAD_MINUTES);
        assertThat(refused(correct(BO, new Change.MinutesSet(0, 1441)))).isEqualTo(Refusal.BAD_MINUTES);
        assertThat(refused(clinic.book.correct(new SessionId("other"), BO, EXCUSED, "why", COUNSELOR)))
                .isEqualTo(Refusal.NO_SUCH_SESSION);
    }

    @Test
    void aPhoneEntryCountsByTheFormulaAndCanBeWithdrawn() {
        var entry =
                done(
                        clinic.book.enterPhone(
                                SESSION, BO, SampleLedger.interval("18:05:00", "19:45:00"), "no camera", COUNSELOR));
        assertThat(attendance(BO).minutes()).isEqualTo(85);
        assertThat(attendance(BO).source()).isEqualTo(AttendanceSource.MANUAL);
        assertThat(refused(correct(ANN, new Change.PhoneWithdrawn(entry.number()))))
                .isEqualTo(Refusal.NOTHING_TO_WITHDRAW);
        done(correct(BO, new Change.PhoneWithdrawn(entry.number())));
        assertThat(attendance(BO).minutes()).isZero();
        assertThat(refused(correct(BO, new Change.PhoneWithdrawn(entry.number()))))
                .isEqualTo(Refusal.NOTHING_TO_WITHDRAW);
        assertThat(clinic.sheet().corrections()).hasSize(2);
    }

    @Test
    void aCredentialedFacilitatorOfTheSessionSignsAndNobodyElse() {
        var hash = clinic.sheet().proposedHash();
        for (String other : List.of("moderator", "ann", "somebody-else")) {
            assertThat(refused(clinic.book.sign(SESSION, new PersonId(other), hash))).isEqualTo(Refusal.NOT_PERMITTED);
        }
        var seal = done(clinic.book.sign(SESSION, COUNSELOR, hash));
        assertThat(seal.revision()).isEqualTo(1);
        assertThat(clinic.sheet().seal()).contains(seal);
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    @Test
    void onlyWhatTheSignerSawIsSigned() {
        var seen = clinic.sheet().proposedHash();
        done(correct(BO, EXCUSED));
        assertThat(refused(clinic.book.sign(SESSION, COUNSELOR, seen))).isEqualTo(Refusal.CHANGED);
        assertThat(clinic.sheet().signed()).isFalse();
    }

    @Test
    void aSessionThatStillRunsIsNotSigned() {
        var live = new Clinic().take(evening());
        assertThat(refused(live.book.sign(SESSION, COUNSELOR, live.sheet().proposedHash())))
                .isEqualTo(Refusal.NOT_ENDED);
    }

    @Test
    void afterSigningNothingIsCorrectedOrSignedAgain() {
        clinic.signed();
        assertThat(refused(correct(BO, EXCUSED))).isEqualTo(Refusal.ALREADY_SIGNED);
        assertThat(refused(clinic.book.sign(SESSION, COUNSELOR, clinic.sheet().proposedHash())))
                .isEqualTo(Refusal.ALREADY_SIGNED);
    }

    @Test
    void anAmendmentIsSignedBesideTheSignatureWithOldAndNew() {
        var signature = clinic.signed();
        var amendment = done(amend(EXCUSED));
        assertThat(attendance(BO).status()).isEqualTo(AttendanceStatus.ABSENT_EXCUSED);
        assertThat(clinic.sheet().seals()).containsExactly(signature, amendment);
        assertThat(amendment.revision()).isEqualTo(2);
        assertThat(amendment.why()).isEqualTo("made-up reason");
        assertThat(amendment.amendments()).hasSize(1);
        assertThat(amendment.amendments().getFirst().change()).isEqualTo(EXCUSED);
        assertThat(amendment.previous()).isEqualTo(signature.hash());
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    @Test
    void amendmentsFollowEachOther() {
        clinic.signed();
        done(amend(EXCUSED));
        done(amend(new Change.MinutesSet(0, 30)));
        assertThat(refused(amend(new Change.MinutesSet(0, 35)))).isEqualTo(Refusal.CHANGED);
        assertThat(attendance(BO).minutes()).isEqualTo(30);
        assertThat(attendance(BO).status()).isEqualTo(AttendanceStatus.ABSENT_EXCUSED);
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    @Test
    void anAmendmentNeedsASignatureSomethingToAmendAReasonAndTheRightHand() {
        assertThat(refused(amend(EXCUSED))).isEqualTo(Refusal.NOT_SIGNED);
        clinic.signed();
        var hash = clinic.sheet().proposedHash();
        assertThat(refused(clinic.book.amend(SESSION, COUNSELOR, hash, "why", List.of())))
                .isEqualTo(Refusal.NOTHING_TO_AMEND);
        assertThat(refused(clinic.book.amend(SESSION, COUNSELOR, hash, "", List.of())))
                .isEqualTo(Refusal.REASON_MISSING);
        assertThat(refused(clinic.book.amend(SESSION, new PersonId("moderator"), hash, "why", List.of())))
                .isEqualTo(Refusal.NOT_PERMITTED);
    }

    @Test
    void aFactThatComesAfterSigningChangesNothingUntilItIsAmended() {
        clinic.signed();
        clinic.write(SESSION, List.of(LATE));
        assertThat(attendance(ANN).minutes()).isEqualTo(90);
        assertThat(clinic.sheet().unsealedFacts()).containsExactly(LATE);
        assertThat(clinic.sheet().proposed().person(ANN).orElseThrow().minutes()).isEqualTo(60);
        assertThat(clinic.verifier.verify(SESSION))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNSEALED_FACT);

        done(clinic.book.amend(SESSION, COUNSELOR, clinic.sheet().proposedHash(), "a node was lost", List.of()));
        assertThat(attendance(ANN).minutes()).isEqualTo(60);
        assertThat(clinic.sheet().hasUnsealed()).isFalse();
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    @Test
    void aCorrectionThatRacedWithTheSignatureWaitsForAnAmendment() {
        clinic.signed();
        clinic.corrections.append(new Correction(SESSION, 1, BO, EXCUSED, "made-up reason", COUNSELOR, 5));
        assertThat(attendance(BO).status()).isEqualTo(AttendanceStatus.NO_SHOW);
        assertThat(clinic.sheet().unsealedCorrections()).hasSize(1);
        done(clinic.book.amend(SESSION, COUNSELOR, clinic.sheet().proposedHash(), "two at once", List.of()));
        assertThat(attendance(BO).status()).isEqualTo(AttendanceStatus.ABSENT_EXCUSED);
    }

    @Test
    void aRosterThatChangesAfterSigningChangesNothingThatWasSigned() {
        clinic.signed();
        var before = clinic.sheet().attendance();
        clinic.take(evening().join("cy", "c1", "19:31:00"));
        assertThat(clinic.sheet().attendance()).isEqualTo(before);
    }

    @Test
    void sessionsSignedOneAfterTheOtherFormOneChain() {
        var second = new SessionId("session-2");
        clinic.take(second, evening().end("19:30:00"));
        var first = clinic.signed();
        var next = done(clinic.book.sign(second, COUNSELOR, clinic.book.compute(second).orElseThrow().proposedHash()));
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.previous()).isEqualTo(first.hash());
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }
}
