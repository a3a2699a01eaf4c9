package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.AttendanceVerifier;
import org.evenkeel.record.Change;
import org.evenkeel.record.Clinic;
import org.evenkeel.record.Finding;
import org.evenkeel.record.SessionFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Correct, sign, amend and verify on a real database; then somebody writes SQL by hand. */
class SqlRecordStoryTest {

    private final SampleLedger sample = Clinic.evening().end("19:30:00");
    private final Clinic standing = new Clinic().take(sample);
    private final SessionFacts facts = session -> Optional.ofNullable(standing.standing.get(session));
    private Database database;
    private AttendanceVerifier verifier;

    @BeforeEach
    void signedAndAmended(@TempDir Path folder) {
        database = RecordDatabases.sqlite(folder);
        SqlRecord record = RecordDatabases.emptied(database);
        verifier = new AttendanceVerifier(record.ledger(), record.corrections(), record.seals(), facts);
        record.ledger()
                .append(sample.facts().stream().map(fact -> new AttendanceLedger.Row(Clinic.SESSION, fact)).toList());
        AttendanceBook book =
                new AttendanceBook(
                        record.ledger(),
                        record.corrections(),
                        record.seals(),
                        facts,
                        () -> Instant.ofEpochMilli(SampleLedger.millis("20:00:00")));
        Clinic.done(
                book.enterPhone(
                        Clinic.SESSION,
                        Clinic.BO,
                        SampleLedger.interval("18:00:00", "18:40:00"),
                        "made-up reason",
                        Clinic.COUNSELOR));
        Clinic.done(book.sign(Clinic.SESSION, Clinic.COUNSELOR, hash(book)));
        Clinic.done(
                book.amend(
                        Clinic.SESSION,
                        Clinic.COUNSELOR,
                        hash(book),
                        "made-up reason",
                        List.of(
                                new AttendanceBook.Amendment(
                                        Clinic.BO,
                                        new Change.StatusSet(AttendanceStatus.LEFT_EARLY, AttendanceStatus.PRESENT)))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static String hash(AttendanceBook book) {
        return book.compute(Clinic.SESSION).orElseThrow().proposedHash();
    }

    private List<Finding.Kind> findingsAfter(String sql) {
        assertThat(verifier.verifyAll()).isEmpty();
        int changed = database.write(handle -> handle.execute(sql));
        assertThat(changed).isPositive();
        return verifier.verifyAll().stream().map(Finding::kind).distinct().toList();
    }

    @Test
    void aRowWhoseTimeWasChangedIsFound() {
        assertThat(findingsAfter("UPDATE ledger_fact SET at = at + 60000 WHERE type = 'SessionEnded'"))
                .contains(Finding.Kind.ROW_CHANGED, Finding.Kind.RESULT_DIFFERS);
    }

    @Test
    void aRowThatWasDeletedIsFound() {
        assertThat(findingsAfter("DELETE FROM ledger_fact WHERE type = 'Admitted'")).contains(Finding.Kind.ROW_REMOVED);
    }

    @Test
    void aCorrectionThatWasChangedIsFound() {
        assertThat(findingsAfter("UPDATE attendance_correction SET new_value = '1794940200001' WHERE number = 1"))
                .contains(Finding.Kind.CORRECTION_CHANGED);
    }

    @Test
    void anAmendmentThatWasDeletedIsFound() {
        assertThat(findingsAfter("DELETE FROM attendance_correction WHERE number > 10000"))
                .contains(Finding.Kind.CORRECTION_REMOVED, Finding.Kind.RESULT_DIFFERS);
    }

    @Test
    void aSealThatWasDeletedIsFound() {
        assertThat(findingsAfter("DELETE FROM attendance_seal WHERE number = 2")).contains(Finding.Kind.HEAD_DIFFERS);
    }

    @Test
    void aSignerThatWasChangedIsFound() {
        assertThat(findingsAfter("UPDATE attendance_seal SET signer_id = 'somebody-else' WHERE number = 1"))
                .containsExactly(Finding.Kind.SEAL_BROKEN);
    }

    @Test
    void noReasonStandsReadableInTheDatabase() {
        boolean found =
                database.read(
                        handle ->
                                handle
                                        .createQuery("SELECT sealed_reason FROM attendance_correction")
                                        .map((row, _) -> new String(row.getBytes(1)))
                                        .list()
                                        .stream()
                                        .anyMatch(text -> text.contains("made-up")));
        assertThat(found).isFalse();
    }
}
