package org.evenkeel.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with sealed columns, as whoever re-seals it has to know it. A sealed column is called {@code sealed_} and the
 * name under which it is sealed; the id of its row is made of other columns.
 *
 * @param name of the table
 * @param key its primary key
 * @param rowId columns whose values, with blanks between them, are the row's id for sealing
 * @param columns the sealed ones, as they are called in the table
 */
record SealedTable(String name, List<String> key, List<String> rowId, List<String> columns) {

    private static final String PREFIX = "sealed_";

    /** Every table that has any, but for {@code key_check}, which {@link KeyCheck} keeps current. */
    static final List<SealedTable> ALL =
            List.of(
                    of("staff", List.of("id"), "sealed_full_name", "sealed_display_name"),
                    of(
                            "participant",
                            List.of("id"),
                            "sealed_full_name",
                            "sealed_display_name",
                            "sealed_phone",
                            "sealed_emergency_name",
                            "sealed_emergency_phone",
                            "sealed_emergency_relation"),
                    new SealedTable(
                            "gate_answers",
                            List.of("session_id", "person_id", "n"),
                            List.of("session_id", "person_id", "answered_at"),
                            List.of("sealed_place", "sealed_state", "sealed_call_back", "sealed_flags")),
                    of("conflict_pair", List.of("first_id", "second_id"), "sealed_note"),
                    of("attendance_correction", List.of("session_id", "number"), "sealed_reason"),
                    of("attendance_seal", List.of("number"), "sealed_why"),
                    of("second_factor", List.of("person_id"), "sealed_secret"),
                    of("second_factor_offer", List.of("person_id"), "sealed_secret"),
                    of("emergency_access", List.of("id"), "sealed_reason", "sealed_note"));

    SealedTable {
        key = List.copyOf(key);
        rowId = List.copyOf(rowId);
        columns = List.copyOf(columns);
    }

    /** One whose primary key is the row's id. */
    private static SealedTable of(String name, List<String> key, String... columns) {
        return new SealedTable(name, key, key, List.of(columns));
    }

    /** The name under which a column is sealed. */
    static String sealedAs(String column) {
        return column.substring(PREFIX.length());
    }

    /** The first rows, or those after one whose key is bound to {@code k0}, {@code k1} and so on. */
    String page(boolean first) {
        String keys = String.join(", ", key);
        String after = first ? "" : " WHERE (%s) > (%s)".formatted(keys, String.join(", ", parameters()));
        return "SELECT * FROM " + name + after + " ORDER BY " + keys + " LIMIT :page";
    }

    /** Changes one column of the row with that key, unless it has another value than {@code before} by now. */
    String change(String column) {
        String row =
                IntStream.range(0, key.size())
                        .mapToObj(i -> key.get(i) + " = " + parameters().get(i))
                        .collect(Collectors.joining(" AND "));
        return "UPDATE %s SET %s = :after WHERE %s AND %s = :before".formatted(name, column, row, column);
    }

    private List<String> parameters() {
        return IntStream.range(0, key.size()).mapToObj(i -> ":k" + i).toList();
    }
}
