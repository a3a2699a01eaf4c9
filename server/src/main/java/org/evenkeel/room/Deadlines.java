package org.evenkeel.room;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a room must do at a time. Derived from the state alone, so that any node can do it, also one that never had a
 * member of the room; doing it twice is harmless.
 */
public final class Deadlines {

    private Deadlines() {}

    /**
     * One thing to do.
     *
     * @param at milliseconds UTC
     */
    public record Due(long at, RoomCommand command) {}

    /** When the next thing is due, milliseconds UTC; empty when nothing will be. */
    public static OptionalLong next(RoomState state) {
        return all(state).stream().mapToLong(Due::at).min();
    }

    /** What is due at this time. */
    public static List<RoomCommand> due(RoomState state, long now) {
        return all(state).stream().filter(due -> due.at() <= now).map(Due::command).toList();
    }

    private static List<Due> all(RoomState state) {
        var all = new ArrayList<Due>();
        for (var member : state.members().values()) {
            if (member.presence() == Presence.RECONNECTING) {
                member.attachment()
                        .ifPresent(
                                seat ->
                                        all.add(
                                                new Due(
                                                        graceEnd(state, member),
                                                        new RoomCommand.GraceOver(member.id(), seat.connection()))));
            }
        }
        if (state.phase() == Phase.PREPARED || state.phase() == Phase.STARTED) {
            all.add(new Due(state.overdueAt(), new RoomCommand.EndOverdue()));
        }
        state.timer().ifPresent(timer -> all.add(new Due(timer.deadline(), new RoomCommand.TimerOver(timer.id()))));
        state.staffGap().ifPresent(gap -> staffGap(state, gap, all));
        return all;
    }

    private static void staffGap(RoomState state, StaffGap gap, List<Due> all) {
        var policy = state.settings().policy();
        if (gap.step() == StaffGap.Step.NOTICED) {
            all.add(new Due(gap.since() + policy.muteAfterMillis(), new RoomCommand.MuteForStaffGone(gap.since())));
        }
        if (gap.step() != StaffGap.Step.PARKED) {
            all.add(new Due(gap.since() + policy.parkAfterMillis(), new RoomCommand.ParkForStaffGone(gap.since())));
        }
    }

    static long graceEnd(RoomState state, Member member) {
        return member.presenceSince() + state.settings().policy().graceMillis();
    }
}
