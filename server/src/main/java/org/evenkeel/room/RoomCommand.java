package org.evenkeel.room;

import java.util.List;

/** Everything that can be asked of a room. Who may ask is in {@link Rights}; what then happens in {@link RoomRules}. */
public sealed interface RoomCommand {

    // --- the session ---

    /** First command of every log: the room exists from here on. */
    record Prepare(RoomSettings settings) implements RoomCommand {}

    /** Opens the room: the actual start. Needs qualified staff. */
    record Start() implements RoomCommand {}

    /** Ends the session for everybody. */
    record End() implements RoomCommand {}

    /** Opens an ended session again: attendance is appended to, never rewritten. */
    record Reopen() implements RoomCommand {}

    // --- coming and going ---

    /**
     * A new page of an authenticated person; the newest wins the seat. Starts muted with the camera off.
     *
     * @param expected how staff see him against the roster
     */
    record Enter(
            MemberId member,
            PersonId person,
            Role role,
            boolean credentialed,
            Expected expected,
            ConnectionId connection,
            ClientId client,
            NodeId node)
            implements RoomCommand {}

    /**
     * The same page on a new socket: keeps what it had. A connection's id is the hash of its resume token, so the log
     * itself says which tokens are good; a removal takes the seat and with it every token.
     *
     * @param presented the connection whose token the page showed
     * @param connection the new one
     */
    record Resume(MemberId member, ConnectionId presented, ConnectionId connection, NodeId node)
            implements RoomCommand {}

    /** The person goes, by his own act ({@code STEPPED_OUT}) or by closing the page ({@code CLOSED}). */
    record Leave(ConnectionId connection, LeaveReason reason) implements RoomCommand {}

    /**
     * A socket died. Refused when a newer connection has the seat.
     *
     * @param effectiveAt last sign of life, milliseconds UTC; never before the connection's attach
     */
    record LoseConnection(MemberId member, ConnectionId connection, long effectiveAt, LeaveReason reason)
            implements RoomCommand {}

    /** A live node found its own member declared lost: the interval since is restored. */
    record ConfirmConnection(MemberId member, ConnectionId connection) implements RoomCommand {}

    /** The grace time of a lost connection passed. */
    record GraceOver(MemberId member, ConnectionId connection) implements RoomCommand {}

    // --- the waiting room ---

    /** The person answered the gate questions. */
    record PassGate(GateFlags flags) implements RoomCommand {}

    record Admit(MemberId member) implements RoomCommand {}

    /**
     * Admits all who are expected today and of whom nothing is to be asked first; the others stay.
     *
     * @param apart who must not meet whom, as the clinic says at this moment
     */
    record AdmitAllExpected(KeptApart apart) implements RoomCommand {

        /** For a clinic in which everybody may meet everybody. */
        public AdmitAllExpected() {
            this(KeptApart.NOBODY);
        }
    }

    record NotNow(MemberId member) implements RoomCommand {}

    record Decline(MemberId member) implements RoomCommand {}

    record UndoDecline(MemberId member) implements RoomCommand {}

    /** Puts a member back into the waiting room; the seat is kept. */
    record SendBack(MemberId member) implements RoomCommand {}

    // --- hands ---

    record RaiseHand() implements RoomCommand {}

    /** One's own hand, or (staff) another's. */
    record LowerHand(MemberId member) implements RoomCommand {}

    record LowerAllHands() implements RoomCommand {}

    /** Undoes the last lowering of all hands, within the undo time. */
    record RestoreHands() implements RoomCommand {}

    // --- voice and picture (room state here; the media plane enforces it) ---

    /** One's own microphone. Nobody else can switch it on. */
    record SetMicrophone(boolean on) implements RoomCommand {}

    record SetCamera(boolean on) implements RoomCommand {}

    /** Mute now: the person may unmute himself. */
    record Mute(MemberId member) implements RoomCommand {}

