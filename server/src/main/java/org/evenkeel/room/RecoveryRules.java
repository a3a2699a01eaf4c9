package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.Recover;
import org.evenkeel.room.RoomEvent.Admitted;
import org.evenkeel.room.RoomEvent.AllMuted;
import org.evenkeel.room.RoomEvent.Attached;
import org.evenkeel.room.RoomEvent.BreakEnded;
import org.evenkeel.room.RoomEvent.BreakStarted;
import org.evenkeel.room.RoomEvent.CameBack;
import org.evenkeel.room.RoomEvent.CameraSet;
import org.evenkeel.room.RoomEvent.ConnectionConfirmed;
import org.evenkeel.room.RoomEvent.ConnectionLost;
import org.evenkeel.room.RoomEvent.DeclineUndone;
import org.evenkeel.room.RoomEvent.Declined;
import org.evenkeel.room.RoomEvent.Entered;
import org.evenkeel.room.RoomEvent.GatePassed;
import org.evenkeel.room.RoomEvent.HandLowered;
import org.evenkeel.room.RoomEvent.HandRaised;
import org.evenkeel.room.RoomEvent.HandsLowered;
import org.evenkeel.room.RoomEvent.HandsRestored;
import org.evenkeel.room.RoomEvent.LeadGiven;
import org.evenkeel.room.RoomEvent.Left;
import org.evenkeel.room.RoomEvent.LineToMember;
import org.evenkeel.room.RoomEvent.LineToWaiting;
import org.evenkeel.room.RoomEvent.MicrophoneSet;
import org.evenkeel.room.RoomEvent.MutedByStaff;
import org.evenkeel.room.RoomEvent.MutedForStaffGone;
import org.evenkeel.room.RoomEvent.NotNowSaid;
import org.evenkeel.room.RoomEvent.NoteToStaff;
import org.evenkeel.room.RoomEvent.ParkedForStaffGone;
import org.evenkeel.room.RoomEvent.RemovalUndone;
import org.evenkeel.room.RoomEvent.Removed;
import org.evenkeel.room.RoomEvent.RoomLocked;
import org.evenkeel.room.RoomEvent.RoomMessage;
import org.evenkeel.room.RoomEvent.RoomPrepared;
import org.evenkeel.room.RoomEvent.RoomUnlocked;
import org.evenkeel.room.RoomEvent.SentBack;
import org.evenkeel.room.RoomEvent.SessionEnded;
import org.evenkeel.room.RoomEvent.SessionReopened;
import org.evenkeel.room.RoomEvent.SessionStarted;
import org.evenkeel.room.RoomEvent.SpeakingLocked;
import org.evenkeel.room.RoomEvent.SpeakingLockedForAll;
import org.evenkeel.room.RoomEvent.SpeakingUnlocked;
import org.evenkeel.room.RoomEvent.SpeakingUnlockedForAll;
import org.evenkeel.room.RoomEvent.StaffBack;
import org.evenkeel.room.RoomEvent.StaffGone;
import org.evenkeel.room.RoomEvent.StaffMessage;
import org.evenkeel.room.RoomEvent.SupportAsked;
import org.evenkeel.room.RoomEvent.SupportSeen;
import org.evenkeel.room.RoomEvent.TimerFinished;
import org.evenkeel.room.RoomEvent.TimerStarted;
import org.evenkeel.room.RoomEvent.TimerStopped;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts one lost entry in again, as far as it still fits what happened since. What staff decided (admitted, removed,
 * locked, muted) and what was written holds; a socket that was attached then does not take the seat from one of now,
 * and no microphone or camera goes on again: the page of now may be another one, and only the person switches it on.
 */
final class RecoveryRules {

    private RecoveryRules() {}

    static Outcome recover(RoomState state, Recover command, long at) {
        var fitting = new ArrayList<RoomEvent>();
        var now = state;
        for (var event : command.events()) {
            if (fits(now, event)) {
                fitting.add(event);
                now = now.foresee(List.of(event), at);
            }
        }
        return Outcome.yes(fitting);
    }

