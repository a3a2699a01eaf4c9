package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;

import java.util.List;

/** What is true of every room after every command. */
final class RoomInvariants {

    private RoomInvariants() {}

    static void hold(RoomState before, RandomRoom.Step step, RoomState after, List<RoomEntry> log) {
        assertThat(RoomRules.decide(before, step.submission())).as("decided twice").isEqualTo(step.decision());
        assertThat(fold(log)).as("the log folds to the state").isEqualTo(after);
        moves(before, step.decision(), after);
        after.members().values().forEach(member -> holds(after, member));
        leads(after);
        staffGap(after);
        PrivacyInvariants.hold(before, after);
        admissions(before, step, after);
        due(after, step.submission().at());
    }

    private static RoomState fold(List<RoomEntry> log) {
        var state = RoomState.empty(new SessionId("session"));
        for (var entry : log) {
            state = state.apply(entry);
        }
        return state;
    }

    private static void moves(RoomState before, Decision decision, RoomState after) {
        if (decision instanceof Decision.Accepted) {
            assertThat(after.seq()).as("an accepted command is one entry").isEqualTo(before.seq() + 1);
            assertThat(after.lastAt()).isGreaterThanOrEqualTo(before.lastAt());
        } else {
            assertThat(after).as("whatever is not accepted changes nothing").isSameAs(before);
        }
        before.members()
                .forEach(
                        (id, member) -> {
                            var now = after.member(id).orElseThrow();
                            assertThat(now.generation()).isGreaterThanOrEqualTo(member.generation());
                            assertThat(now.access()).isGreaterThanOrEqualTo(member.access());
                        });
        assertThat(after.members().values().stream().map(Member::person).distinct())
                .as("one person is one member")
                .hasSize(after.members().size());
    }

    private static void holds(RoomState state, Member member) {
        var who = member.id().value();
        assertThat(member.attachment().isPresent())
                .as("%s has a seat while not left", who)
                .isEqualTo(member.presence() != Presence.LEFT);
        if (!member.inRoom()) {
            assertThat(member.hand()).as("%s has no hand outside", who).isEmpty();
            assertThat(member.microphone() || member.camera()).as("%s is silent outside", who).isFalse();
        }
        boolean locked =
                member.speakingLocked()
                        || withGroup(member) && state.speakingLocked() && !member.role().passesWaitingRoom();
        assertThat(locked && member.microphone()).as("%s speaks while locked", who).isFalse();
        switch (member.standing()) {
            case BARRED, REMOVED, DECLINED -> assertThat(member.presence()).as(who).isEqualTo(Presence.LEFT);
            case ADMITTED ->
                    assertThat(member.wasAdmitted() && member.cause() == WaitingCause.ARRIVED).as(who).isTrue();
            case WAITING -> {}
        }
        if (state.phase() == Phase.ENDED && !member.role().isStaff()) {
            assertThat(member.presence()).as("%s is gone after the end", who).isEqualTo(Presence.LEFT);
        }
        member.applied().forEach(ring -> assertThat(ring.marks()).hasSizeLessThanOrEqualTo(Applied.KEPT));
    }

    private static boolean withGroup(Member member) {
        return member.aside().isEmpty();
    }

    private static void leads(RoomState state) {
        state.lead()
                .flatMap(lead -> state.member(lead.member()))
                .ifPresent(lead -> assertThat(lead.role().isStaff()).as("only staff leads").isTrue());
        boolean open = state.phase() == Phase.PREPARED || state.phase() == Phase.STARTED;
        if (open && state.qualifiedStaffConnected()) {
            var lead = state.lead().flatMap(now -> state.member(now.member())).orElseThrow();
            assertThat(state.qualified(lead) && lead.presence() == Presence.CONNECTED)
                    .as("somebody there leads")
                    .isTrue();
        }
    }

    private static void staffGap(RoomState state) {
        boolean missing = state.phase() == Phase.STARTED && !state.qualifiedStaffConnected();
        assertThat(state.staffGap().isPresent())
                .as("the gap is marked exactly while staff is missing")
                .isEqualTo(missing);
        if (state.parked()) {
            assertThat(state.inRoom().filter(member -> !member.role().passesWaitingRoom())).as("parked").isEmpty();
        }
    }

    /** Coming back with an old approval and recovered history may exceed the cap; admitting may not. */
    private static void admissions(RoomState before, RandomRoom.Step step, RoomState after) {
        boolean admitting =
                step.submission().command() instanceof Admit || step.submission().command() instanceof AdmitAllExpected;
        if (admitting && seats(after) > seats(before)) {
            assertThat(seats(after)).as("seats").isLessThanOrEqualTo(after.settings().policy().cap());
        }
    }

    private static long seats(RoomState state) {
        return state.inRoom().filter(member -> !member.role().passesWaitingRoom()).count();
    }

    /** Whatever is due can be done, and once it is done it is not due again: no node spins on a room. */
    private static void due(RoomState state, long at) {
        for (var command : Deadlines.due(state, at)) {
            var decision = RoomRules.decide(state, Submission.byServer(at, command));
            assertThat(decision).as("due: %s", command).isInstanceOf(Decision.Accepted.class);
            var events = ((Decision.Accepted) decision).events();
            assertThat(Deadlines.due(state.foresee(events, at), at)).as("done").doesNotContain(command);
        }
    }
}
