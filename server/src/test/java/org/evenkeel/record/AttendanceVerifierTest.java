package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.record.Clinic.ANN;
import static org.evenkeel.record.Clinic.BO;
import static org.evenkeel.record.Clinic.COUNSELOR;
import static org.evenkeel.record.Clinic.SESSION;
import static org.evenkeel.record.Clinic.done;
import static org.evenkeel.record.Clinic.evening;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Each kind of change to a signed record, and what verifying says. */
class AttendanceVerifierTest {

    private static final SessionId SECOND = new SessionId("session-2");

    private final Clinic clinic = new Clinic();

    @BeforeEach
    void twoSignedSessionsOneOfThemCorrectedAndAmended() {
        clinic.take(evening().leave("ann", "19:00:00").end("19:30:00"));
        clinic.take(SECOND, evening().end("19:30:00"));
        done(clinic.book.correct(SESSION, BO, new Change.MinutesSet(0, 40), "made-up reason", COUNSELOR));
        clinic.signed();
        done(
                clinic.book.amend(
                        SESSION,
                        COUNSELOR,
                        clinic.sheet().proposedHash(),
                        "made-up reason",
                        List.of(
                                new AttendanceBook.Amendment(
                                        BO,
                                        new Change.StatusSet(AttendanceStatus.NO_SHOW, AttendanceStatus.PRESENT)))));
        done(clinic.book.sign(SECOND, COUNSELOR, clinic.book.compute(SECOND).orElseThrow().proposedHash()));
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    private static Finding finding(Finding.Kind kind, String subject) {
        return new Finding(kind, Optional.of(SESSION), subject);
    }

    private LedgerFact leaving() {
        return clinic.ledger.tamper(SESSION).values().stream()
                .filter(fact -> fact.fact() instanceof RoomEvent.Left)
                .findFirst()
                .orElseThrow();
    }

    private void replace(int index, Seal seal) {
        clinic.seals.tamper().set(index, seal);
    }

    private static Seal with(Seal seal, List<Correction> amendments, String why, byte[] document, String hash) {
        return new Seal(
                seal.number(),
                seal.session(),
                seal.revision(),
                seal.signer(),
                seal.signedAt(),
                why,
                amendments,
                document,
                hash,
                seal.previous());
    }

    /** Retention takes a session's record as a whole and leaves the links of its seals. */
    @Test
    void theChainHoldsOverARecordThatRetentionDeleted() {
        clinic.seals.forget(SESSION);
        assertThat(clinic.seals.gone()).hasSize(2);
        assertThat(clinic.verifier.verifyAll()).isEmpty();
    }

    @Test
    void aChangedRowIsNamedAndSoIsWhoseMinutesItTouches() {
        var old = leaving();
        clinic.ledger
                .tamper(SESSION)
                .put(old.key(), new LedgerFact(old.epoch(), old.seq(), old.index(), old.at() + 60_000, old.fact()));
        assertThat(clinic.verifier.verifyAll())
                .contains(
                        finding(Finding.Kind.ROW_CHANGED, "row " + old.key()),
                        finding(Finding.Kind.RESULT_DIFFERS, "person ann"))
                .allMatch(finding -> finding.session().equals(Optional.of(SESSION)));
    }

    @Test
    void aRemovedRowIsNamed() {
        var old = leaving();
        clinic.ledger.tamper(SESSION).remove(old.key());
        assertThat(clinic.verifier.verify(SESSION))
                .contains(
                        finding(Finding.Kind.ROW_REMOVED, "row " + old.key()),
                        finding(Finding.Kind.RESULT_DIFFERS, "person ann"));
    }

    @Test
    void aRowPutInAmongSealedOnesIsAnAlarmAndALaterOneIsNot() {
        var among = new LedgerFact(1, leaving().seq(), 7, 0, new RoomEvent.StaffBack());
        var later = new LedgerFact(9, 1, 0, 0, new RoomEvent.StaffBack());
        clinic.write(SESSION, List.of(among, later));
        assertThat(clinic.verifier.verify(SESSION))
                .containsExactly(
                        finding(Finding.Kind.ROW_ADDED, "row " + among.key()),
                        finding(Finding.Kind.UNSEALED_FACT, "row " + later.key()));
        assertThat(Finding.Kind.ROW_ADDED.isAlarm()).isTrue();
        assertThat(Finding.Kind.UNSEALED_FACT.isAlarm()).isFalse();
    }

    @Test
    void aChangedCorrectionIsNamedEvenWhenOnlyItsReasonChanged() {
        var old = clinic.corrections.tamper().getFirst();
        clinic.corrections
                .tamper()
                .set(0, new Correction(SESSION, 1, BO, old.change(), "another reason", old.by(), old.at()));
        assertThat(clinic.verifier.verify(SESSION))
                .containsExactly(finding(Finding.Kind.CORRECTION_CHANGED, "correction 1"));
    }

    @Test
    void aRemovedCorrectionIsNamed() {
        clinic.corrections.tamper().clear();
        assertThat(clinic.verifier.verify(SESSION))
                .contains(
                        finding(Finding.Kind.CORRECTION_REMOVED, "correction 1"),
                        finding(Finding.Kind.RESULT_DIFFERS, "person bo"));
    }

    @Test
    void aChangedAmendmentIsNamed() {
        var seal = clinic.seals.tamper().get(1);
        var old = seal.amendments().getFirst();
        var forged =
                new Correction(
                        SESSION,
                        old.number(),
                        BO,
                        new Change.StatusSet(AttendanceStatus.NO_SHOW, AttendanceStatus.LATE),
                        old.reason(),
                        old.by(),
                        old.at());
        replace(1, with(seal, List.of(forged), seal.why(), seal.document(), seal.hash()));
        assertThat(clinic.verifier.verify(SESSION))
                .contains(
                        finding(Finding.Kind.CORRECTION_CHANGED, "correction " + old.number()),
                        finding(Finding.Kind.RESULT_DIFFERS, "person bo"));
    }

    @Test
    void aSealWhoseDocumentWasChangedIsBroken() {
        var seal = clinic.seals.tamper().getFirst();
        var text = new String(seal.document(), StandardCharsets.UTF_8);
        var forged =
                text.replace(
                        "person\tann\tLEDGER\tleft_early\t3600000\t60", "person\tann\tLEDGER\tpresent\t5400000\t90");
        assertThat(forged).isNotEqualTo(text);
        replace(0, with(seal, seal.amendments(), seal.why(), forged.getBytes(StandardCharsets.UTF_8), seal.hash()));
        assertThat(clinic.verifier.verify(SESSION))
                .contains(
                        finding(Finding.Kind.SEAL_BROKEN, "seal 1"),
                        finding(Finding.Kind.RESULT_DIFFERS, "person ann"));
    }

    @Test
    void aSealThatWasForgedWithANewHashBreaksTheChain() {
        var seal = clinic.seals.tamper().getFirst();
        var forged =
                new String(seal.document(), StandardCharsets.UTF_8)
                        .replace("left_early", "present")
                        .getBytes(StandardCharsets.UTF_8);
        replace(0, with(seal, seal.amendments(), seal.why(), forged, CanonicalText.sha256(forged)));
        assertThat(clinic.verifier.verifyAll())
                .contains(
                        finding(Finding.Kind.CHAIN_BROKEN, "seal 2"),
                        finding(Finding.Kind.RESULT_DIFFERS, "person ann"));
    }

    @Test
    void whatStandsBesideTheDocumentMustAgreeWithIt() {
        var seal = clinic.seals.tamper().get(1);
        replace(1, with(seal, seal.amendments(), "another reason", seal.document(), seal.hash()));
        assertThat(clinic.verifier.verify(SESSION)).contains(finding(Finding.Kind.SEAL_BROKEN, "seal 2"));
    }

    @Test
    void aSealThatCannotBeReadIsNamedAndNothingIsShownAsSigned() {
        var seal = clinic.seals.tamper().get(1);
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        replace(1, with(seal, seal.amendments(), seal.why(), rubbish, seal.hash()));
        assertThat(clinic.verifier.verifyAll()).contains(finding(Finding.Kind.SEAL_BROKEN, "seal 2"));
        assertThatThrownBy(clinic::sheet).isInstanceOf(RecordDamaged.class);
    }

    @Test
    void aRemovedSealShowsInTheChainAndInItsSession() {
        clinic.seals.tamper().removeFirst();
        assertThat(clinic.verifier.verifyAll())
                .contains(
                        new Finding(Finding.Kind.SEAL_MISSING, Optional.empty(), "seal 1"),
                        finding(Finding.Kind.SEAL_MISSING, "revision 1"));
    }

    @Test
    void aRemovedLastSealShowsAtTheHead() {
        clinic.seals.tamper().removeLast();
        assertThat(clinic.verifier.verifyAll())
                .containsExactly(
                        new Finding(Finding.Kind.HEAD_DIFFERS, Optional.empty(), "chain ends at 2, head says 3"));
    }

    @Test
    void anUnsignedSessionHasNothingToVerify() {
        var unsigned = new SessionId("session-3");
        clinic.take(unsigned, evening().end("19:30:00"));
        clinic.ledger.tamper(unsigned).pollLastEntry();
        assertThat(clinic.verifier.verify(unsigned)).isEmpty();
    }

    @Test
    void leavingIsTheFactThatTheseTestsTurn() {
        assertThat(leaving().fact()).isEqualTo(new RoomEvent.Left(new MemberId("m-ann"), LeaveReason.STEPPED_OUT));
        assertThat(leaving().at()).isEqualTo(SampleLedger.millis("19:00:00"));
        assertThat(clinic.sheet().attendance().person(ANN).orElseThrow().minutes()).isEqualTo(60);
    }
}
