package org.evenkeel.room;

import java.util.List;
import java.util.Optional;

/**
 * What happened in a room. Events of released versions never change their meaning: old logs must fold to the same
 * state. {@link Fact}s among them also go to the attendance ledger.
 */
public sealed interface RoomEvent {

    /** An event that attendance is computed from; it goes to the SQL ledger as it is. */
    sealed interface Fact extends RoomEvent {}

    // --- the session ---

    record RoomPrepared(RoomSettings settings) implements Fact {}

    record SessionStarted(MemberId by) implements Fact {}

    /**
     * @param by who, when it was staff
     */
    record SessionEnded(EndReason reason, Optional<MemberId> by) implements Fact {}

    record SessionReopened(MemberId by) implements Fact {}

    // --- coming and going ---

    /** A person is in this session for the first time. */
    record Entered(MemberId member, PersonId person, Role role, boolean credentialed, Expected expected)
            implements Fact {}

    /**
     * A socket has the seat.
     *
     * @param generation rises with each attach of this member
     * @param fresh a new page (starts muted, camera off) rather than the same page on a new socket
     */
    record Attached(
            MemberId member, ConnectionId connection, ClientId client, NodeId node, int generation, boolean fresh)
            implements Fact {}

    /**
     * @param effectiveAt the last sign of life, milliseconds UTC; may lie before the entry's time
     */
    record ConnectionLost(MemberId member, ConnectionId connection, long effectiveAt, LeaveReason reason)
            implements Fact {}

    /** The loss was an error of judgement: the connection was there all the time. */
    record ConnectionConfirmed(MemberId member, ConnectionId connection) implements Fact {}

    record Left(MemberId member, LeaveReason reason) implements Fact {}

    // --- the waiting room ---

    record GatePassed(MemberId member, GateFlags flags) implements RoomEvent {}

    /**
     * @param by who, or nobody for roles that pass the waiting room
     */
    record Admitted(MemberId member, Optional<MemberId> by) implements Fact {}

    record NotNowSaid(MemberId member, MemberId by) implements RoomEvent {}

    record Declined(MemberId member, MemberId by) implements Fact {}

    record DeclineUndone(MemberId member, MemberId by) implements Fact {}

    record SentBack(MemberId member, MemberId by) implements Fact {}

    /** Came back after a removal that allowed it. */
    record CameBack(MemberId member) implements RoomEvent {}

    // --- hands ---

    /**
     * @param order larger is later
     */
    record HandRaised(MemberId member, long order) implements RoomEvent {}

    record HandLowered(MemberId member, MemberId by) implements RoomEvent {}

    record HandsLowered(MemberId by) implements RoomEvent {}

    record HandsRestored(MemberId by) implements RoomEvent {}

    // --- voice and picture ---

    record MicrophoneSet(MemberId member, boolean on) implements RoomEvent {}

    record CameraSet(MemberId member, boolean on) implements RoomEvent {}

    record MutedByStaff(MemberId member, MemberId by) implements RoomEvent {}

    record AllMuted(MemberId by) implements RoomEvent {}

    record SpeakingLocked(MemberId member, MemberId by) implements RoomEvent {}

    record SpeakingUnlocked(MemberId member, MemberId by) implements RoomEvent {}

    record SpeakingLockedForAll(MemberId by) implements RoomEvent {}

    record SpeakingUnlockedForAll(MemberId by) implements RoomEvent {}

    /** The person may switch it on again. */
    record CameraStopped(MemberId member, MemberId by) implements RoomEvent {}

    // --- the one screen of a room ---

    /** Off also gives an unused invitation back. */
    record ScreenSet(MemberId member, boolean on) implements RoomEvent {}

    /** He alone is invited now. */
    record ScreenInvited(MemberId member, MemberId by) implements RoomEvent {}

    /** His sharing or his invitation was ended by staff. */
    record ScreenStopped(MemberId member, MemberId by) implements RoomEvent {}

    // --- order in the room ---

    record RoomLocked(MemberId by) implements RoomEvent {}

    record RoomUnlocked(MemberId by) implements RoomEvent {}

    record Removed(MemberId member, RemovalKind kind, RemovalReason reason, MemberId by) implements Fact {}

    record RemovalUndone(MemberId member, MemberId by) implements Fact {}

    /**
     * @param acting took over because the lead dropped
     * @param by who gave it, or nobody when the server did
     */
    record LeadGiven(MemberId member, boolean acting, Optional<MemberId> by) implements RoomEvent {}

    record BreakStarted(MemberId by) implements Fact {}

    record BreakEnded(MemberId by) implements Fact {}

    /**
     * @param deadline milliseconds UTC: a deadline, not a duration, so that all clients agree
     */
    record TimerStarted(String id, long deadline, MemberId by) implements RoomEvent {}

    record TimerStopped(String id, MemberId by) implements RoomEvent {}

    record TimerFinished(String id) implements RoomEvent {}

    // --- words ---

    record RoomMessage(MemberId from, String text) implements RoomEvent {}

    record NoteToStaff(MemberId from, String text) implements RoomEvent {}

    record StaffMessage(MemberId from, String text) implements RoomEvent {}

    record LineToMember(MemberId member, MemberId from, String text) implements RoomEvent {}

    record LineToWaiting(MemberId from, String text) implements RoomEvent {}

    // --- support ---

    record SupportAsked(MemberId member) implements RoomEvent {}

    record SupportSeen(MemberId member, MemberId by) implements RoomEvent {}

    /** His privacy broke: muted, camera off, and he gets nothing of the others. */
    record ShieldRaised(MemberId member) implements RoomEvent {}

    record ShieldLowered(MemberId member) implements RoomEvent {}

    /** Both talk apart from the group: for either of them this is no time with the group. */
    record SteppedAside(MemberId member, MemberId staff) implements Fact {}

    /**
     * Both are with the group again, or one of them is out. The end of the session ends it too, without this.
     *
     * @param by who, or nobody when it followed from one of them going
     */
    record AsideEnded(MemberId member, MemberId staff, Optional<MemberId> by) implements Fact {}

    // --- staff gone ---

    /** The last qualified staff connection is gone. */
    record StaffGone(long since) implements Fact {}

    record StaffBack() implements Fact {}

    record MutedForStaffGone() implements RoomEvent {}

    /** Everybody not staff is in the waiting room again, not removed. */
    record ParkedForStaffGone(List<MemberId> members) implements Fact {
        public ParkedForStaffGone {
            members = List.copyOf(members);
        }
    }
}
