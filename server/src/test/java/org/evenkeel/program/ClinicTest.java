package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.ClinicFixture.millis;
import static org.evenkeel.program.PeopleContracts.isProblem;
import static org.evenkeel.program.Samples.own;

import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clinic's use cases: who may, what is checked, what follows. */
class ClinicTest {

    private final ClinicFixture fixture = new ClinicFixture();
    private final Clinic clinic = fixture.clinic;
    private final PersonId robin = fixture.participant("robin");

    @Test
    void itAdministratorsReadNoParticipantNoRosterAndNoAnswer() {
        isProblem(Code.NOT_ALLOWED, () -> clinic.participants().list(fixture.itAdmin));
        isProblem(Code.NOT_ALLOWED, () -> clinic.participants().get(fixture.itAdmin, robin));
        isProblem(Code.NOT_ALLOWED, () -> clinic.participants().names(fixture.itAdmin, List.of(robin)));
        isProblem(Code.NOT_ALLOWED, () -> clinic.groups().list(fixture.itAdmin));
        isProblem(Code.NOT_ALLOWED, () -> clinic.conflicts().list(fixture.itAdmin));
        isProblem(Code.NOT_ALLOWED, () -> clinic.gate().read(fixture.itAdmin, Samples.session("s", 0).id(), robin));
        assertThat(clinic.staff().list(fixture.itAdmin)).hasSize(4);
    }

    @Test
    void peerMentorsSeeDisplayNamesAndGroupsWithoutRosters() {
        clinic.groups().add(fixture.supervisor, Samples.groupDetails(List.of(), Map.of(), Set.of(robin)));
        assertThat(clinic.participants().names(fixture.peer, List.of(robin, Samples.person("none"))))
                .isEqualTo(Map.of(robin, "Testname R."));
        isProblem(Code.NOT_ALLOWED, () -> clinic.participants().get(fixture.peer, robin));
        assertThat(clinic.groups().list(fixture.peer).getFirst().details().roster()).isEmpty();
        assertThat(clinic.groups().list(fixture.counselor).getFirst().details().roster()).containsExactly(robin);
    }

    @Test
    void anItAdministratorCannotGiveARoleThatSeesParticipants() {
        isProblem(
                Code.NOT_ALLOWED,
                () -> clinic.staff().add(fixture.itAdmin, Samples.staffDetails("new", StaffRole.SUPERVISOR)));
        isProblem(
                Code.NOT_ALLOWED,
                () ->
                        clinic.staff()
                                .change(
                                        fixture.itAdmin,
                                        fixture.itAdmin.person(),
                                        1,
                                        Samples.staffDetails("it", StaffRole.IT_ADMIN, StaffRole.COUNSELOR)));
        var colleague = clinic.staff().add(fixture.itAdmin, Samples.staffDetails("new", StaffRole.IT_ADMIN));
        assertThat(colleague.version()).isEqualTo(1);
        var gone = clinic.staff().deactivate(fixture.itAdmin, fixture.counselor.person(), 1);
        isProblem(Code.NOT_ALLOWED, () -> clinic.staff().reactivate(fixture.itAdmin, gone.id(), gone.version()));
        assertThat(clinic.staff().reactivate(fixture.supervisor, gone.id(), gone.version()).active()).isTrue();
    }

    @Test
    void whoIsDeactivatedMayNothingAndIsToldToThoseWhoGrantAccess() {
        var gone = clinic.staff().deactivate(fixture.supervisor, fixture.counselor.person(), 1);
        clinic.participants().deactivate(fixture.supervisor, robin, 1);
        assertThat(fixture.departed).containsExactly(fixture.counselor.person(), robin);
        isProblem(Code.NOT_ALLOWED, () -> clinic.participants().list(gone.asCaller()));
    }

    @Test
    void anOldVersionIsAConflictAndChangesNothing() {
        var first = clinic.participants().get(fixture.supervisor, robin);
        clinic.participants().change(fixture.supervisor, robin, 1, Samples.participantDetails("second"));
        isProblem(Code.CONFLICT, () -> clinic.participants().change(fixture.supervisor, robin, 1, first.details()));
        isProblem(Code.CONFLICT, () -> clinic.participants().deactivate(fixture.supervisor, robin, 1));
        assertThat(fixture.departed).isEmpty();
        isProblem(
                Code.NOT_FOUND,
                () -> clinic.participants().change(fixture.supervisor, new PersonId("x"), 1, first.details()));
    }

