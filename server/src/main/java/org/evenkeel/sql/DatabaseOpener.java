package org.evenkeel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

import javax.sql.DataSource;

/** Opens pools and brings tables up to date. */
final class DatabaseOpener {

    private static final String MIGRATIONS = "classpath:org/evenkeel/sql/migrations";

    /** What each database says in its own words: triggers. */
    private static final String APPEND_ONLY = "classpath:org/evenkeel/sql/appendonly/";

    private static final int BUSY_MILLIS = 10_000;
    private static final int MIGRATION_MILLIS = 60_000;
    private static final int READERS = 4;
    private static final long WAIT_FOR_CONNECTION_MILLIS = 5_000;
    private static final long WAIT_FOR_LIFE_SIGN_MILLIS = 2_000;
    private static final int CONNECT_SECONDS = 5;
    private static final int MIGRATION_REPLY_SECONDS = 600;

    /** A server that hangs keeps nobody waiting for longer; one that works has given a statement up before. */
    private static final int REPLY_SECONDS = 10;

    /**
     * PostgreSQL ends by itself what this node began and cannot end any more. Without the second one, a node that
     * vanishes in the middle of a signing would hold the clinic's chain of seals until TCP notices, which takes hours.
     */
    private static final String GIVE_UP =
            "SET statement_timeout = '8s'; SET idle_in_transaction_session_timeout = '10s'";

    Database open(DatabaseAddress address) {
        try {
            return switch (address) {
                case DatabaseAddress.SqliteFile(Path path) -> sqlite(path.toAbsolutePath());
                case DatabaseAddress.Postgres postgres -> postgres(postgres);
            };
        } catch (FlywayException | HikariPool.PoolInitializationException e) {
            throw StorageFailure.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the database cannot be used", e);
        }
    }

    /** Whether opening would find nothing to do; makes no file. */
    boolean isUpToDate(DatabaseAddress address) {
        try {
            return switch (address) {
                case DatabaseAddress.SqliteFile(Path path) ->
                        Files.exists(path) && hasAll(sqliteSource(path, SQLiteConfig.TransactionMode.DEFERRED), "BLOB");
                case DatabaseAddress.Postgres postgres -> hasAll(postgresSource(postgres, REPLY_SECONDS), "BYTEA");
            };
        } catch (FlywayException e) {
            throw StorageFailure.of(e);
        }
    }

    /** Whether somebody keeps a record there; makes no file, and no table. */
    boolean holdsRecord(DatabaseAddress address) {
        try {
            return switch (address) {
                case DatabaseAddress.SqliteFile(Path path) -> !Files.notExists(path) && Files.size(path) > 0;
                case DatabaseAddress.Postgres postgres ->
                        migrations(postgresSource(postgres, REPLY_SECONDS), "BYTEA").load().info().current() != null;
            };
        } catch (FlywayException e) {
            throw StorageFailure.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the database cannot be looked at", e);
        }
    }

    private static boolean hasAll(DataSource source, String bytesType) {
        return migrations(source, bytesType).load().info().pending().length == 0;
    }

    /** One writer, since SQLite has one anyway and waiting in a queue is fairer than polling a lock. */
    private static Database sqlite(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        ownerOnly(path);
        DataSource writing = sqliteSource(path, SQLiteConfig.TransactionMode.IMMEDIATE);
        migrateAlone(path, writing);
        DataSource reading = sqliteSource(path, SQLiteConfig.TransactionMode.DEFERRED);
        return new Database(
                pool("sqlite-read", reading, READERS),
                pool("sqlite-write", writing, 1),
                TransactionIsolationLevel.SERIALIZABLE);
    }

    /**
     * SQLite gives migrations no lock that outlives one transaction; so whoever migrates holds a transaction of a
     * second, empty file beside the first. It ends with the process, however that ends.
     */
    private static void migrateAlone(Path path, DataSource writing) {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(MIGRATION_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.EXCLUSIVE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + lock);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE held (x INTEGER)");
            migrate(writing, "BLOB");
            connection.rollback();
        } catch (SQLException e) {
            throw StorageFailure.of(e);
        }
    }

    private static DataSource sqliteSource(Path path, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    private static void ownerOnly(Path path) throws IOException {
        if (!Files.exists(path)) {
            try {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException _) {
                // Another node made it in this moment, with the same permissions.
            }
        }
    }

    private static Database postgres(DatabaseAddress.Postgres address) {
        migrate(postgresSource(address, MIGRATION_REPLY_SECONDS), "BYTEA");
        HikariConfig config = config("postgres", postgresSource(address, REPLY_SECONDS), address.connections());
        config.setConnectionInitSql(GIVE_UP);
        HikariDataSource pool = new HikariDataSource(config);
        return new Database(pool, pool, TransactionIsolationLevel.REPEATABLE_READ);
    }

    /**
     * @param replySeconds how long the answer to one statement may take
     */
    static DataSource postgresSource(DatabaseAddress.Postgres address, int replySeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(replySeconds);
        source.setTcpKeepAlive(true);
        return source;
    }

    private static void migrate(DataSource source, String bytesType) {
        migrations(source, bytesType).load().migrate();
    }

    /** Makes an SQLite file with the tables as they were after this migration. */
    static void migrateSqliteTo(Path path, String version) {
        try {
            ownerOnly(path);
            migrations(sqliteSource(path, SQLiteConfig.TransactionMode.IMMEDIATE), "BLOB")
                    .target(MigrationVersion.fromVersion(version))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StorageFailure.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the database cannot be used", e);
        }
    }

    /** The last migration that this server knows. */
    static MigrationVersion newestMigration() {
        SQLiteDataSource nowhere = new SQLiteDataSource();
        nowhere.setUrl("jdbc:sqlite::memory:");
        return Arrays.stream(migrations(nowhere, "BLOB").load().info().all())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The migrations of this build. */
    static FluentConfiguration migrations(DataSource source, String bytesType) {
        return Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS, APPEND_ONLY + (bytesType.equals("BLOB") ? "sqlite" : "postgresql"))
                .placeholders(Map.of("bytes", bytesType))
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true);
    }

    private static HikariDataSource pool(String name, DataSource source, int connections) {
        return new HikariDataSource(config(name, source, connections));
    }

    private static HikariConfig config(String name, DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        config.setValidationTimeout(WAIT_FOR_LIFE_SIGN_MILLIS);
        return config;
    }
}
