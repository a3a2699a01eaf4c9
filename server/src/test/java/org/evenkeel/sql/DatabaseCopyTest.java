package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.program.Samples;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A copy has every row of one moment, to the last odd character, and none of what must not outlive the machine. */
@Timeout(120)
class DatabaseCopyTest {

    private static final String ODD =
            "tab\there, line\nthere, \\N \\. \\\\x00 \u000b\b\f\r, quote ' \", Ünïcödé 日本 🙂, ";

    /** Whoever adds a table decides here, or in {@code DatabaseCopy.FORGOTTEN}, whether a backup takes its rows. */
    private static final Set<String> KEPT =
            Set.of(
                    "key_check",
                    "clinic_settings",
                    "staff",
                    "staff_password",
                    "staff_last_sign_in",
                    "second_factor",
                    "recovery_code",
                    "account_notice",
                    "participant",
                    "personal_link",
                    "clinic_group",
                    "group_slot",
                    "group_member",
                    "clinic_session",
                    "roster_entry",
                    "gate_answers",
                    "conflict_pair",
                    "emergency_access",
                    "ledger_fact",
                    "attendance_correction",
                    "attendance_seal",
                    "attendance_seal_head",
                    "audit_row",
                    "audit_subject",
                    "audit_head",
                    "audit_cut",
                    "legal_hold",
                    "attendance_seal_gone");

    @TempDir private Path folder;

