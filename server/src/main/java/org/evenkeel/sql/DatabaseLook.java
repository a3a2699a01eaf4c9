package org.evenkeel.sql;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** What a database tells of itself to somebody who only looks. Blocks; changes nothing. */
public sealed interface DatabaseLook {

    /** The SQLite file is not there: no server ran on this data folder yet. */
    record Missing() implements DatabaseLook {}

    /** The SQLite file is there, but this user may not read it. */
    record Forbidden() implements DatabaseLook {}

    /**
     * It does not answer, or does not take our role and password.
     *
     * @param reason the driver's state and number
     */
    record Silent(String reason) implements DatabaseLook {}

    /**
     * It answers.
     *
     * @param version as it says itself
     * @param tables how far they are
     * @param settings by name, such as {@code journal_mode} or {@code fsync}
     * @param damage what SQLite's quick check found, a few words each; empty list: none; empty: it did not come to an
     *     end in time, or there is no such check
     */
    record Seen(String version, Tables tables, Map<String, String> settings, Optional<List<String>> damage)
            implements DatabaseLook {

        /** One setting, or nothing. */
        public String setting(String name) {
            return settings.getOrDefault(name, "");
        }
    }

    /**
     * The migrations of this build against those that were done.
     *
     * @param version the newest that was done; empty: none
     * @param pending of this build that are not done
     * @param newer that were done by a newer build
     * @param failed that did not come to an end
     */
    record Tables(String version, int pending, int newer, int failed) {}

    /** Where a file's header says how it is written and read (SQLite's file format, section 1.3). */
    int WRITES = 18;

    int READS = 19;
    int HEADER_WITH_JOURNAL = 20;
    int WAL = 2;

    /** SQLite's number for a statement that was ended. */
    int INTERRUPTED = 9;

    /**
     * Looks at one.
     *
     * @param patience with SQLite's quick check, which reads the whole file
     */
    static DatabaseLook at(DatabaseAddress address, Duration patience) {
        try {
            return switch (address) {
                case DatabaseAddress.SqliteFile(Path path) -> sqlite(path.toAbsolutePath(), patience);
                case DatabaseAddress.Postgres postgres -> postgres(postgres, patience);
            };
        } catch (SQLException | FlywayException e) {
            return new Silent(StorageFailure.of(e).getMessage());
        }
    }

    private static DatabaseLook sqlite(Path path, Duration patience) throws SQLException {
        if (Files.notExists(path)) {
            return new Missing();
        }
        if (!Files.isReadable(path)) {
            return new Forbidden();
        }
        var source = readOnly(path);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            var settings = Map.of("journal_mode", journal(path));
            var version = "SQLite " + word(statement, "SELECT sqlite_version()");
            return new Seen(version, tables(source, "BLOB"), settings, quickCheck(statement, patience));
        }
    }

    /**
     * Where nobody has it open there is no log beside it, and a reader would make one; so the file is then read as one
     * that does not change.
     */
    private static DataSource readOnly(Path path) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(2_000);
        var source = new SQLiteDataSource(config);
        boolean isOpen = Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
        source.setUrl(
                "jdbc:sqlite:"
                        + path.toUri().toString().replaceFirst("^file:/*", "file:/")
                        + (isOpen ? "" : "?immutable=1"));
        return source;
    }

    /** By the file's header: a reader of a file that does not change is told another mode. */
    private static String journal(Path path) throws SQLException {
        try (var file = Files.newInputStream(path)) {
            var header = file.readNBytes(HEADER_WITH_JOURNAL);
            boolean wal = header.length == HEADER_WITH_JOURNAL && header[WRITES] == WAL && header[READS] == WAL;
            return wal ? "wal" : "a rollback journal";
        } catch (IOException e) {
            throw new SQLException("the file cannot be read", "08000", e);
        }
    }

    private static String word(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** A few words a finding: where in the file something is wrong, never what stands there. */
    private static Optional<List<String>> quickCheck(Statement statement, Duration patience) throws SQLException {
        var watch =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(patience);
                                        statement.cancel();
                                    } catch (InterruptedException | SQLException _) {
                                        // It came to its end before, or is gone.
                                    }
                                });
        try (var rows = statement.executeQuery("PRAGMA quick_check(5)")) {
            List<String> said = new ArrayList<>();
            while (rows.next()) {
                said.add(rows.getString(1));
            }
            return Optional.of(said.equals(List.of("ok")) ? List.of() : List.copyOf(said));
        } catch (SQLException e) {
            boolean interrupted = e.getErrorCode() == INTERRUPTED;
            return interrupted ? Optional.empty() : Optional.of(List.of("it cannot be read to its end"));
        } finally {
            watch.interrupt();
        }
    }

    private static DatabaseLook postgres(DatabaseAddress.Postgres address, Duration patience) throws SQLException {
        var source = DatabaseOpener.postgresSource(address, Math.max(1, (int) patience.toSeconds()));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            var settings = new HashMap<String, String>();
            for (var name : List.of("synchronous_commit", "fsync", "full_page_writes")) {
                settings.put(name, word(statement, "SHOW " + name));
            }
            var version = "PostgreSQL " + word(statement, "SHOW server_version");
            return new Seen(version, tables(source, "BYTEA"), Map.copyOf(settings), Optional.empty());
        }
    }

    private static Tables tables(DataSource source, String bytesType) {
        MigrationInfoService info = DatabaseOpener.migrations(source, bytesType).load().info();
        var current = info.current();
        return new Tables(
                current == null || current.getVersion() == null ? "" : current.getVersion().getVersion(),
                info.pending().length,
                (int) Stream.of(info.all()).filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS).count(),
                (int) Stream.of(info.all()).filter(each -> each.getState().isFailed()).count());
    }
}
