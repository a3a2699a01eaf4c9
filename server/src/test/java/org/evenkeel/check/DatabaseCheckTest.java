package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.evenkeel.sql.Database;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real databases, whole and damaged, ours and of other versions. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DatabaseCheckTest {

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("a clinic.db");
    }

    private DatabaseAddress address() {
        return new DatabaseAddress.SqliteFile(file());
    }

    private List<Finding> looked() {
        return new DatabaseCheck(address(), false).look();
    }

    private void changed(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileThatTheServerMadeIsFineWhetherItRunsOrNotAndLookingMakesNoFile() throws IOException {
        assertThat(said(looked(), Subject.DATABASE)).startsWith("warning: There is no database");
        try (var open = Database.open(address())) {
            assertThat(open.answers()).isTrue();
            assertThat(looked()).hasSize(4).extracting(Finding::state).containsOnly(Finding.State.FINE);
        }
        var before = files();
        assertThat(looked()).hasSize(4).extracting(Finding::state).containsOnly(Finding.State.FINE);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void damageIsFound() throws IOException {
        Database.open(address()).close();
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page = 4_096; page < bytes.length(); page += 4_096) {
                bytes.seek(page);
                bytes.write(new byte[] {7, 7, 7, 7, 7, 7, 7, 7});
            }
        }
        assertThat(looked()).extracting(Finding::state).contains(Finding.State.BROKEN);
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.write(new byte[200]);
        }
        assertThat(said(looked(), Subject.DATABASE)).startsWith("broken: The database does not answer");
    }

    @Test
    void aJournalThatIsNotOursIsBroken() throws SQLException {
        Database.open(address()).close();
        changed("PRAGMA journal_mode = DELETE");
        assertThat(said(looked(), Subject.DATABASE_SAFE))
                .isEqualTo("broken: SQLite's journal is a rollback journal, not a WAL.");
    }

    @Test
    void tablesOfOtherVersionsAreToldApart() throws SQLException {
        Database.open(address()).close();
        changed(
                "DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT max(installed_rank) FROM"
                        + " flyway_schema_history)");
        assertThat(said(looked(), Subject.DATABASE_TABLES)).startsWith("warning: 1 migrations");
        Database.open(new DatabaseAddress.SqliteFile(folder.resolve("other.db"))).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("other.db"));
                var sql = connection.createStatement()) {
            sql.execute(
                    "INSERT INTO flyway_schema_history SELECT 99, '9000', 'of a later day', type, 'V9000__later.sql',"
                            + " 1, installed_by, installed_on, 1, 1 FROM flyway_schema_history LIMIT 1");
        }
        var later = new DatabaseCheck(new DatabaseAddress.SqliteFile(folder.resolve("other.db")), false).look();
        assertThat(said(later, Subject.DATABASE_TABLES))
                .isEqualTo("broken: The tables are of a newer Evenkeel (9000).");
    }

    @Test
    void aServerThatSyncsNothingIsBrokenAndOneThatIsNotThereToo() throws IOException {
        var address = new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 2);
        assertThat(said(new DatabaseCheck(address, false).look(), Subject.DATABASE_TABLES)).startsWith("warning: ");
        Database.open(address).close();
        var findings = new DatabaseCheck(address, false).look();
        assertThat(said(findings, Subject.DATABASE)).startsWith("fine: PostgreSQL ");
        assertThat(said(findings, Subject.DATABASE_TABLES)).startsWith("fine: ");
        assertThat(said(findings, Subject.DATABASE_SAFE)).startsWith("broken: Off is: fsync");
        try (var safe = TestPostgres.startSafe()) {
            var kept = new DatabaseAddress.Postgres(safe.freshDatabase(), "evenkeel", "", 2);
            assertThat(said(new DatabaseCheck(kept, false).look(), Subject.DATABASE_SAFE)).startsWith("fine: ");
        }
        var away = new DatabaseAddress.Postgres("jdbc:postgresql://127.0.0.1:1/none", "evenkeel", "northgate", 2);
        assertThat(said(new DatabaseCheck(away, false).look(), Subject.DATABASE))
                .startsWith("broken: ")
                .doesNotContain("northgate");
    }
}