    /** Mutes all participants and guests. */
    record MuteAll() implements RoomCommand {}

    /** Mute and keep muted: the person may not unmute himself. */
    record LockSpeaking(MemberId member) implements RoomCommand {}

    /** Takes the lock away; the person stays muted until he acts. */
    record UnlockSpeaking(MemberId member) implements RoomCommand {}

    record LockSpeakingForAll() implements RoomCommand {}

    record UnlockSpeakingForAll() implements RoomCommand {}

    /** Switches another's camera off; the person may switch it on again. */
    record StopCamera(MemberId member) implements RoomCommand {}

    // --- the one screen of a room ---

    /** One's own screen: staff at any time, a participant once after an invitation. */
    record SetScreen(boolean on) implements RoomCommand {}

    /** Lets one participant share his screen; an earlier invitation that was not used ends. */
    record InviteScreen(MemberId member) implements RoomCommand {}

    /** Ends another's sharing, or takes his invitation back. */
    record StopScreen(MemberId member) implements RoomCommand {}

    // --- order in the room ---

    record LockRoom() implements RoomCommand {}

    record UnlockRoom() implements RoomCommand {}

    record Remove(MemberId member, RemovalKind kind, RemovalReason reason) implements RoomCommand {}

    record UndoRemove(MemberId member) implements RoomCommand {}

    /** Gives the lead to another qualified staff member. */
    record HandOverLead(MemberId member) implements RoomCommand {}

    /** A qualified staff member takes the lead that nobody present holds. */
    record TakeLead() implements RoomCommand {}

    record StartBreak() implements RoomCommand {}

    record EndBreak() implements RoomCommand {}

    /**
     * @param durationMillis 5 s to 4 h
     */
    record StartTimer(long durationMillis) implements RoomCommand {}

    record StopTimer() implements RoomCommand {}

    // --- words ---

    /** To everybody in the room, where the group allows it. */
    record SayInRoom(String text) implements RoomCommand {}

    /** From a member or a waiting person to staff only. */
    record WriteToStaff(String text) implements RoomCommand {}

    /** Among staff. */
    record SayToStaff(String text) implements RoomCommand {}

    /** From staff to one person, waiting or in the room. */
    record WriteToMember(MemberId member, String text) implements RoomCommand {}

    /** From staff to all who wait. */
    record WriteToWaiting(String text) implements RoomCommand {}

    // --- support ---

    /** "I need support": quiet; alerts staff. */
    record AskForSupport() implements RoomCommand {}

    record SupportSeen(MemberId member) implements RoomCommand {}

    /** A participant's privacy broke, somebody came in: nothing of him goes out and nothing of the others comes in. */
    record Shield() implements RoomCommand {}

    /** He is alone again. Microphone and camera stay off until he acts. */
    record LowerShield() implements RoomCommand {}

    /** One staff member and this participant talk apart while the group goes on. */
    record StepAside(MemberId member) implements RoomCommand {}

    /**
     * Back to the group: by either of the two, or by other staff.
     *
     * @param member the participant of the two
     */
    record EndAside(MemberId member) implements RoomCommand {}

    // --- the server's own ---

    /**
     * @param id the timer's id, so that a late or second tick does nothing
     */
    record TimerOver(String id) implements RoomCommand {}

    /** Nobody qualified has been there for the muting time since {@code since}. */
    record MuteForStaffGone(long since) implements RoomCommand {}

    /** Nobody qualified has been there for the parking time since {@code since}. */
    record ParkForStaffGone(long since) implements RoomCommand {}

    /** The session's overdue time passed. */
    record EndOverdue() implements RoomCommand {}

    /**
     * A node came back with history that Redis had lost: one of its entries is put in again where it still fits.
     *
     * @param at when it first happened
     * @param events what had happened
     */
    record Recover(long at, List<RoomEvent> events) implements RoomCommand {
        public Recover {
            events = List.copyOf(events);
        }
    }
}
