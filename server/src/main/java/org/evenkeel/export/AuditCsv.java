package org.evenkeel.export;

import org.evenkeel.audit.AuditRow;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows of the audit log as CSV, in the form of the other exports: RFC 4180, to be encoded in UTF-8, ISO 8601 times with
 * the program's offset, the notice in each row. Immutable; any thread.
 */
public final class AuditCsv {

    /** The columns in their order; names are stable. */
    public static final List<String> COLUMNS =
            List.of(
                    "number",
                    "time",
                    "actor_kind",
                    "actor",
                    "actor_name",
                    "roles",
                    "action",
                    "subjects",
                    "subject_names",
                    "result",
                    "hash",
                    "notice");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private final ZoneId zone;
    private final Function<String, String> names;

    /**
     * @param zone the program's
     * @param names a person's name by the id, or an empty text where names were not asked for
     */
    public AuditCsv(ZoneId zone, Function<String, String> names) {
        this.zone = zone;
        this.names = names;
    }

    /**
     * Writes the header and all rows; a file without a row has one with nothing but the notice.
     *
     * @throws IOException when {@code out} does
     */
    public void write(List<AuditRow> rows, Appendable out) throws IOException {
        out.append(CsvLine.of(COLUMNS));
        for (AuditRow row : rows) {
            out.append(CsvLine.of(cells(row)));
        }
        if (rows.isEmpty()) {
            List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size() - 1, ""));
            row.add(Part2Notice.TEXT);
            out.append(CsvLine.of(row));
        }
    }

    private List<String> cells(AuditRow row) {
        return List.of(
                Long.toString(row.number()),
                TIME.format(Instant.ofEpochMilli(row.at()).atZone(zone)),
                row.kind(),
                row.actor(),
                row.actor().isEmpty() ? "" : names.apply(row.actor()),
                row.roles(),
                row.action(),
                row.subjects(),
                row.people().stream().map(names).filter(name -> !name.isEmpty()).collect(Collectors.joining("; ")),
                row.result(),
                row.hash(),
                Part2Notice.TEXT);
    }
}
