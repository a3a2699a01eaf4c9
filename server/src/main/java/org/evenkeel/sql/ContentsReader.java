package org.evenkeel.sql;

import org.evenkeel.sql.DatabaseCopy.Contents;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is in a database; for a connection whose transaction sees one state. */
final class ContentsReader {

    private ContentsReader() {}

    static Contents read(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            Map<String, Long> rows = new HashMap<>();
            for (String table : tables(connection)) {
                if (!DatabaseCopy.FORGOTTEN.contains(table)) {
                    rows.put(table, number(statement, "SELECT COUNT(*) FROM " + table));
                }
            }
            String schema =
                    text(
                            statement,
                            "SELECT version FROM "
                                    + DatabaseCopy.HISTORY
                                    + " WHERE installed_rank = (SELECT"
                                    + " MAX(installed_rank) FROM "
                                    + DatabaseCopy.HISTORY
                                    + ")");
            return new Contents(
                    schema,
                    rows,
                    number(statement, "SELECT number FROM attendance_seal_head WHERE id = 'clinic'"),
                    text(statement, "SELECT hash FROM attendance_seal_head WHERE id = 'clinic'"));
        } catch (SQLException e) {
            throw StorageFailure.of(e);
        }
    }

    /** The clinic's tables. */
    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!name.equals(DatabaseCopy.HISTORY) && !name.startsWith("sqlite_")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
