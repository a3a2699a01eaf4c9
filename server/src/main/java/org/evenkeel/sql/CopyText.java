package org.evenkeel.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads the rows that {@code pg_restore} writes as text into tables of the same names and columns. The text is that of
 * PostgreSQL's COPY: one row a line, fields between tabs, {@code \N} for null, bytes as {@code \\x} and hexadecimal
 * digits. For one thread.
 */
final class CopyText {

    private static final Pattern HEAD =
            Pattern.compile("COPY (?:[a-z_0-9]+\\.)?([a-z_0-9]+) \\(([^)]*)\\) FROM stdin;");
    private static final String END = "\\.";
    private static final String NULL = "\\N";
    private static final String BYTES = "\\\\x";
    private static final int BATCH = 1_000;

    private final Connection target;

    /**
     * @param target has the tables; its transaction is the caller's
     */
    CopyText(Connection target) {
        this.target = target;
    }

    /**
     * Reads the text to its end.
     *
     * @throws IOException when it is cut
     * @throws CopyProblem when a row does not fit
     */
    void load(InputStream text) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                boolean ours = !head.group(1).equals(DatabaseCopy.HISTORY);
                List<String> columns = Arrays.stream(head.group(2).split(",")).map(String::strip).toList();
                try {
                    rows(lines, head.group(1), columns, ours);
                } catch (SQLException e) {
                    throw SqliteCopy.problem("The rows of " + head.group(1) + " do not fit", e);
                }
            }
        }
    }

    private void rows(BufferedReader lines, String table, List<String> columns, boolean ours)
            throws IOException, SQLException {
        if (!ours) {
            skip(lines);
            return;
        }
        empty(table);
        Set<String> bytes = columnsOfBytes(table);
        String insert =
                "INSERT INTO "
                        + table
                        + " ("
                        + String.join(", ", columns)
                        + ") VALUES ("
                        + columns.stream().map(_ -> "?").collect(Collectors.joining(", "))
                        + ")";
        try (PreparedStatement statement = target.prepareStatement(insert)) {
            int waiting = 0;
            for (String line = next(lines); !line.equals(END); line = next(lines)) {
                bind(statement, line.split("\t", -1), columns, bytes);
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            statement.executeBatch();
        }
    }

    private static void skip(BufferedReader lines) throws IOException {
        while (!next(lines).equals(END)) {
            // not ours
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the dump is cut");
        }
        return line;
    }

    /** Migrations put rows of their own into new tables; the dump has them too. */
    private void empty(String table) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("DELETE FROM " + table);
        }
    }

    private Set<String> columnsOfBytes(String table) throws SQLException {
        Set<String> found = new HashSet<>();
        try (Statement statement = target.createStatement();
                ResultSet columns = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (columns.next()) {
                if (columns.getString("type").equals("BLOB")) {
                    found.add(columns.getString("name"));
                }
            }
        }
        return found;
    }

    /** Numbers go in as text: SQLite turns them into numbers by the type of their column. */
    private static void bind(PreparedStatement row, String[] fields, List<String> columns, Set<String> bytes)
            throws SQLException {
        if (fields.length != columns.size()) {
            throw new SQLException("a row has another number of fields");
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].equals(NULL)) {
                row.setObject(i + 1, null);
            } else if (bytes.contains(columns.get(i))) {
                row.setBytes(i + 1, HexFormat.of().parseHex(fields[i], BYTES.length(), fields[i].length()));
            } else {
                row.setString(i + 1, unescaped(fields[i]));
            }
        }
    }

    /** COPY writes these escapes and no others. */
    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            text.append(c == '\\' ? unescaped(field.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> letter;
        };
    }
}
