package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.PeopleContracts.isProblem;

import org.evenkeel.program.ImportResult.Imported;
import org.evenkeel.program.ImportResult.LineProblem;
import org.evenkeel.program.ImportResult.Refused;
import org.evenkeel.program.ProgramProblem.Code;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of participants comes in whole or not at all, and each problem is named by its line. */
class ParticipantImportTest {

    private final ClinicFixture fixture = new ClinicFixture();

    private ImportResult read(String csv) {
        return fixture.clinic.participants().importCsv(fixture.supervisor, csv);
    }

    private void refused(String csv, LineProblem... problems) {
        assertThat(read(csv)).isEqualTo(new Refused(List.of(problems)));
        assertThat(fixture.stores.participants().all()).isEmpty();
    }

    private List<ParticipantDetails> imported(String csv) {
        assertThat(read(csv)).isInstanceOf(Imported.class);
        return fixture.stores.participants().all().stream().map(Participant::details).toList();
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLineEnds() {
        var people =
                imported(
                        "\uFEFFReference,full_name,emergency_name,emergency_phone,emergency_relation,"
                                + "emergency_consent\r\n"
                                + "A-1,\"Example, Robin\",\"Sam \"\"Sammy\"\" Example\",555 0100,,no\r\n"
                                + "\r\n"
                                + "A-2,Alex Sample,,,,");
        assertThat(people).extracting(ParticipantDetails::fullName).containsExactly("Example, Robin", "Alex Sample");
        assertThat(people.getFirst().emergencyContact().orElseThrow().name()).isEqualTo("Sam \"Sammy\" Example");
        assertThat(people.getLast().emergencyContact()).isEmpty();
        assertThat(people.getLast().displayName()).isEqualTo("Alex S.");
    }

    @Test
    void allColumnsInAnyOrderAreRead() {
        var person =
                imported(
                                "phone,language,emergency_consent,emergency_relation,emergency_phone,emergency_name,"
                                        + "display_name,full_name,reference\n"
                                        + "555 0100,ES,Yes,aunt,555 0101,Kim Example,Ro,Robin Example,A-1\n")
                        .getFirst();
        assertThat(person.language()).isEqualTo(Language.ES);
        assertThat(person.displayName()).isEqualTo("Ro");
        assertThat(person.phone()).isEqualTo("555 0100");
        assertThat(person.emergencyContact().orElseThrow().mayBeCalled()).isTrue();
    }

    @Test
    void everyProblemIsListedByItsLineAndNothingIsKept() {
        refused(
                "reference,full_name,language,phone\n"
                        + "A-1,Robin Example,en,555 0100\n"
                        + "A-2,,en,\n"
                        + "A-3,\"Two\nLines\",en,\n"
                        + "A-4,Alex Sample,xx,\n"
                        + "A-1,Kim Sample,en,\n"
                        + "A-5,Kim Sample,en,call me\n"
                        + "A-6,too few\n",
                new LineProblem(3, "full_name", Code.MISSING),
                new LineProblem(4, "full_name", Code.BAD_VALUE),
                new LineProblem(6, "language", Code.BAD_VALUE),
                new LineProblem(7, "reference", Code.TAKEN),
                new LineProblem(8, "phone", Code.BAD_VALUE),
                new LineProblem(9, "", Code.BAD_VALUE));
    }

    @Test
    void quotesInWrongPlacesAreAProblemOfTheirLine() {
        refused(
                "reference,full_name\nA-1,Robin \"R\" Example\nA-2,\"Alex\" Sample\nA-3,\"never closed\n",
                new LineProblem(2, "", Code.BAD_VALUE),
                new LineProblem(3, "", Code.BAD_VALUE),
                new LineProblem(4, "", Code.BAD_VALUE));
    }

    @Test
    void theFirstLineMustNameTheColumns() {
        refused("", new LineProblem(1, "", Code.MISSING));
        refused("reference,full_name\n", new LineProblem(1, "", Code.MISSING));
        refused(
                "reference,name\nA-1,Robin\n",
                new LineProblem(1, "full_name", Code.MISSING),
                new LineProblem(1, "", Code.BAD_VALUE));
        refused("reference,full_name,reference\nA-1,Robin,A-2\n", new LineProblem(1, "", Code.BAD_VALUE));
    }

    @Test
    void aReferenceThatSomebodyHasIsNamedAndNobodyIsAdded() {
        fixture.participant("x");
        assertThat(read("reference,full_name\nA-1,Robin Example\nref-x,Alex Sample\n"))
                .isEqualTo(new Refused(List.of(new LineProblem(3, "reference", Code.TAKEN))));
        assertThat(fixture.stores.participants().all()).hasSize(1);
    }

    @Test
    void aFileThatIsTooLongIsRefused() {
        String csv =
                IntStream.rangeClosed(1, 5_001)
                        .mapToObj(i -> "A-" + i + ",Robin Example")
                        .collect(Collectors.joining("\n", "reference,full_name\n", "\n"));
        refused(csv, new LineProblem(5_002, "", Code.TOO_LONG));
    }

    @Test
    void thoseWhoMayNotChangeParticipantsMayNotImportThem() {
        isProblem(Code.NOT_ALLOWED, () -> fixture.clinic.participants().importCsv(fixture.peer, "x"));
        isProblem(Code.NOT_ALLOWED, () -> fixture.clinic.participants().importCsv(fixture.itAdmin, "x"));
    }
}
