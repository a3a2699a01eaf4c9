package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.ClinicFixture.millis;
import static org.evenkeel.program.PeopleContracts.isProblem;
import static org.evenkeel.program.Samples.own;
import static org.evenkeel.program.Samples.slot;

import org.evenkeel.room.Expected;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions are made from weekly slots, once each, at the right moment of every time zone, and follow their group. */
class ScheduleTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    private final ClinicFixture fixture = new ClinicFixture();
    private final Schedule schedule = fixture.clinic.schedule();
    private final PersonId robin = fixture.participant("robin");
    private final PersonId alex = fixture.participant("alex");
    private final GroupDetails evenings =
            Samples.groupDetails(
                    List.of(slot(DayOfWeek.MONDAY, "18:00", 90)),
                    Map.of(fixture.counselor.person(), Role.FACILITATOR),
                    Set.of(robin));

    private Group addGroup() {
        return fixture.clinic.groups().add(fixture.supervisor, evenings);
    }

    private Session only(LocalDate day) {
        assertThat(inNewYork(day)).hasSize(1);
        return inNewYork(day).getFirst();
    }

    private List<Session> inNewYork(LocalDate day) {
        long start = day.atStartOfDay(Samples.NEW_YORK).toInstant().toEpochMilli();
        return fixture.stores.sessions().startingBetween(start, start + Duration.ofHours(24).toMillis());
    }

    @Test
    void aSlotBecomesOneSessionHoweverOftenItIsAskedFor() {
        addGroup();
        schedule.ensure(MONDAY);
        schedule.ensure(MONDAY, MONDAY.plusDays(1));
        Session session = only(MONDAY);
        assertThat(session.plan().start()).isEqualTo(millis("2026-03-02T23:00:00Z"));
        assertThat(session.plan().end()).isEqualTo(millis("2026-03-03T00:30:00Z"));
        assertThat(session.plan().roster())
                .extracting(RosterEntry::person)
                .containsExactly(fixture.counselor.person(), robin);
        assertThat(session.plan().roomSettings().policy().cap()).isEqualTo(RoomKind.THERAPY.defaultCap());
    }

    @Test
    void theClockOnTheWallHoldsOverBothChangesOfTheYear() {
        WeeklySlot evening = slot(DayOfWeek.SUNDAY, "18:00", 90);
        assertThat(evening.startOn(LocalDate.parse("2026-03-01"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-03-01T23:00:00Z"));
        assertThat(evening.startOn(LocalDate.parse("2026-03-08"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-03-08T22:00:00Z"));
        assertThat(evening.startOn(LocalDate.parse("2026-11-01"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-11-01T23:00:00Z"));
    }

    @Test
    void aSkippedTimeMovesLaterAndATimeThatComesTwiceIsTheFirst() {
        WeeklySlot night = slot(DayOfWeek.SUNDAY, "02:30", 60);
        assertThat(night.startOn(LocalDate.parse("2026-03-08"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-03-08T07:30:00Z"));
        WeeklySlot twice = slot(DayOfWeek.SUNDAY, "01:30", 60);
        assertThat(twice.startOn(LocalDate.parse("2026-11-01"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-11-01T05:30:00Z"));
        assertThat(twice.endOn(LocalDate.parse("2026-11-01"), Samples.NEW_YORK))
                .isEqualTo(millis("2026-11-01T06:30:00Z"));
    }

    @Test
    void aSlotThatIsOverStaysWithoutASession() {
        fixture.at("2026-03-03T00:31:00Z");
        addGroup();
        schedule.ensure(MONDAY);
        assertThat(inNewYork(MONDAY)).isEmpty();
    }

    @Test
    void aGroupThatRunsNowGetsItsSessionWhenItIsAdded() {
        fixture.at("2026-03-02T23:30:00Z");
        addGroup();
        assertThat(only(MONDAY).open()).isTrue();
    }

    @Test
    void sessionsFollowTheRosterOfTheirGroupUntilTheyEnd() {
        Group group = addGroup();
        Session session = only(MONDAY);
        fixture.clinic
                .schedule()
                .change(fixture.supervisor, session.id(), session.version(), session.plan().with(withGuest(session)));
        schedule.recordStarted(session.id(), millis("2026-03-02T23:01:00Z"));
        GroupDetails changed =
                Samples.groupDetails(
                        evenings.slots(), Map.of(fixture.supervisor.person(), Role.FACILITATOR), Set.of(alex));
        Group second = fixture.clinic.groups().change(fixture.supervisor, group.id(), group.version(), changed);
        assertThat(only(MONDAY).plan().roster())
                .extracting(RosterEntry::person)
                .containsExactlyInAnyOrder(fixture.supervisor.person(), alex, fixture.peer.person());
        schedule.recordEnded(session.id(), millis("2026-03-03T00:30:00Z"));
        Session ended = only(MONDAY);
        fixture.clinic.groups().change(fixture.supervisor, group.id(), second.version(), evenings);
        assertThat(only(MONDAY)).isEqualTo(ended);
    }

    private List<RosterEntry> withGuest(Session session) {
        var entries = new ArrayList<>(session.plan().roster());
        entries.add(own(fixture.peer.person().value(), Role.OBSERVER));
        return entries;
    }

    @Test
    void aSlotThatGoesCancelsItsSessionAndOneThatComesBackRestoresIt() {
        Group group = addGroup();
        Session before = only(MONDAY);
        GroupDetails moved =
                Samples.groupDetails(
                        List.of(slot(DayOfWeek.MONDAY, "19:00", 60)), evenings.leaders(), evenings.roster());
        Group second = fixture.clinic.groups().change(fixture.supervisor, group.id(), group.version(), moved);
        assertThat(inNewYork(MONDAY))
                .extracting(session -> session.facts().cancellation())
                .containsExactly(Session.Cancellation.BY_SCHEDULE, Session.Cancellation.NONE);
        fixture.clinic.groups().change(fixture.supervisor, group.id(), second.version(), evenings);
        assertThat(inNewYork(MONDAY).getFirst().open()).isTrue();
        assertThat(inNewYork(MONDAY).getFirst().id()).isEqualTo(before.id());
        assertThat(inNewYork(MONDAY).getLast().facts().cancellation()).isEqualTo(Session.Cancellation.BY_SCHEDULE);
    }

    @Test
    void whatStaffCancelledStaysCancelled() {
        Group group = addGroup();
        Session session = only(MONDAY);
        schedule.cancel(fixture.counselor, session.id(), session.version());
        fixture.clinic.groups().change(fixture.supervisor, group.id(), group.version(), evenings);
        schedule.ensure(MONDAY);
        assertThat(only(MONDAY).facts().cancellation()).isEqualTo(Session.Cancellation.BY_STAFF);
        isProblem(
                ProgramProblem.Code.CLOSED,
                () -> schedule.cancel(fixture.counselor, session.id(), session.version() + 1));
    }

    @Test
    void aGroupThatStopsCancelsWhatIsToCome() {
        Group group = addGroup();
        Group stopped = fixture.clinic.groups().setActive(fixture.supervisor, group.id(), group.version(), false);
        assertThat(only(MONDAY).cancelled()).isTrue();
        fixture.clinic.groups().setActive(fixture.supervisor, group.id(), stopped.version(), true);
        assertThat(only(MONDAY).cancelled()).isFalse();
    }

    @Test
    void aDayIsADayOfTheProgramsTimeZone() {
        ClinicSettings utc = fixture.clinic.settings().current();
        fixture.clinic
                .settings()
                .change(
                        fixture.supervisor,
                        new ClinicSettings(
                                utc.name(),
                                false,
                                utc.neutralTitle(),
                                "",
                                "988",
                                Samples.NEW_YORK,
                                Language.EN,
                                utc.version()));
        Session late = schedule.add(fixture.counselor, Samples.plan(millis("2026-03-03T04:30:00Z")));
        assertThat(schedule.day(fixture.counselor, MONDAY)).containsExactly(late);
        assertThat(schedule.day(fixture.counselor, MONDAY.plusDays(1))).isEmpty();
        assertThat(schedule.today()).isEqualTo(MONDAY);
    }

    @Test
    void peerMentorsSeeTheSessionsTheyAreInAndNoOthers() {
        addGroup();
        Session own =
                schedule.add(
                        fixture.counselor,
                        Samples.plan(
                                millis("2026-03-02T20:00:00Z"), own(fixture.peer.person().value(), Role.PEER_MENTOR)));
        assertThat(schedule.day(fixture.peer, MONDAY)).containsExactly(own);
        assertThat(schedule.day(fixture.counselor, MONDAY)).hasSize(2);
        assertThat(schedule.get(fixture.peer, own.id())).isEqualTo(own);
        Session other = only(MONDAY.plusDays(7));
        isProblem(ProgramProblem.Code.NOT_FOUND, () -> schedule.get(fixture.peer, other.id()));
        isProblem(ProgramProblem.Code.NOT_ALLOWED, () -> schedule.day(fixture.itAdmin, MONDAY));
    }

    @Test
    void aPersonSeesWhatIsToComeAndNothingOfOthers() {
        addGroup();
        assertThat(schedule.upcoming(robin))
                .extracting(each -> each.plan().start())
                .containsExactly(millis("2026-03-02T23:00:00Z"), millis("2026-03-09T22:00:00Z"));
        assertThat(schedule.upcoming(alex)).isEmpty();
    }

    @Test
    void staffSeeWhetherAWaitingPersonIsExpectedHereElsewhereOrNowhere() {
        addGroup();
        Session here = only(MONDAY);
        schedule.add(
                fixture.counselor, Samples.plan(millis("2026-03-02T20:00:00Z"), own(alex.value(), Role.PARTICIPANT)));
        assertThat(schedule.expected(here.id(), robin)).isEqualTo(Expected.TODAY);
        assertThat(schedule.expected(here.id(), alex)).isEqualTo(Expected.OTHER_ROSTER);
        assertThat(schedule.expected(here.id(), Samples.person("stranger"))).isEqualTo(Expected.UNKNOWN);
    }

    @Test
    void theFirstStartAndTheLastEndAreKept() {
        Session session = schedule.add(fixture.counselor, Samples.plan(millis("2026-03-02T20:00:00Z")));
        schedule.recordStarted(session.id(), 100);
        schedule.recordStarted(session.id(), 200);
        schedule.recordEnded(session.id(), 300);
        schedule.recordReopened(session.id());
        assertThat(schedule.find(session.id()).orElseThrow().open()).isTrue();
        schedule.recordEnded(session.id(), 400);
        Session.Facts facts = schedule.find(session.id()).orElseThrow().facts();
        assertThat(facts.startedAt()).hasValue(100);
        assertThat(facts.endedAt()).hasValue(400);
    }

    @Test
    void onlyActivePeopleInRolesTheyMayHoldAreExpected() {
        isProblem(
                ProgramProblem.Code.BAD_VALUE,
                () ->
                        fixture.clinic
                                .groups()
                                .add(
                                        fixture.supervisor,
                                        Samples.groupDetails(
                                                List.of(), Map.of(fixture.peer.person(), Role.FACILITATOR), Set.of())));
        fixture.clinic.participants().deactivate(fixture.supervisor, alex, 1);
        isProblem(
                ProgramProblem.Code.INACTIVE,
                () ->
                        fixture.clinic
                                .groups()
                                .add(fixture.supervisor, Samples.groupDetails(List.of(), Map.of(), Set.of(alex))));
    }

    @Test
    void whoLeftDoesNotBlockAnotherChangeOfTheGroupAndIsNotExpectedAnyLonger() {
        Group group = addGroup();
        fixture.clinic.participants().deactivate(fixture.supervisor, robin, 1);
        fixture.clinic.groups().change(fixture.supervisor, group.id(), group.version(), evenings);
        assertThat(only(MONDAY).entryOf(robin)).isEmpty();
    }

    @Test
    void whatACrashLeftBetweenGroupAndSessionsIsMended() {
        Group group = addGroup();
        fixture.stores
                .groups()
                .save(group.with(Samples.groupDetails(evenings.slots(), evenings.leaders(), Set.of(alex))));
        assertThat(only(MONDAY).entryOf(alex)).isEmpty();
        schedule.reconcile();
        assertThat(only(MONDAY).entryOf(alex)).isPresent();
        assertThat(only(MONDAY).entryOf(robin)).isEmpty();
        long version = only(MONDAY).version();
        schedule.reconcile();
        assertThat(only(MONDAY).version()).isEqualTo(version);
    }
}
