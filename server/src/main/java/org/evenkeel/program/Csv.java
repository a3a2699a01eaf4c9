package org.evenkeel.program;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values by RFC 4180: quoted fields may hold commas, quotes (doubled) and line ends. */
final class Csv {

    /**
     * One record.
     *
     * @param line where it begins, as an editor counts, from 1
     * @param fields at least one
     * @param wellFormed false when a quote stands where none may, or is never closed
     */
    record Row(int line, List<String> fields, boolean wellFormed) {}

    private final String text;
    private int at;
    private int line = 1;
    private boolean wellFormed;

    private Csv(String text) {
        this.text = text;
    }

    /** All records; blank lines are left out, a byte order mark too. Line ends are CRLF, LF or CR. */
    static List<Row> rows(String text) {
        Csv reader = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<Row> rows = new ArrayList<>();
        while (reader.at < reader.text.length()) {
            Row row = reader.row();
            if (row.fields().size() > 1 || !row.fields().getFirst().isBlank() || !row.wellFormed()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Row row() {
        int begin = line;
        wellFormed = true;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        lineEnd();
        return new Row(begin, List.copyOf(fields), wellFormed);
    }

    private String field() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            wellFormed &= text.charAt(at) != '"';
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                countLine(c);
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                String rest = plain();
                wellFormed &= rest.isEmpty();
                return field.append(rest).toString();
            }
        }
        wellFormed = false;
        return field.toString();
    }

    private void countLine(char c) {
        if (c == '\n' || c == '\r' && (at == text.length() || text.charAt(at) != '\n')) {
            line++;
        }
    }

    private void lineEnd() {
        if (at < text.length()) {
            if (text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at++;
            }
            at++;
            line++;
        }
    }
}
