package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.Samples.own;
import static org.evenkeel.program.Samples.person;
import static org.evenkeel.program.Samples.session;
import static org.evenkeel.program.Samples.slot;

import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What every implementation of the ports for settings, staff, participants, groups, sessions, gate answers and
 * conflicts must do: one suite a port.
 */
public abstract class ProgramContracts extends EmergencyContracts {

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
        void theNewestOfAPersonAreFoundWhicheverSessionTheyAreFor() {
            var gate = stores().gate();
            for (int at : List.of(10, 30, 20)) {
                gate.append(new GateAnswers(new SessionId("s" + at), person("p"), GateForm.blank(), "1", false, at));
            }
            var last = new GateAnswers(new SessionId("s30"), person("p"), Samples.completeForm(), "1", true, 30);
            gate.append(last);
            gate.append(new GateAnswers(new SessionId("s30"), person("q"), GateForm.blank(), "1", false, 40));
            assertThat(gate.newest(person("p"), 3)).extracting(GateAnswers::answeredAt).containsExactly(30L, 30L, 20L);
            assertThat(gate.newest(person("p"), 3).getFirst()).isEqualTo(last);
            assertThat(gate.newest(person("r"), 3)).isEmpty();
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
}
