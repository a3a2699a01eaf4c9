package org.evenkeel.sql;

import org.flywaydb.core.api.MigrationVersion;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A copy of the clinic's database as it was at one moment, taken while servers run on it.
 *
 * <p>Rows that must not live longer than the machine are not in it: see {@link #FORGOTTEN}. Why each: decision 0019.
 *
 * @param kind which database it was taken from
 * @param file the copy
 * @param contents what is in it
 */
public record DatabaseCopy(Kind kind, Path file, Contents contents) {

    /** Tables whose rows no copy takes along: keys of live rooms, and sign-ins that were under way. */
    static final Set<String> FORGOTTEN =
            Set.of(
                    "session_key",
                    "staff_session",
                    "second_factor_offer",
                    "sign_in_try",
                    "known_device",
                    "entry_link",
                    "visit",
                    "socket_ticket");

    /** Flyway's own; copied, but no fact of the clinic. */
    static final String HISTORY = "flyway_schema_history";

    /** Which database, and what its copy is called. */
    public enum Kind {
        /** One file that SQLite opens. */
        SQLITE("sqlite", "evenkeel.db"),
        /** A dump in the custom format of {@code pg_dump}. */
        POSTGRESQL("postgresql", "evenkeel.pgdump");

        private final String word;
        private final String fileName;

        Kind(String word, String fileName) {
            this.word = word;
            this.fileName = fileName;
        }

        /** As a manifest names it. */
        public String word() {
            return word;
        }

        /** What the copy is called. */
        public String fileName() {
            return fileName;
        }

        /** Of this address. */
        public static Kind of(DatabaseAddress address) {
            return switch (address) {
                case DatabaseAddress.SqliteFile _ -> SQLITE;
                case DatabaseAddress.Postgres _ -> POSTGRESQL;
            };
        }
    }

    /**
     * What is in a copy, or in a database.
     *
     * @param schema number of the last migration
     * @param rows how many rows each table has, by its name
     * @param sealNumber number of the last seal of attendance
     * @param sealHash its hash
     */
    public record Contents(String schema, Map<String, Long> rows, long sealNumber, String sealHash) {
        public Contents {
            Objects.requireNonNull(schema, "schema");
            rows = Map.copyOf(rows);
            Objects.requireNonNull(sealHash, "sealHash");
        }
    }

    /**
     * Takes a copy. Writers go on meanwhile; what they write is not in it.
     *
     * @param folder takes the copy, and needs room for the whole database
     * @throws CopyProblem in words for the operator
     */
    public static DatabaseCopy take(DatabaseAddress from, Path folder) {
        Path file = folder.resolve(Kind.of(from).fileName());
        return switch (from) {
            case DatabaseAddress.SqliteFile(Path path) -> SqliteCopy.take(path, file);
            case DatabaseAddress.Postgres postgres -> PostgresCopy.take(postgres, file);
        };
    }

    /**
     * A copy as an SQLite file, whichever database it was taken from; so it can be looked at without a server of its
     * kind. The file that SQLite copied is used itself.
     *
     * @param schema number of the copy's last migration
     * @param folder takes the file
     * @return what is in it, counted from the file
     * @throws CopyProblem when the copy is damaged
     */
    public static DatabaseCopy readable(Kind kind, Path copy, String schema, Path folder) {
        Path file =
                switch (kind) {
                    case SQLITE -> copy;
                    case POSTGRESQL -> PostgresCopy.asSqlite(copy, schema, folder.resolve(Kind.SQLITE.fileName()));
                };
        return SqliteCopy.checked(file);
    }

    /**
     * Fills an empty PostgreSQL database with a copy, all of it or nothing.
     *
     * @return what is in it then
     * @throws CopyProblem when it is not empty, or the copy does not go in
     */
    public static Contents fill(DatabaseAddress.Postgres target, Path copy) {
        return PostgresCopy.fill(target, copy);
    }

    /** Whether this server's migrations go that far. */
    public static boolean knows(String schema) {
        return DatabaseOpener.newestMigration().compareTo(MigrationVersion.fromVersion(schema)) >= 0;
    }
}
