package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.evenkeel.program.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Opening databases: safe settings, several nodes at once, and a clear word when it cannot be done. */
class DatabaseTest {

    @TempDir private Path folder;

    @Test
    void sqliteIsSetToLoseNothingAndToLeaveNothingBehind() throws Exception {
        try (Database database = TestDatabases.sqlite(folder)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "secure_delete")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("10000");
            assertThat(Files.getPosixFilePermissions(folder.resolve("clinic.db")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static String pragma(Database database, String name) {
        return database.write(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }

    @Test
    void lookingWhetherSqliteIsUpToDateMakesNothing() {
        var address = new DatabaseAddress.SqliteFile(folder.resolve("clinic.db"));
        assertThat(Database.isUpToDate(address)).isFalse();
        assertThat(folder).isEmptyDirectory();
        Database.open(address).close();
        assertThat(Database.isUpToDate(address)).isTrue();
    }

    @Test
    void lookingWhetherPostgresIsUpToDateMakesNothing() {
        var address = new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 2);
        assertThat(Database.isUpToDate(address)).isFalse();
        assertThat(Database.isUpToDate(address)).isFalse();
        Database.open(address).close();
        assertThat(Database.isUpToDate(address)).isTrue();
    }

    @Test
    void severalNodesMayOpenOneNewSqliteFileAtOnce() throws Exception {
        openAtOnce(new DatabaseAddress.SqliteFile(folder.resolve("clinic.db")));
    }

    @Test
    void severalNodesMayOpenOneNewPostgresAtOnce() throws Exception {
        openAtOnce(new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 2));
    }

    private void openAtOnce(DatabaseAddress address) throws Exception {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Database>> opened =
                    IntStream.range(0, 3).mapToObj(_ -> nodes.submit(() -> Database.open(address))).toList();
            for (Future<Database> each : opened) {
                try (Database database = each.get()) {
                    SqlProgram program =
                            SqlProgram.in(
                                    database,
                                    SealedColumns.open(database, folder.resolve("keys"), Samples.countingRandom()));
                    assertThat(program.staff().all()).isEmpty();
                }
            }
        }
    }

    /** Writers that wait share a commit; one of them that fails is undone without the others. */
    @Test
    void ofManyWhoWriteAtOnceOneFailureUndoesItselfAlone() throws Exception {
        try (Database database = TestDatabases.sqlite(folder);
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(handle -> handle.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"));
            var holding = new CountDownLatch(1);
            var held = many.submit(() -> database.write(_ -> awaited(holding)));
            List<Future<Integer>> added =
                    IntStream.range(0, 90).mapToObj(n -> many.submit(() -> write(database, n))).toList();
            holding.countDown();
            held.get();
            for (int n = 0; n < added.size(); n++) {
                Future<Integer> one = added.get(n);
                if (n % 3 == 0) {
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(one::get)
                            .havingCause()
                            .isInstanceOf(StorageFailure.class);
                } else {
                    assertThat(one.get()).isEqualTo(n);
                }
            }
            assertThat(numbers(database)).hasSize(60).noneMatch(n -> n % 3 == 0);
        }
    }

    private static int write(Database database, int n) {
        return database.write(
                handle -> {
                    handle.execute("INSERT INTO numbers (n) VALUES (?)", n);
                    return n % 3 == 0 ? handle.execute("INSERT INTO numbers (n) VALUES (?)", n) : n;
                });
    }

    private static List<Integer> numbers(Database database) {
        return database.read(handle -> handle.createQuery("SELECT n FROM numbers").mapTo(Integer.class).list());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void writersOfTwoNodesOnOneSqliteFileWaitForEachOther() throws Exception {
        try (Database one = TestDatabases.sqlite(folder);
                Database two = TestDatabases.sqlite(folder);
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> added =
                    IntStream.range(0, 40)
                            .mapToObj(i -> many.submit(() -> readThenWrite(i % 2 == 0 ? one : two)))
                            .toList();
            for (Future<Integer> each : added) {
                each.get();
            }
            assertThat(count(one)).isEqualTo(40);
        }
    }

    /** Without the lock at its begin such a transaction fails as soon as another node wrote after its reading. */
    private static int readThenWrite(Database database) {
        return database.write(
                handle -> {
                    int rows = handle.createQuery("SELECT COUNT(*) FROM staff_password").mapTo(Integer.class).one();
                    return handle.createUpdate(
                                    "INSERT INTO staff_password (person_id, hash, changed_at) VALUES (:id, 'h', 1)")
                            .bind("id", "p" + rows)
                            .execute();
                });
    }

    private static int count(Database database) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM staff_password").mapTo(Integer.class).one());
    }

    @Test
    void aServerThatIsNotThereIsUnavailableAndItsPasswordUnspoken() {
        var address = new DatabaseAddress.Postgres("jdbc:postgresql://127.0.0.1:1/none", "canary", "canary", 1);
        assertThat(address.toString()).doesNotContain("canary");
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(() -> Database.open(address))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary"));
    }

    @Test
    void aClosedDatabaseDoesNotAnswer() {
        Database database = TestDatabases.sqlite(folder);
        assertThat(database.answers()).isTrue();
        database.close();
        assertThat(database.answers()).isFalse();
    }

    @Test
    void anAddressOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DatabaseAddress.Postgres("jdbc:other:x", "u", "", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseAddress.Postgres("jdbc:postgresql:x", "u", "", 0));
    }
}
