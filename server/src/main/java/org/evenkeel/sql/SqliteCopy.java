package org.evenkeel.sql;

import org.evenkeel.sql.DatabaseCopy.Kind;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Copies of SQLite. */
final class SqliteCopy {

    private static final int BUSY_MILLIS = 10_000;

    private SqliteCopy() {}

    /**
     * {@code VACUUM INTO} reads one state of the database, as a reader beside the running server, and writes a file
     * without a log beside it. What is forgotten is overwritten with zeros in the copy, not only unlinked.
     */
    static DatabaseCopy take(Path from, Path file) {
        if (!Files.isRegularFile(from)) {
            throw new CopyProblem("There is no database at " + from + ": is this the configuration of the server?");
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Connection connection = plain(from);
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, file.toString());
                copy.execute();
            }
            forget(file);
            return checked(file);
        } catch (IOException e) {
            throw new CopyProblem("The database cannot be copied to " + file + " (" + e.getMessage() + ").", e);
        } catch (SQLException e) {
            throw problem("The database cannot be copied", e);
        }
    }

    private static void forget(Path file) throws SQLException {
        try (Connection connection = plain(file);
                Statement statement = connection.createStatement()) {
            for (String table : ContentsReader.tables(connection)) {
                if (DatabaseCopy.FORGOTTEN.contains(table)) {
                    statement.execute("DELETE FROM " + table);
                }
            }
        }
    }

    /** A file that SQLite finds sound to its last page, and what is in it. */
    static DatabaseCopy checked(Path file) {
        try (Connection connection = plain(file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            if (!result.next() || !result.getString(1).equals("ok")) {
                throw new CopyProblem("The copy of the database is damaged: SQLite finds its pages inconsistent.");
            }
            return new DatabaseCopy(Kind.SQLITE, file, ContentsReader.read(connection));
        } catch (SQLException e) {
            throw problem("The copy of the database cannot be read", e);
        }
    }

    /** A connection for the whole of a file, without a pool and without migrating it. */
    static Connection plain(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    /** SQLite's own name for what went wrong quotes no row. */
    static CopyProblem problem(String what, SQLException e) {
        String code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : e.getSQLState();
        String advice =
                code != null && (code.contains("FULL") || code.contains("IOERR"))
                        ? ": is there room on the disk for a second copy of it?"
                        : ".";
        return new CopyProblem(what + " (" + code + ")" + advice);
    }
}
