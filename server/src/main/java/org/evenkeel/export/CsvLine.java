package org.evenkeel.export;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One record of RFC 4180: comma, CRLF, quotes doubled. A cell that a spreadsheet would run as a formula begins with an
 * apostrophe instead: spreadsheets show it as text.
 */
final class CsvLine {

    private static final String RUNS = "=+-@\t\r\n＝＋－＠";
    private static final String NEEDS_QUOTES = "\",\r\n\t'";

    private CsvLine() {}

    static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String harmless = runs(text) ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /** Some spreadsheets look past leading blanks. */
    private static boolean runs(String text) {
        String seen = text.replaceFirst("^[ \u00a0]+", "");
        return !seen.isEmpty() && RUNS.indexOf(seen.charAt(0)) >= 0;
    }
}
