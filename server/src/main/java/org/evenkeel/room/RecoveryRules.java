package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.Recover;
import org.evenkeel.room.RoomEvent.*;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts one lost entry in again, as far as it still fits what happened since. What staff decided (admitted, removed,
 * locked, muted) and what was written holds; a socket that was attached then does not take the seat from one of now,
 * and no microphone, camera or screen goes on again: the page of now may be another one, and only the person switches
 * it on. Who hid stays hidden for the same reason, and two who talked apart go on doing so while both are there.
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
            case ScreenSet e -> !e.on();
            case ScreenInvited e -> open(state, e.member()).filter(m -> m.screen().isEmpty()).isPresent();
            case ShieldRaised e -> guided(state, e.member()).filter(m -> !m.shielded()).isPresent();
            case ShieldLowered _ -> false;
            case SteppedAside e ->
                    open(state, e.member()).isPresent()
                            && member(state, e.staff())
                                    .filter(m -> m.inRoom() && m.role().isStaff() && m.aside().isEmpty())
                                    .isPresent();
            case AsideEnded e ->
                    member(state, e.member())
                            .flatMap(Member::aside)
                            .filter(aside -> aside.staff().equals(e.staff()))
                            .isPresent();
            case HandLowered _, HandsLowered _, HandsRestored _ -> true;
            case MutedByStaff _, AllMuted _, SpeakingLocked _, SpeakingUnlocked _ -> true;
            case CameraStopped _, ScreenStopped _ -> true;
            case SpeakingLockedForAll _, SpeakingUnlockedForAll _, RoomLocked _, RoomUnlocked _ -> true;
            case RoomMessage _, NoteToStaff _, StaffMessage _, LineToMember _, LineToWaiting _ -> true;
            case SupportAsked _, SupportSeen _ -> true;
        };
    }

    private static Optional<Member> member(RoomState state, MemberId id) {
        return state.member(id);
    }

    /** One who is with the group and hides from nobody. */
    private static Optional<Member> open(RoomState state, MemberId id) {
        return guided(state, id).filter(m -> m.aside().isEmpty() && !m.shielded());
    }

    /** A participant or guest who is in the room. */
    private static Optional<Member> guided(RoomState state, MemberId id) {
        return member(state, id).filter(m -> m.inRoom() && EventFold.isModerated(m));
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
