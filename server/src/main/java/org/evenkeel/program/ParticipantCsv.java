package org.evenkeel.program;

import org.evenkeel.program.ImportResult.LineProblem;
import org.evenkeel.program.ProgramProblem.Code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a list of participants. The first line names the columns, in any order and case: {@code full_name} must be
 * there; {@code reference} (given one when empty), {@code display_name}, {@code language} (en, es; else en), {@code
 * phone}, {@code group} (a group's name), {@code emergency_name}, {@code emergency_phone}, {@code emergency_relation},
 * {@code emergency_consent} (yes, no) may be; whom to call is given whole or not at all, see {@link
 * EmergencyContact#typed}. At most 5,000 people.
 */
public final class ParticipantCsv {

    /** What was read: every problem, or every person. */
    sealed interface Reading {}

    record Good(List<Line> people) implements Reading {}

    record Faulty(List<LineProblem> problems) implements Reading {}

    /** One person, and the group he joins; empty for none. */
    record Line(ParticipantDetails person, Optional<GroupId> group) {}

    /** What a file is read against. */
    record Known(Collection<String> references, Map<String, GroupId> groups, Supplier<String> freshReference) {
        Known {
            groups = Map.copyOf(groups);
        }

        /** How a group's name stands in {@code groups}: people type names in any case. */
        static String key(String groupName) {
            return groupName.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** Columns that a file may have. */
    public static final List<String> COLUMNS =
            List.of(
                    "full_name",
                    "reference",
                    "display_name",
                    "language",
                    "phone",
                    "group",
                    "emergency_name",
                    "emergency_phone",
                    "emergency_relation",
                    "emergency_consent");

    private static final int MOST_PEOPLE = 5_000;

    private final Known known;
    private final Set<String> references;
    private final List<LineProblem> problems = new ArrayList<>();
    private final List<Line> people = new ArrayList<>();

    private ParticipantCsv(Known known) {
        this.known = known;
        references = new HashSet<>(known.references());
    }

    /** How many people a file lists, well-formed or not. */
    public static int count(String text) {
        return Math.max(0, Csv.rows(text).size() - 1);
    }

    static Reading read(String text, Known known) {
        ParticipantCsv reader = new ParticipantCsv(known);
        reader.readRows(Csv.rows(text));
        return reader.problems.isEmpty()
                ? new Good(List.copyOf(reader.people))
                : new Faulty(List.copyOf(reader.problems));
    }

    private void readRows(List<Csv.Row> rows) {
        if (rows.size() < 2) {
            problem(1, "", Code.MISSING);
            return;
        }
        if (rows.size() > MOST_PEOPLE + 1) {
            problem(rows.get(MOST_PEOPLE + 1).line(), "", Code.TOO_LONG);
            return;
        }
        Csv.Row head = rows.getFirst();
        List<String> columns = head.fields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (headIsGood(head, columns)) {
            rows.stream().skip(1).forEach(row -> readRow(row, columns));
        }
    }

    private boolean headIsGood(Csv.Row head, List<String> columns) {
        if (!head.wellFormed()) {
            problem(head.line(), "", Code.BAD_VALUE);
        }
        if (!columns.contains(COLUMNS.getFirst())) {
            problem(head.line(), COLUMNS.getFirst(), Code.MISSING);
        }
        if (columns.stream().distinct().count() < columns.size() || !COLUMNS.containsAll(columns)) {
            problem(head.line(), "", Code.BAD_VALUE);
        }
        return problems.isEmpty();
    }

    private void readRow(Csv.Row row, List<String> columns) {
        if (!row.wellFormed() || row.fields().size() != columns.size()) {
            problem(row.line(), "", Code.BAD_VALUE);
            return;
        }
        Map<String, String> cells =
                IntStream.range(0, columns.size())
                        .boxed()
                        .collect(Collectors.toMap(columns::get, i -> row.fields().get(i).strip()));
        try {
            ParticipantDetails person = person(cells);
            Optional<GroupId> group = group(cells.getOrDefault("group", ""));
            if (references.add(person.reference())) {
                people.add(new Line(person, group));
            } else {
                problem(row.line(), "reference", Code.TAKEN);
            }
        } catch (ProgramProblem e) {
            problem(row.line(), columnOf(e.field()), e.code());
        }
    }

    private Optional<GroupId> group(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Optional.ofNullable(known.groups().get(Known.key(name)))
                        .orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "group")));
    }

    private ParticipantDetails person(Map<String, String> cells) {
        String language = cells.getOrDefault("language", "");
        String reference = cells.getOrDefault("reference", "");
        return new ParticipantDetails(
                reference.isEmpty() ? known.freshReference().get() : reference,
                cells.get("full_name"),
                cells.getOrDefault("display_name", ""),
                language.isEmpty()
                        ? Language.EN
                        : Language.of(language).orElseThrow(() -> new ProgramProblem(Code.BAD_VALUE, "language")),
                cells.getOrDefault("phone", ""),
                emergencyContact(cells));
    }

    private static Optional<EmergencyContact> emergencyContact(Map<String, String> cells) {
        return EmergencyContact.typed(
                cells.getOrDefault("emergency_name", ""),
                cells.getOrDefault("emergency_phone", ""),
                cells.getOrDefault("emergency_relation", ""),
                consent(cells.getOrDefault("emergency_consent", "")));
    }

    private static Optional<Boolean> consent(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            case "" -> Optional.empty();
            default -> throw new ProgramProblem(Code.BAD_VALUE, "emergencyConsent");
        };
    }

    /** The column of a field: fullName is full_name in a file. */
    private static String columnOf(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private void problem(int line, String field, Code code) {
        problems.add(new LineProblem(line, field, code));
    }
}
