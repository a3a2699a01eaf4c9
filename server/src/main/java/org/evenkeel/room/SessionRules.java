package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.MuteForStaffGone;
import org.evenkeel.room.RoomCommand.ParkForStaffGone;
import org.evenkeel.room.RoomCommand.TimerOver;
import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.Optional;

/** Opening, leading, pausing and ending a session, and what happens when its staff are gone. */
final class SessionRules {

    private static final long SHORTEST_TIMER = 5_000;
    private static final long LONGEST_TIMER = 4 * 3_600_000L;

    private SessionRules() {}

    static Outcome start(Context c) {
        return switch (c.state().phase()) {
            case STARTED -> Outcome.no(RejectionCode.ALREADY_STARTED);
            case ABSENT, ENDED -> Outcome.no(RejectionCode.ENDED);
            case PREPARED ->
                    c.state().qualified(c.actor()) && c.actor().inRoom()
                            ? Outcome.yes(new RoomEvent.SessionStarted(c.by()))
                            : Outcome.no(RejectionCode.NOT_QUALIFIED);
        };
    }

    static Outcome end(Context c) {
        return switch (c.state().phase()) {
            case ENDED -> Outcome.nothing();
            case ABSENT, PREPARED -> Outcome.no(RejectionCode.NOT_STARTED);
            case STARTED ->
                    c.state().qualified(c.actor())
                            ? Outcome.yes(new RoomEvent.SessionEnded(EndReason.BY_STAFF, Optional.of(c.by())))
                            : Outcome.no(RejectionCode.NOT_QUALIFIED);
        };
    }

    static Outcome reopen(Context c) {
        if (c.state().phase() != Phase.ENDED) {
            return Outcome.no(RejectionCode.NOT_ENDED);
        }
        if (c.state().startedAt().isEmpty()) {
            return Outcome.no(RejectionCode.NOT_STARTED);
        }
        return c.state().qualified(c.actor()) && c.actor().inRoom()
                ? Outcome.yes(new RoomEvent.SessionReopened(c.by()))
                : Outcome.no(RejectionCode.NOT_QUALIFIED);
    }

    static Outcome endOverdue(RoomState state, long at) {
        if (state.phase() == Phase.ENDED || at < state.overdueAt()) {
            return Outcome.nothing();
        }
        var reason = state.phase() == Phase.STARTED ? EndReason.OVERDUE : EndReason.NOT_HELD;
        return Outcome.yes(new RoomEvent.SessionEnded(reason, Optional.empty()));
    }

    static Outcome lockRoom(Context c) {
        return c.state().locked() ? Outcome.nothing() : Outcome.yes(new RoomEvent.RoomLocked(c.by()));
    }

    static Outcome unlockRoom(Context c) {
        return c.state().locked() ? Outcome.yes(new RoomEvent.RoomUnlocked(c.by())) : Outcome.nothing();
    }

    /** Only to somebody qualified who is there; by the lead himself or by a facilitator. */
    static Outcome handOverLead(Context c, MemberId to) {
        var target = c.state().member(to);
        if (target.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        boolean entitled =
                leads(c.state(), c.by()) || c.actor().role() == Role.FACILITATOR || c.state().lead().isEmpty();
        if (!entitled) {
            return Outcome.no(RejectionCode.NOT_ALLOWED);
        }
        return giveLead(c, target.get());
    }

    static Outcome takeLead(Context c) {
        boolean held =
                c.state()
                        .lead()
                        .filter(lead -> !lead.acting())
                        .flatMap(lead -> c.state().member(lead.member()))
                        .filter(Consequences::present)
                        .filter(lead -> !lead.id().equals(c.by()))
                        .isPresent();
        return held ? Outcome.no(RejectionCode.NOT_ALLOWED) : giveLead(c, c.actor());
    }

    private static Outcome giveLead(Context c, Member to) {
        if (!to.role().isStaff()) {
            return Outcome.no(RejectionCode.STAFF_ONLY_TARGET);
        }
        if (!Consequences.present(to)) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        if (!c.state().qualified(to)) {
            return Outcome.no(RejectionCode.NOT_QUALIFIED);
        }
        boolean already = c.state().lead().equals(Optional.of(new Lead(to.id(), Optional.empty())));
        return already ? Outcome.nothing() : Outcome.yes(new RoomEvent.LeadGiven(to.id(), false, Optional.of(c.by())));
    }

    private static boolean leads(RoomState state, MemberId member) {
        return state.lead().filter(lead -> lead.member().equals(member)).isPresent();
    }

    static Outcome startBreak(Context c) {
        if (c.state().phase() != Phase.STARTED) {
            return Outcome.no(RejectionCode.NOT_STARTED);
        }
        return c.state().breakSince().isPresent() ? Outcome.nothing() : Outcome.yes(new RoomEvent.BreakStarted(c.by()));
    }

    static Outcome endBreak(Context c) {
        return c.state().breakSince().isPresent() ? Outcome.yes(new RoomEvent.BreakEnded(c.by())) : Outcome.nothing();
    }

    /** A new timer takes the place of a running one. */
    static Outcome startTimer(Context c, long durationMillis) {
        if (c.state().phase() != Phase.STARTED) {
            return Outcome.no(RejectionCode.NOT_STARTED);
        }
        if (durationMillis < SHORTEST_TIMER || durationMillis > LONGEST_TIMER) {
            return Outcome.no(RejectionCode.BAD_DURATION);
        }
        var id = "t" + (c.state().seq() + 1);
        return Outcome.yes(new RoomEvent.TimerStarted(id, c.at() + durationMillis, c.by()));
    }

    static Outcome stopTimer(Context c) {
        return c.state()
                .timer()
                .map(timer -> Outcome.yes(new RoomEvent.TimerStopped(timer.id(), c.by())))
                .orElse(Outcome.nothing());
    }

    static Outcome timerOver(RoomState state, TimerOver c, long at) {
        boolean due = state.timer().filter(timer -> timer.id().equals(c.id()) && at >= timer.deadline()).isPresent();
        return due ? Outcome.yes(new RoomEvent.TimerFinished(c.id())) : Outcome.nothing();
    }

    static Outcome muteForStaffGone(RoomState state, MuteForStaffGone c, long at) {
        boolean due =
                state.staffGap()
                        .filter(gap -> gap.since() == c.since() && gap.step() == StaffGap.Step.NOTICED)
                        .filter(gap -> at >= gap.since() + state.settings().policy().muteAfterMillis())
                        .isPresent();
        return due ? Outcome.yes(new RoomEvent.MutedForStaffGone()) : Outcome.nothing();
    }

    static Outcome parkForStaffGone(RoomState state, ParkForStaffGone c, long at) {
        boolean due =
                state.staffGap()
                        .filter(gap -> gap.since() == c.since() && gap.step() != StaffGap.Step.PARKED)
                        .filter(gap -> at >= gap.since() + state.settings().policy().parkAfterMillis())
                        .isPresent();
        if (!due) {
            return Outcome.nothing();
        }
        var events = new ArrayList<RoomEvent>();
        if (state.staffGap().filter(gap -> gap.step() == StaffGap.Step.NOTICED).isPresent()) {
            events.add(new RoomEvent.MutedForStaffGone());
        }
        events.add(
                new RoomEvent.ParkedForStaffGone(
                        state.inRoom().filter(EventFold::isModerated).map(Member::id).toList()));
        return Outcome.yes(events);
    }
}
