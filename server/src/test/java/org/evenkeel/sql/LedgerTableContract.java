package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.program.Samples;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.LedgerTable.Position;
import org.evenkeel.sql.LedgerTable.Row;
import org.evenkeel.sql.SessionKeyTable.WrappedKey;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What both databases must do with the ledger, with keys of sessions and with failures. */
abstract class LedgerTableContract {

    private static final SessionId S = new SessionId("s");

    /** A database with empty tables. */
    abstract Database database();

    private LedgerTable ledger() {
        return new LedgerTable(database());
    }

    private static Row row(long epoch, long seq, int idx, String person) {
        return new Row(
                S,
                epoch,
                seq,
                idx,
                1_000 + seq,
                person.isEmpty() ? Optional.empty() : Optional.of(new PersonId(person)),
                "admitted.1",
                new byte[] {1, (byte) seq});
    }

    @Test
    void rowsComeBackByEpochSeqAndIndex() {
        List<Row> rows = List.of(row(2, 1, 0, "p"), row(1, 10, 1, "q"), row(1, 10, 0, ""), row(1, 9, 0, "p"));
        assertThat(ledger().insertBatch(rows)).isEmpty();
        assertThat(ledger().ofSession(S)).containsExactly(rows.get(3), rows.get(2), rows.get(1), rows.get(0));
        assertThat(ledger().last(S)).contains(new Position(2, 1));
        assertThat(ledger().last(new SessionId("t"))).isEmpty();
        assertThat(ledger().ofSession(new SessionId("t"))).isEmpty();
        assertThat(ledger().insertBatch(List.of())).isEmpty();
    }

    @Test
    void theSameRowAgainIsHarmless() {
        ledger().insertBatch(List.of(row(1, 1, 0, "p")));
        assertThat(ledger().insertBatch(List.of(row(1, 1, 0, "p"), row(1, 2, 0, "p")))).isEmpty();
        assertThat(ledger().ofSession(S)).hasSize(2);
    }

    @Test
    void anotherRowUnderTheSameKeyIsReportedAndTheFirstStays() {
        Row first = row(1, 1, 0, "p");
        ledger().insertBatch(List.of(first));
        Row otherPerson = row(1, 1, 0, "q");
        Row nobody = row(1, 1, 0, "");
        Row good = row(1, 2, 0, "p");
        assertThat(ledger().insertBatch(List.of(otherPerson, good, nobody))).containsExactly(otherPerson, nobody);
        assertThat(ledger().ofSession(S)).containsExactly(first, good);
    }

    @Test
    void aSessionHasOneKeyUntilItsDayIsForgotten() {
        SessionKeyTable keys = new SessionKeyTable(database());
        LocalDate day = LocalDate.parse("2026-03-02");
        assertThat(keys.find(S)).isEmpty();
        keys.addIfAbsent(S, new WrappedKey(day, new byte[] {1}));
        assertThat(keys.addIfAbsent(S, new WrappedKey(day.plusDays(1), new byte[] {2})).wrapped()).containsExactly(1);
        assertThat(keys.find(S).orElseThrow().day()).isEqualTo(day);
        assertThat(keys.removeOf(day.plusDays(1))).isZero();
        assertThat(keys.removeOf(day)).isEqualTo(1);
        assertThat(keys.find(S)).isEmpty();
    }

    @Test
    void aFailureNeverRepeatsWhatStoodInTheStatement() {
        String insert = "INSERT INTO staff_password (person_id, hash, changed_at) VALUES (:id, 'canary', 1)";
        database().write(handle -> handle.createUpdate(insert).bind("id", "canary").execute());
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(
                        () -> database().write(handle -> handle.createUpdate(insert).bind("id", "canary").execute()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.DUPLICATE))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary"))
                .withNoCause();
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(() -> database().read(handle -> handle.execute("SELECT nonsense FROM nowhere")))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.DEFECT));
    }

    @Test
    void aReferenceToARowThatIsGoneIsRefused() {
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(
                        () ->
                                database()
                                        .write(
                                                handle ->
                                                        handle.execute(
                                                                "INSERT INTO group_member (group_id, person_id, role)"
                                                                        + " VALUES ('none', 'p', 'PARTICIPANT')")))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.CONSTRAINT));
    }

    @Test
    void aTransactionThatFailsLeavesNothingBehind() {
        SqlProgram program = SqlProgram.in(database(), TestDatabases.sealed());
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(
                        () ->
                                database()
                                        .write(
                                                handle -> {
                                                    handle.execute(
                                                            "INSERT INTO staff_password (person_id, hash, changed_at)"
                                                                    + " VALUES ('p', 'h', 1)");
                                                    throw new IllegalStateException("made to fail");
                                                }));
        assertThat(SqlIdentity.in(database(), TestDatabases.sealed()).passwords().find(new PersonId("p"))).isEmpty();
        assertThat(program.participants().find(Samples.person("p"))).isEmpty();
        assertThat(database().answers()).isTrue();
    }
}