    @Test
    void badInputNamesItsFieldAndNeverRepeatsWhatWasTyped() {
        isProblem(Code.MISSING, () -> Samples.participantDetails(" "));
        isProblem(Code.BAD_VALUE, () -> Samples.staffDetails("no spaces", StaffRole.COUNSELOR));
        isProblem(Code.MISSING, () -> Samples.staffDetails("x"));
        isProblem(Code.TOO_LONG, () -> new EmergencyContact("x".repeat(121), "555 0100", "", false));
        try {
            new EmergencyContact("Canary Name", "canary number", "", true);
            throw new AssertionError("a number with letters was taken");
        } catch (ProgramProblem e) {
            assertThat(e.field()).isEqualTo("emergencyPhone");
            assertThat(e).hasMessage("bad_value (emergencyPhone)");
        }
    }

    @Test
    void valuesWithNamesPrintNone() {
        var person = new Participant(robin, Samples.participantDetails("canary"), true, 1);
        var member = Samples.staff("canary", StaffRole.COUNSELOR);
        var answers = new GateAnswers(Samples.session("s", 0).id(), robin, Samples.completeForm(), "1", true, 1);
        assertThat(person + " " + answers + new ConflictPair(robin, new PersonId("q"), "canary"))
                .doesNotContain("canary", "Testname", "Contact", "555", "Example");
        assertThat(member.details().toString()).doesNotContain("Staff canary", "login");
    }

    @Test
    void gateAnswersAreKeptAsTheyComeAndCompleteOnesGiveTheRoomItsFlags() {
        Session session = sessionWithRobin();
        var partial =
                new GateForm(
                        "1 Example Street",
                        "ny",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(clinic.gate().answer(session.id(), robin, partial, false)).isEmpty();
        isProblem(Code.MISSING, () -> clinic.gate().answer(session.id(), robin, partial, true));
        assertThat(clinic.gate().own(session.id(), robin).orElseThrow().form()).isEqualTo(partial);
        assertThat(clinic.gate().answer(session.id(), robin, Samples.completeForm(), true))
                .contains(new GateFlags(true, false, true, true));
        assertThat(fixture.stores.gate().history(session.id(), robin)).hasSize(2);
    }

    @Test
    void gateAnswersAreForThoseOnTheRosterOfAnOpenSession() {
        Session session = sessionWithRobin();
        isProblem(Code.NOT_FOUND, () -> clinic.gate().answer(session.id(), new PersonId("x"), GateForm.blank(), false));
        clinic.schedule().recordEnded(session.id(), 1);
        isProblem(Code.CLOSED, () -> clinic.gate().answer(session.id(), robin, GateForm.blank(), false));
    }

    @Test
    void staffOfTheSessionReadAnswersUntilADayAfterItsEnd() {
        Session session = sessionWithRobin();
        clinic.gate().answer(session.id(), robin, Samples.completeForm(), true);
        assertThat(clinic.gate().read(fixture.counselor, session.id(), robin)).isPresent();
        assertThat(clinic.gate().read(fixture.supervisor, session.id(), robin)).isPresent();
        isProblem(Code.NOT_ALLOWED, () -> clinic.gate().read(fixture.peer, session.id(), robin));
        Caller other = fixture.caller("other", StaffRole.COUNSELOR);
        isProblem(Code.NOT_ALLOWED, () -> clinic.gate().read(other, session.id(), robin));
        fixture.at("2026-03-03T21:00:00Z");
        assertThat(clinic.gate().read(fixture.counselor, session.id(), robin)).isPresent();
        fixture.at("2026-03-03T21:00:01Z");
        isProblem(Code.CLOSED, () -> clinic.gate().read(fixture.counselor, session.id(), robin));
    }

    @Test
    void aStateThatDoesNotExistIsRefused() {
        isProblem(
                Code.BAD_VALUE,
                () ->
                        new GateForm(
                                "", "ZZ", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aConflictPairIsOfTwoKnownParticipants() {
        PersonId alex = fixture.participant("alex");
        clinic.conflicts().put(fixture.counselor, new ConflictPair(robin, alex, "note"));
        assertThat(clinic.conflicts().list(fixture.supervisor)).hasSize(1);
        isProblem(
                Code.NOT_FOUND,
                () -> clinic.conflicts().put(fixture.counselor, new ConflictPair(robin, new PersonId("x"), "")));
        isProblem(Code.BAD_VALUE, () -> new ConflictPair(robin, robin, ""));
        clinic.conflicts().remove(fixture.counselor, alex, robin);
        assertThat(clinic.conflicts().list(fixture.supervisor)).isEmpty();
    }

    private Session sessionWithRobin() {
        return clinic.schedule()
                .add(
                        fixture.counselor,
                        Samples.plan(
                                millis("2026-03-02T20:00:00Z"),
                                own(fixture.counselor.person().value(), Role.FACILITATOR),
                                own(fixture.peer.person().value(), Role.PEER_MENTOR),
                                own(robin.value(), Role.PARTICIPANT)));
    }
}