    private static boolean fits(RoomState state, RoomEvent event) {
        return switch (event) {
            case RoomPrepared _ -> state.phase() == Phase.ABSENT;
            case SessionStarted _ -> state.phase() == Phase.PREPARED;
            case SessionEnded _ -> state.phase() == Phase.STARTED || state.phase() == Phase.PREPARED;
            case SessionReopened _ -> state.phase() == Phase.ENDED;
            case Entered e -> state.member(e.member()).isEmpty();
            case Attached e ->
                    member(state, e.member())
                            .filter(m -> m.presence() == Presence.LEFT && e.generation() > m.generation())
                            .filter(m -> mayBeHere(state, m))
                            .isPresent();
            case ConnectionLost e ->
                    member(state, e.member())
                            .filter(m -> m.holds(e.connection()) && m.presence() == Presence.CONNECTED)
                            .isPresent();
            case ConnectionConfirmed e ->
                    member(state, e.member())
                            .filter(m -> m.holds(e.connection()) && m.presence() == Presence.RECONNECTING)
                            .isPresent();
            case Left e -> member(state, e.member()).filter(m -> m.presence() == Presence.RECONNECTING).isPresent();
            case GatePassed e -> member(state, e.member()).filter(m -> m.gate().isEmpty()).isPresent();
            case Admitted e -> member(state, e.member()).filter(m -> m.standing() == Standing.WAITING).isPresent();
            case NotNowSaid e -> member(state, e.member()).filter(Member::waiting).isPresent();
            case Declined e -> member(state, e.member()).filter(m -> m.standing() == Standing.WAITING).isPresent();
            case DeclineUndone e ->
                    member(state, e.member()).filter(m -> m.standing() == Standing.DECLINED).isPresent();
            case SentBack e -> member(state, e.member()).filter(Member::inRoom).isPresent();
            case CameBack e -> member(state, e.member()).filter(m -> m.standing() == Standing.REMOVED).isPresent();
            case Removed e -> member(state, e.member()).filter(m -> m.standing() != Standing.BARRED).isPresent();
            case RemovalUndone e ->
                    member(state, e.member())
                            .filter(m -> m.standing() == Standing.BARRED || m.standing() == Standing.REMOVED)
                            .isPresent();
            case HandRaised e -> member(state, e.member()).filter(m -> m.inRoom() && m.hand().isEmpty()).isPresent();
            case ParkedForStaffGone _, StaffGone _, StaffBack _, MutedForStaffGone _ -> false;
            case TimerStarted e ->
                    state.timer().isEmpty() && state.phase() == Phase.STARTED && e.deadline() > state.lastAt();
            case TimerStopped e -> isRunning(state, e.id());
            case TimerFinished e -> isRunning(state, e.id());
            case BreakStarted _ -> state.breakSince().isEmpty() && state.phase() == Phase.STARTED;
            case BreakEnded _ -> state.breakSince().isPresent();
            case LeadGiven e -> member(state, e.member()).filter(m -> Consequences.mayLead(state, m)).isPresent();
            case MicrophoneSet e -> !e.on();
            case CameraSet e -> !e.on();
            case HandLowered _, HandsLowered _, HandsRestored _ -> true;
            case MutedByStaff _, AllMuted _, SpeakingLocked _, SpeakingUnlocked _ -> true;
            case SpeakingLockedForAll _, SpeakingUnlockedForAll _, RoomLocked _, RoomUnlocked _ -> true;
            case RoomMessage _, NoteToStaff _, StaffMessage _, LineToMember _, LineToWaiting _ -> true;
            case SupportAsked _, SupportSeen _ -> true;
        };
    }

    private static Optional<Member> member(RoomState state, MemberId id) {
        return state.member(id);
    }

    /** An ended room has no members any more, and who was put out meanwhile stays out. */
    private static boolean mayBeHere(RoomState state, Member member) {
        return switch (member.standing()) {
            case WAITING, ADMITTED -> state.phase() != Phase.ENDED || member.role().isStaff();
            case DECLINED, REMOVED, BARRED -> false;
        };
    }

    private static boolean isRunning(RoomState state, String timer) {
        return state.timer().filter(running -> running.id().equals(timer)).isPresent();
    }
}
