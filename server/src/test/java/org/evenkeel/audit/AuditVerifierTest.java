package org.evenkeel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Every kind of tampering is named, at the first row where it shows; what cannot be found is said in a test too. */
class AuditVerifierTest {

    private static final PersonId ANN = new PersonId("ann");

    private final MemoryAuditLog log = new MemoryAuditLog();
    private final List<AuditHead> heads = new ArrayList<>();

    @BeforeEach
    void tenRows() {
        for (int i = 1; i <= 10; i++) {
            heads.add(log.append(List.of(AuditLogContract.read(i * 1_000, new PersonId("p" + i)))));
        }
    }

    private List<String> found(AuditHead... checkpoints) {
        return new AuditVerifier(log)
                .verify(List.of(checkpoints)).findings().stream()
                        .map(finding -> finding.kind() + " " + finding.number())
                        .toList();
    }

    private static AuditRow changed(AuditRow row, String actor) {
        return new AuditRow(
                row.number(),
                row.at(),
                row.kind(),
                actor,
                row.roles(),
                row.action(),
                row.subjects(),
                row.result(),
                row.hash());
    }

    /** The whole rest of the chain with new hashes, as somebody would write it who knows how. */
    private void forgeFrom(int index) {
        for (int i = index; i < log.tamper().size(); i++) {
            var before = i == 0 ? AuditHead.GENESIS : log.tamper().get(i - 1).head();
            log.tamper().set(i, AuditRow.after(before, log.tamper().get(i).entry()));
        }
    }

    @Test
    void anUntouchedChainIsFine() {
        var outcome = new AuditVerifier(log).verify(heads);
        assertThat(outcome.fine()).isTrue();
        assertThat(outcome.rows()).isEqualTo(10);
        assertThat(outcome.end()).isEqualTo(log.head());
    }

    @Test
    void anEmptyChainIsFine() {
        assertThat(new AuditVerifier(new MemoryAuditLog()).verify(List.of()).fine()).isTrue();
    }

    @Test
    void aChangedRowIsNamed() {
        log.tamper().set(3, changed(log.tamper().get(3), "somebody-else"));
        assertThat(found()).containsExactly("ROW_CHANGED 4");
    }

    @Test
    void aRemovedRowIsNamed() {
        log.tamper().remove(3);
        assertThat(found()).containsExactly("ROW_MISSING 4");
    }

    @Test
    void theFirstRowRemovedIsNamed() {
        log.tamper().removeFirst();
        assertThat(found()).containsExactly("ROW_MISSING 1");
    }

    @Test
    void aRowPutInIsNamedWhereTheChainNoLongerFits() {
        var put = AuditRow.after(log.tamper().get(3).head(), AuditLogContract.read(4_500, ANN));
        log.tamper().set(4, put);
        assertThat(found()).containsExactly("ROW_CHANGED 6");
    }

    @Test
    void twoRowsThatChangedPlacesAreNamed() {
        Collections.swap(log.tamper(), 3, 4);
        assertThat(found()).isNotEmpty().first().isEqualTo("ROW_MISSING 4");
    }

    @Test
    void theContentOfTwoRowsThatChangedPlacesIsNamed() {
        var fourth = log.tamper().get(3);
        var fifth = log.tamper().get(4);
        log.tamper().set(3, changed(fifth, "x"));
        log.tamper().set(4, changed(fourth, "x"));
        assertThat(found()).isNotEmpty();
    }

    @Test
    void anEndThatIsCutOffIsFoundByTheHead() {
        log.tamper().removeLast();
        log.tamper().removeLast();
        assertThat(found()).containsExactly("HEAD_DIFFERS 8");
    }

    @Test
    void whoMovesTheHeadTooIsFoundByACheckpoint() {
        var shorter = new MemoryAuditLog();
        for (int i = 1; i <= 8; i++) {
            shorter.append(List.of(log.tamper().get(i - 1).entry()));
        }
        assertThat(new AuditVerifier(shorter).verify(List.of()).fine()).isTrue();
        assertThat(new AuditVerifier(shorter).verify(List.of(heads.get(9))).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(AuditFinding.Kind.CHECKPOINT_LOST);
        assertThat(new AuditVerifier(shorter).verify(List.of(heads.get(7))).fine()).isTrue();
    }

    @Test
    void aChainThatWasWrittenAnewIsFoundByTheHeadAndByACheckpointBehindTheChange() {
        log.tamper().set(3, changed(log.tamper().get(3), "somebody-else"));
        forgeFrom(3);
        assertThat(found()).containsExactly("HEAD_DIFFERS 10");
        assertThat(found(heads.get(1), heads.get(5))).containsExactly("CHECKPOINT_LOST 6", "HEAD_DIFFERS 10");
    }

    @Test
    void aCutIsFineWhenItIsReportedAndNamedWhenNot() {
        var cut = new AuditCut(heads.get(4), 20_000);
        log.cutAt(cut, AuditEntry.done(20_000, AuditActor.system(), AuditAction.RETENTION_AUDIT, cut.subject()));
        assertThat(found(heads.get(2), heads.get(7))).isEmpty();
        var unreported = new AuditCut(heads.get(6), 21_000);
        log.cutAt(unreported, AuditLogContract.read(21_000, ANN));
        assertThat(found()).containsExactly("CUT_UNREPORTED 7");
    }

    @Test
    void rowsBehindACutThatDoNotFollowItAreNamed() {
        var cut = new AuditCut(new AuditHead(5, "f".repeat(64)), 20_000);
        log.cutAt(cut, AuditEntry.done(20_000, AuditActor.system(), AuditAction.RETENTION_AUDIT, cut.subject()));
        assertThat(found()).containsExactly("ROW_CHANGED 6");
    }

    /** Released rows must stay checkable: this text and this hash never change within format 1. */
    @Test
    void theCanonicalTextIsWhatItWas() {
        var entry =
                new AuditEntry(
                        1_790_000_000_123L,
                        AuditActor.staff(new PersonId("s1"), Set.of(StaffRole.SUPERVISOR, StaffRole.COUNSELOR)),
                        AuditAction.ATTENDANCE_READ,
                        List.of(
                                AuditSubject.of(new SessionId("e1")),
                                AuditSubject.of(ANN),
                                AuditSubject.everybody(),
                                AuditSubject.of(ANN)),
                        AuditEntry.OK);
        var row = AuditRow.after(AuditHead.GENESIS, entry);
        assertThat(row.text())
                .isEqualTo(
                        "1\t1\t1790000000123\tstaff\ts1\tcounselor,supervisor\tattendance.read"
                                + "\tsession:e1 person:ann everybody:\tok");
        // printf '%064d\n1\t1\t1790000000123\t…\tok\n' 0 | sha256sum
        assertThat(row.hash()).isEqualTo("bdf166289a4444f50673d4ed1fe9fd90005be18f0598dc088d0066b05720713f");
        assertThat(row.entry()).isEqualTo(entry);
    }

    @Test
    void everyActionHasAWordOfItsOwnThatFindsIt() {
        assertThat(AuditAction.values()).extracting(AuditAction::word).doesNotHaveDuplicates();
        for (AuditAction action : AuditAction.values()) {
            assertThat(AuditAction.of(action.word())).contains(action);
            assertThat(action.word()).matches("[a-z]+\\.[a-z-]+");
        }
    }
}
