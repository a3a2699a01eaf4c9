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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a list of participants. The first line names the columns, in any order and case: {@code reference} and {@code
 * full_name} must be there; {@code display_name}, {@code language} (en, es; else en), {@code phone}, {@code
 * emergency_name}, {@code emergency_phone}, {@code emergency_relation}, {@code emergency_consent} (yes, no) may be. At
 * most 5,000 people.
 */
public final class ParticipantCsv {

    /** What was read: every problem, or every person. */
    sealed interface Reading {}

    record Good(List<ParticipantDetails> people) implements Reading {}

    record Faulty(List<LineProblem> problems) implements Reading {}

    /** Columns that a file may have. */
    public static final List<String> COLUMNS =
            List.of(
                    "reference",
                    "full_name",
                    "display_name",
                    "language",
                    "phone",
                    "emergency_name",
                    "emergency_phone",
                    "emergency_relation",
                    "emergency_consent");

    private static final int MOST_PEOPLE = 5_000;

    private final Set<String> references;
    private final List<LineProblem> problems = new ArrayList<>();
    private final List<ParticipantDetails> people = new ArrayList<>();

    private ParticipantCsv(Collection<String> taken) {
        references = new HashSet<>(taken);
    }

    static Reading read(String text, Collection<String> takenReferences) {
        ParticipantCsv reader = new ParticipantCsv(takenReferences);
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
        for (String required : COLUMNS.subList(0, 2)) {
            if (!columns.contains(required)) {
                problem(head.line(), required, Code.MISSING);
            }
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
            if (references.add(person.reference())) {
                people.add(person);
            } else {
                problem(row.line(), "reference", Code.TAKEN);
            }
        } catch (ProgramProblem e) {
            problem(row.line(), columnOf(e.field()), e.code());
        }
    }

    private static ParticipantDetails person(Map<String, String> cells) {
        String language = cells.getOrDefault("language", "");
        return new ParticipantDetails(
                cells.get("reference"),
                cells.get("full_name"),
                cells.getOrDefault("display_name", ""),
                language.isEmpty()
                        ? Language.EN
                        : Language.of(language).orElseThrow(() -> new ProgramProblem(Code.BAD_VALUE, "language")),
                cells.getOrDefault("phone", ""),
                emergencyContact(cells));
    }

    private static Optional<EmergencyContact> emergencyContact(Map<String, String> cells) {
        String name = cells.getOrDefault("emergency_name", "");
        String phone = cells.getOrDefault("emergency_phone", "");
        String relation = cells.getOrDefault("emergency_relation", "");
        boolean consent =
                switch (cells.getOrDefault("emergency_consent", "").toLowerCase(Locale.ROOT)) {
                    case "yes" -> true;
                    case "no", "" -> false;
                    default -> throw new ProgramProblem(Code.BAD_VALUE, "emergencyConsent");
                };
        return name.isEmpty() && phone.isEmpty() && relation.isEmpty() && !consent
                ? Optional.empty()
                : Optional.of(new EmergencyContact(name, phone, relation, consent));
    }

    /** The column of a field: fullName is full_name in a file. */
    private static String columnOf(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private void problem(int line, String field, Code code) {
        problems.add(new LineProblem(line, field, code));
    }
}
