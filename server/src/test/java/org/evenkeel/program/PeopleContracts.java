package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.evenkeel.program.Samples.participant;
import static org.evenkeel.program.Samples.person;
import static org.evenkeel.program.Samples.staff;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every implementation of the ports for settings, staff and participants must do: one suite a port. */
abstract class PeopleContracts {

    /** Empty stores. */
    protected abstract ProgramStores stores();

    @Nested
    class SettingsContract {

        @Test
        void beforeTheFirstSaveTheSettingsAreNeutral() {
            assertThat(stores().settings().load()).isEqualTo(ClinicSettings.initial());
        }

        @Test
        void savedSettingsAreReadBackAtTheNextVersion() {
            var changed =
                    new ClinicSettings(
                            "Example Clinic",
                            true,
                            "Meeting",
                            "+1 555 0100",
                            "988",
                            ZoneId.of("America/Denver"),
                            Language.ES,
                            0);
            assertThat(stores().settings().save(changed)).isEqualTo(changed.at(1));
            assertThat(stores().settings().load()).isEqualTo(changed.at(1));
        }

        @Test
        void aChangeOfAnOldVersionIsAConflict() {
            var first = stores().settings().save(ClinicSettings.initial());
            stores().settings().save(first);
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().settings().save(first));
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().settings().save(ClinicSettings.initial()));
        }
    }

    @Nested
    class StaffContract {

        @Test
        void aMemberIsFoundByIdAndByLoginName() {
            var kept = stores().staff().save(staff("a", StaffRole.COUNSELOR, StaffRole.SUPERVISOR));
            assertThat(kept.version()).isEqualTo(1);
            assertThat(stores().staff().find(person("a"))).contains(kept);
            assertThat(stores().staff().byLoginName("login-a")).contains(kept);
            assertThat(stores().staff().byLoginName("login-b")).isEmpty();
            assertThat(stores().staff().find(person("b"))).isEmpty();
        }

        @Test
        void somebodyWithoutCredentialAndLicencesIsReadBack() {
            var details = new StaffDetails("x", "X Y", "X", Set.of(StaffRole.IT_ADMIN), "", false, Set.of());
            var kept = stores().staff().save(new StaffMember(person("x"), details, false, 0));
            assertThat(stores().staff().all()).containsExactly(kept);
        }

        @Test
        void aLoginNameBelongsToOnePerson() {
            stores().staff().save(staff("a", StaffRole.COUNSELOR));
            var other = new StaffMember(person("b"), staff("a", StaffRole.COUNSELOR).details(), true, 0);
            isProblem(ProgramProblem.Code.TAKEN, () -> stores().staff().save(other));
            var b = stores().staff().save(staff("b", StaffRole.COUNSELOR));
            isProblem(ProgramProblem.Code.TAKEN, () -> stores().staff().save(b.with(other.details())));
            assertThat(stores().staff().find(person("b"))).contains(b);
        }

        @Test
        void aChangeOfAnOldVersionIsAConflict() {
            var first = stores().staff().save(staff("a", StaffRole.COUNSELOR));
            var second = stores().staff().save(first.withActive(false));
            assertThat(second.version()).isEqualTo(2);
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().staff().save(first));
            isProblem(
                    ProgramProblem.Code.CONFLICT,
                    () -> stores().staff().save(staff("nobody", StaffRole.COUNSELOR).at(1)));
            assertThat(stores().staff().find(person("a"))).contains(second);
        }
    }

    @Nested
    class ParticipantContract {

        @Test
        void everythingTypedIsReadBack() {
            var full = stores().participants().save(participant("p"));
            var bare =
                    stores().participants()
                            .save(
                                    new Participant(
                                            person("q"),
                                            new ParticipantDetails(
                                                    "ref-q", "Ünal Ñandú", "Ü.", Language.EN, "", Optional.empty()),
                                            false,
                                            0));
            assertThat(stores().participants().find(person("p"))).contains(full);
            assertThat(stores().participants().all()).containsExactlyInAnyOrder(full, bare);
        }

        @Test
        void whomToCallCanBeTakenAwayAndGivenAgain() {
            var first = stores().participants().save(participant("p"));
            var with = first.details();
            var without =
                    new ParticipantDetails(
                            with.reference(),
                            with.fullName(),
                            with.displayName(),
                            with.language(),
                            with.phone(),
                            Optional.empty());
            var second = stores().participants().save(first.with(without));
            assertThat(stores().participants().find(person("p"))).contains(second);
            assertThat(second.details().emergencyContact()).isEmpty();
            var third = stores().participants().save(second.with(with));
            assertThat(stores().participants().find(person("p"))).contains(third);
            assertThat(third.details().emergencyContact()).isEqualTo(with.emergencyContact()).isPresent();
        }

        @Test
        void aReferenceBelongsToOnePerson() {
            stores().participants().save(participant("p"));
            var other = new Participant(person("q"), participant("p").details(), true, 0);
            isProblem(ProgramProblem.Code.TAKEN, () -> stores().participants().save(other));
        }

        @Test
        void aChangeOfAnOldVersionIsAConflict() {
            var first = stores().participants().save(participant("p"));
            stores().participants().save(first.withActive(false));
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().participants().save(first));
        }

        @Test
        void manyAreAddedTogetherOrNotAtAll() {
            stores().participants().save(participant("p"));
            var twice = new Participant(person("z"), participant("p").details(), true, 0);
            isProblem(
                    ProgramProblem.Code.TAKEN, () -> stores().participants().addAll(List.of(participant("q"), twice)));
            assertThat(stores().participants().find(person("q"))).isEmpty();
            var kept = stores().participants().addAll(List.of(participant("q"), participant("r")));
            assertThat(kept).extracting(Participant::version).containsExactly(1L, 1L);
            assertThat(stores().participants().all()).hasSize(3).containsAll(kept);
        }
    }

    static void isProblem(ProgramProblem.Code code, ThrowingCallable act) {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(act)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