    private DatabaseAddress address(DatabaseCopy.Kind kind) {
        return switch (kind) {
            case SQLITE -> new DatabaseAddress.SqliteFile(folder.resolve("clinic.db"));
            case POSTGRESQL -> new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 4);
        };
    }

    private Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    private static void addPerson(Database database, int i) {
        SqlProgram.in(database, TestDatabases.sealed()).participants().save(Samples.participant("p" + i));
        database.write(
                handle ->
                        handle.execute(
                                "INSERT INTO staff_password (person_id, hash, changed_at) VALUES (?, ?, ?)",
                                "p" + i,
                                ODD + i,
                                Long.MAX_VALUE - i));
    }

    private static List<String> oddTexts(Database database) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT hash, changed_at FROM staff_password ORDER BY person_id")
                                .map((row, _) -> row.getString(1) + " " + row.getLong(2))
                                .list());
    }

    @ParameterizedTest
    @EnumSource
    void everyTableIsKeptOrForgottenOnPurpose(DatabaseCopy.Kind kind) {
        try (var database = Database.open(address(kind))) {
            Set<String> there = database.read(handle -> Set.copyOf(tables(handle.getConnection())));
            var known = new HashSet<>(KEPT);
            known.addAll(DatabaseCopy.FORGOTTEN);
            assertThat(there).isEqualTo(known);
        }
    }

    private static List<String> tables(Connection connection) {
        try {
            return ContentsReader.tables(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCopyReadsAsItsOriginalToTheLastOddCharacter(DatabaseCopy.Kind kind) throws IOException {
        var from = address(kind);
        try (var original = Database.open(from)) {
            IntStream.range(0, 30).forEach(i -> addPerson(original, i));
            original.write(handle -> handle.execute("UPDATE attendance_seal_head SET number = 7, hash = 'seven'"));
            var copy = DatabaseCopy.take(from, fresh("copy"));
            var readable = DatabaseCopy.readable(kind, copy.file(), copy.contents().schema(), fresh("readable"));
            assertThat(readable.contents()).isEqualTo(copy.contents());
            assertThat(copy.contents().rows()).containsEntry("participant", 30L).containsOnlyKeys(KEPT);
            assertThat(copy.contents().sealNumber()).isEqualTo(7);
            try (var opened = Database.open(new DatabaseAddress.SqliteFile(readable.file()))) {
                assertThat(SqlProgram.in(opened, TestDatabases.sealed()).participants().all())
                        .containsExactlyInAnyOrderElementsOf(
                                SqlProgram.in(original, TestDatabases.sealed()).participants().all());
                assertThat(oddTexts(opened)).isEqualTo(oddTexts(original)).hasSize(30);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForgottenIsNotInTheCopy(DatabaseCopy.Kind kind) throws IOException {
        var from = address(kind);
        byte[] wrapped = "wrapped-key-of-a-room".getBytes(StandardCharsets.US_ASCII);
        try (var original = Database.open(from)) {
            new SessionKeyTable(original)
                    .addIfAbsent(
                            new SessionId("s"), new SessionKeyTable.WrappedKey(LocalDate.of(2026, 3, 21), wrapped));
            var copy = DatabaseCopy.take(from, fresh("copy"));
            var readable = DatabaseCopy.readable(kind, copy.file(), copy.contents().schema(), fresh("readable"));
            assertThat(Files.readString(readable.file(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("wrapped-key-of-a-room");
            try (var opened = Database.open(new DatabaseAddress.SqliteFile(readable.file()))) {
                assertThat(new SessionKeyTable(opened).find(new SessionId("s"))).isEmpty();
            }
            assertThat(new SessionKeyTable(original).find(new SessionId("s"))).isPresent();
        }
    }

    /** Rows come in pairs, each pair in one transaction: a copy has both or none. */
    @ParameterizedTest
    @EnumSource
    void aCopyIsOfOneMomentWhileOthersWrite(DatabaseCopy.Kind kind) throws Exception {
        var from = address(kind);
        try (var original = Database.open(from);
                var writing = Executors.newSingleThreadExecutor()) {
            var begun = new CountDownLatch(200);
            var stop = new CountDownLatch(1);
            var written =
                    writing.submit(
                            () -> {
                                for (int i = 0; stop.getCount() > 0; i++) {
                                    int n = i;
                                    original.write(handle -> pair(handle, n));
                                    begun.countDown();
                                }
                            });
            begun.await();
            for (int i = 0; i < 3; i++) {
                var rows = DatabaseCopy.take(from, fresh("copy")).contents().rows();
                assertThat(rows.get("staff_password")).isEqualTo(rows.get("ledger_fact")).isGreaterThanOrEqualTo(200);
            }
            stop.countDown();
            written.get();
        }
    }

    private static int pair(Handle handle, int n) {
        handle.execute("INSERT INTO staff_password (person_id, hash, changed_at) VALUES (?, 'h', 1)", "p" + n);
        return handle.execute(
                "INSERT INTO ledger_fact (session_id, epoch, seq, idx, at, type, payload) VALUES ('s', 1, ?, 0, 1,"
                        + " 't', ?)",
                n,
                new byte[] {1});
    }

    @Test
    void aDumpThatIsCutIsNoCopy() throws IOException {
        var from = address(DatabaseCopy.Kind.POSTGRESQL);
        try (var original = Database.open(from)) {
            IntStream.range(0, 30).forEach(i -> addPerson(original, i));
        }
        var copy = DatabaseCopy.take(from, fresh("copy"));
        byte[] dump = Files.readAllBytes(copy.file());
        Files.write(copy.file(), Arrays.copyOf(dump, dump.length - 200));
        var readable = fresh("readable");
        assertThatExceptionOfType(CopyProblem.class)
                .isThrownBy(() -> DatabaseCopy.readable(copy.kind(), copy.file(), copy.contents().schema(), readable));
    }

    @Test
    void whatCannotBeCopiedIsSaidInASentence() {
        var nothing = new DatabaseAddress.SqliteFile(folder.resolve("none.db"));
        assertThatExceptionOfType(CopyProblem.class)
                .isThrownBy(() -> DatabaseCopy.take(nothing, folder))
                .withMessageContaining("There is no database at");
        assertThatExceptionOfType(CopyProblem.class)
                .isThrownBy(() -> PostgresTools.newest(List.of(folder)))
                .withMessageContaining("apt-get install postgresql-client");
        assertThatExceptionOfType(CopyProblem.class)
                .isThrownBy(() -> new PostgresTools(folder, 15).mustNotBeOlderThan(17))
                .withMessageContaining("postgresql-client-17");
        assertThat(DatabaseCopy.knows("20")).isTrue();
        assertThat(DatabaseCopy.knows("20000")).isFalse();
    }
}
