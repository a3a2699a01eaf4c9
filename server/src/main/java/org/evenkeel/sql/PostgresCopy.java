package org.evenkeel.sql;

import org.evenkeel.sql.DatabaseCopy.Contents;
import org.evenkeel.sql.DatabaseCopy.Kind;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies of PostgreSQL, by its own tools. */
final class PostgresCopy {

    private static final int CONNECT_SECONDS = 5;

    private PostgresCopy() {}

    /** The rows are counted in the very state that is dumped: pg_dump is handed the snapshot of our transaction. */
    static DatabaseCopy take(DatabaseAddress.Postgres from, Path file) {
        PostgresTools tools = PostgresTools.newest();
        try (Connection connection = connect(from);
                Statement statement = connection.createStatement()) {
            tools.mustNotBeOlderThan(major(connection));
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String snapshot = one(statement, "SELECT pg_export_snapshot()");
            String schema = connection.getSchema();
            Contents contents = ContentsReader.read(connection);
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "--format=custom",
                                    "--no-owner",
                                    "--no-privileges",
                                    "--no-password",
                                    "--schema=" + schema,
                                    "--snapshot=" + snapshot,
                                    "--file=" + file));
            DatabaseCopy.FORGOTTEN.forEach(table -> arguments.add("--exclude-table-data=" + schema + "." + table));
            tools.run("pg_dump", arguments, Optional.of(from), _ -> {});
            connection.rollback();
            return new DatabaseCopy(Kind.POSTGRESQL, file, contents);
        } catch (SQLException e) {
            throw problem("The database cannot be copied", e);
        }
    }

    /** Loads the rows of a dump into an SQLite file of the same tables. */
    static Path asSqlite(Path dump, String schema, Path file) {
        DatabaseOpener.migrateSqliteTo(file, schema);
        try (Connection connection = SqliteCopy.plain(file)) {
            connection.setAutoCommit(false);
            var rows = new CopyText(connection);
            PostgresTools.newest()
                    .run(
                            "pg_restore",
                            List.of("--data-only", "--file=-", dump.toString()),
                            Optional.empty(),
                            rows::load);
            connection.commit();
            return file;
        } catch (SQLException e) {
            throw SqliteCopy.problem("The rows of the dump cannot be read", e);
        }
    }

    static Contents fill(DatabaseAddress.Postgres target, Path dump) {
        PostgresTools tools = PostgresTools.newest();
        String schema = emptySchema(target);
        tools.run(
                "pg_restore",
                List.of(
                        "--no-owner",
                        "--no-privileges",
                        "--no-password",
                        "--exit-on-error",
                        "--single-transaction",
                        "--schema=" + schema,
                        "--dbname=" + databaseName(target),
                        dump.toString()),
                Optional.of(target),
                _ -> {});
        try (Connection connection = connect(target)) {
            return ContentsReader.read(connection);
        } catch (SQLException e) {
            throw problem("The database cannot be reached", e);
        }
    }

    /** The schema that new tables go into. */
    private static String emptySchema(DatabaseAddress.Postgres target) {
        try (Connection connection = connect(target)) {
            if (!ContentsReader.tables(connection).isEmpty()) {
                throw new CopyProblem(
                        "The PostgreSQL database is not empty, and a restore never writes over anything: make a new"
                                + " one with createdb and name it in database.url.");
            }
            return connection.getSchema();
        } catch (SQLException e) {
            throw problem("The database cannot be reached", e);
        }
    }

    /** How many connections others have to this database: servers that run on it, on any machine. */
    static int othersConnected(DatabaseAddress.Postgres address) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            return Integer.parseInt(
                    one(
                            statement,
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type"
                                    + " = 'client backend' AND pid <> pg_backend_pid()"));
        } catch (SQLException e) {
            throw problem("The database cannot be reached", e);
        }
    }

    private static String databaseName(DatabaseAddress.Postgres address) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            return one(statement, "SELECT current_database()");
        } catch (SQLException e) {
            throw problem("The database cannot be reached", e);
        }
    }

    private static Connection connect(DatabaseAddress.Postgres address) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        return source.getConnection();
    }

    private static int major(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The state says what is wrong; the driver's message may quote a row. */
    private static CopyProblem problem(String what, SQLException e) {
        return new CopyProblem(what + " (PostgreSQL's state " + e.getSQLState() + ").");
    }
}
