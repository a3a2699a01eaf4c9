package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.evenkeel.program.Samples.own;
import static org.evenkeel.program.Samples.participant;
import static org.evenkeel.program.Samples.person;
import static org.evenkeel.program.Samples.session;
import static org.evenkeel.program.Samples.slot;
import static org.evenkeel.program.Samples.staff;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What every implementation of the program's ports must do: one suite a port. */
public abstract class ProgramContracts {

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

    @Nested
    class GroupContract {

        private final GroupDetails details =
                new GroupDetails(
                        "Evening group",
                        RoomKind.SUPPORT,
                        Samples.NEW_YORK,
                        List.of(slot(DayOfWeek.TUESDAY, "18:00", 90), slot(DayOfWeek.MONDAY, "09:30", 45)),
                        Map.of(person("s"), Role.MODERATOR, person("t"), Role.OBSERVER),
                        Set.of(person("p"), person("q")),
                        Samples.everyOverride());

        @Test
        void slotsLeadersRosterAndPolicyAreReadBack() {
            var kept = stores().groups().save(new Group(new GroupId("g"), details, true, 0));
            var other = stores().groups().save(new Group(new GroupId("h"), details, false, 0).withoutRoster());
            assertThat(stores().groups().find(new GroupId("g"))).contains(kept);
            assertThat(stores().groups().all()).containsExactlyInAnyOrder(kept, other);
            assertThat(stores().groups().find(new GroupId("x"))).isEmpty();
        }

        @Test
        void aChangeReplacesTheWholeAndAnOldVersionIsAConflict() {
            var first = stores().groups().save(new Group(new GroupId("g"), details, true, 0));
            var changed = first.with(Samples.groupDetails(List.of(), Map.of(person("u"), Role.FACILITATOR), Set.of()));
            var second = stores().groups().save(changed);
            assertThat(stores().groups().find(new GroupId("g"))).contains(second);
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().groups().save(first));
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().groups().save(first.at(0)));
        }
    }

    @Nested
    class SessionContract {

        private final Occurrence occurrence =
                new Occurrence(new GroupId("g"), LocalDate.parse("2026-03-10"), LocalTime.parse("18:00"));

        private Session ofGroup(String id) {
            return new Session(
                    new SessionId(id),
                    Optional.of(occurrence),
                    Samples.plan(1_000, own("s", Role.FACILITATOR), own("p", Role.PARTICIPANT)),
                    Session.Facts.none(),
                    0);
        }

        @Test
        void sessionsAreReadBackInTheOrderOfTheirStart() {
            var b = stores().sessions().addIfAbsent(session("b", 2_000, own("p", Role.PARTICIPANT)));
            var a = stores().sessions().addIfAbsent(session("a", 2_000));
            var c = stores().sessions().addIfAbsent(ofGroup("c"));
            stores().sessions().addIfAbsent(session("d", 3_000, own("p", Role.PARTICIPANT)));
            assertThat(stores().sessions().find(new SessionId("c"))).contains(c);
            assertThat(stores().sessions().startingBetween(1_000, 3_000)).containsExactly(c, a, b);
            assertThat(stores().sessions().startingBetween(1_000, 3_000, person("p"))).containsExactly(c, b);
            assertThat(stores().sessions().ofGroupEndingAfter(new GroupId("g"), 0)).containsExactly(c);
            assertThat(stores().sessions().ofGroupEndingAfter(new GroupId("g"), c.plan().end())).isEmpty();
        }

        @Test
        void anOccurrenceHasOneSessionHoweverManyMakeItAtOnce() throws Exception {
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Session>> made =
                        IntStream.range(0, 16)
                                .mapToObj(i -> many.submit(() -> stores().sessions().addIfAbsent(ofGroup("c" + i))))
                                .toList();
                Session first = made.getFirst().get();
                for (Future<Session> each : made) {
                    assertThat(each.get()).isEqualTo(first);
                }
            }
            assertThat(stores().sessions().startingBetween(0, 10_000)).hasSize(1);
        }

        @Test
        void aChangeReplacesPlanRosterAndFactsAndAnOldVersionIsAConflict() {
            var first = stores().sessions().addIfAbsent(ofGroup("c"));
            var changed =
                    first.with(Samples.plan(5_000, own("q", Role.PARTICIPANT)))
                            .with(
                                    new Session.Facts(
                                            OptionalLong.of(5_001),
                                            OptionalLong.of(6_000),
                                            Session.Cancellation.BY_SCHEDULE));
            var second = stores().sessions().save(changed);
            assertThat(second).isEqualTo(changed.at(2));
            assertThat(stores().sessions().find(first.id())).contains(second);
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().sessions().save(first));
            isProblem(ProgramProblem.Code.CONFLICT, () -> stores().sessions().save(session("none", 1).at(1)));
        }
    }

    @Nested
    class GateContract {

        @Test
        void recordsAreKeptInOrderAndTheLatestCounts() {
            var partial =
                    new GateForm("", "", "", Optional.empty(), Optional.of(false), Optional.empty(), Optional.empty());
            var first = new GateAnswers(new SessionId("s"), person("p"), partial, "1", false, 10);
            var second = new GateAnswers(new SessionId("s"), person("p"), Samples.completeForm(), "2", true, 20);
            var other = new GateAnswers(new SessionId("s"), person("q"), GateForm.blank(), "1", false, 20);
            List.of(first, second, other).forEach(stores().gate()::append);
            assertThat(stores().gate().history(first.session(), first.person())).containsExactly(first, second);
            assertThat(stores().gate().latest(first.session(), first.person())).contains(second);
            assertThat(stores().gate().latest(new SessionId("t"), first.person())).isEmpty();
        }

        @Test
        void answersGivenAtOnceAreAllKept() {
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 12)
                        .mapToObj(
                                i -> new GateAnswers(new SessionId("s"), person("p"), GateForm.blank(), "1", false, i))
                        .forEach(answers -> many.submit(() -> stores().gate().append(answers)));
            }
            assertThat(stores().gate().history(new SessionId("s"), person("p")))
                    .extracting(GateAnswers::answeredAt)
                    .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        }
    }

    @Nested
    class ConflictContract {

        @Test
        void aPairIsOnePairWhicheverIsNamedFirst() {
            stores().conflicts().put(new ConflictPair(person("b"), person("a"), "old"));
            var pair = new ConflictPair(person("a"), person("b"), "new");
            stores().conflicts().put(pair);
            assertThat(stores().conflicts().all()).containsExactly(pair);
            assertThat(stores().conflicts().of(person("a"))).containsExactly(pair);
            assertThat(stores().conflicts().of(person("b"))).containsExactly(pair);
            assertThat(stores().conflicts().of(person("c"))).isEmpty();
            stores().conflicts().remove(person("b"), person("a"));
            assertThat(stores().conflicts().all()).isEmpty();
        }
    }

    static void isProblem(ProgramProblem.Code code, ThrowingCallable act) {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(act)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
