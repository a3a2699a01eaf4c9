package org.evenkeel.wire;

/**
 * What a client can ask of the room. Who may ask stands in the Rights table of the protocol document; length of texts
 * and durations are the room's to judge, so that a refusal carries the command's number and a sentence.
 */
public sealed interface ClientCommand {

    @Meaning("Open the room. Needs qualified staff.")
    record Start() implements ClientCommand {}

    @Meaning("End the session for everybody.")
    record End() implements ClientCommand {}

    @Meaning("Open an ended session again.")
    record Reopen() implements ClientCommand {}

    @Meaning("Leave by one's own act.")
    record Leave() implements ClientCommand {}

    @Meaning("Let one waiting person in.")
    record Admit(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Let all in who are expected today and whose gate is clear.")
    record AdmitAllExpected() implements ClientCommand {}

    @Meaning("Leave somebody waiting without ringing again.")
    record NotNow(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Refuse a waiting person for this session.")
    record Decline(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Take a refusal back: the person waits again.")
    record UndoDecline(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Put a member back into the waiting room; the seat is kept.")
    record SendBack(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Raise one's own hand.")
    record RaiseHand() implements ClientCommand {}

    @Meaning("Lower a hand: one's own, or (staff) another's.")
    record LowerHand(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Lower all hands.")
    record LowerAllHands() implements ClientCommand {}

    @Meaning("Undo the last lowering of all hands.")
    record RestoreHands() implements ClientCommand {}

    @Meaning("Switch one's own microphone.")
    record SetMicrophone(boolean on) implements ClientCommand {}

    @Meaning("Switch one's own camera.")
    record SetCamera(boolean on) implements ClientCommand {}

    @Meaning("Mute now; the person may unmute.")
    record Mute(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Mute all participants and guests.")
    record MuteAll() implements ClientCommand {}

    @Meaning("Mute and keep muted.")
    record LockSpeaking(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Take the lock away; the person stays muted until he acts.")
    record UnlockSpeaking(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Mute and keep muted: all participants and guests.")
    record LockSpeakingForAll() implements ClientCommand {}

    @Meaning("Take the lock away from all.")
    record UnlockSpeakingForAll() implements ClientCommand {}

    @Meaning("Switch another's camera off; the person may switch it on again.")
    record StopCamera(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Share one's own screen, or stop: staff, or a participant who was invited. One screen in a room.")
    record SetScreen(boolean on) implements ClientCommand {}

    @Meaning("Let one participant share the screen once; an unused invitation of somebody else ends.")
    record InviteScreen(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("End another's sharing, or take the invitation back.")
    record StopScreen(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Let nobody new in.")
    record LockRoom() implements ClientCommand {}

    @Meaning("Let new people in again.")
    record UnlockRoom() implements ClientCommand {}

    @Meaning("Take a member out, in one of two named ways.")
    record Remove(@Length(max = Length.ID) String member, Words.Removal removal, Words.RemovalReason reason)
            implements ClientCommand {}

    @Meaning("Undo a removal.")
    record UndoRemove(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Give the lead to another qualified staff member.")
    record HandOverLead(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Take the lead that nobody present holds.")
    record TakeLead() implements ClientCommand {}

    @Meaning("Start a break: it does not count as attendance.")
    record StartBreak() implements ClientCommand {}

    @Meaning("End the break.")
    record EndBreak() implements ClientCommand {}

    @Meaning("Start the room's timer.")
    record StartTimer(@Meaning("5 seconds to 4 hours.") long durationMillis) implements ClientCommand {}

    @Meaning("Stop the room's timer.")
    record StopTimer() implements ClientCommand {}

    @Meaning("Write to everybody in the room, where the group allows it.")
    record SayInRoom(String text) implements ClientCommand {}

    @Meaning("Write to staff only, from the room or the waiting room.")
    record WriteToStaff(String text) implements ClientCommand {}

    @Meaning("Write among staff.")
    record SayToStaff(String text) implements ClientCommand {}

    @Meaning("Write to one person, waiting or in the room.")
    record WriteToMember(@Length(max = Length.ID) String member, String text) implements ClientCommand {}

    @Meaning("Write to all who wait.")
    record WriteToWaiting(String text) implements ClientCommand {}

    @Meaning("\"I need support\": quiet; alerts staff.")
    record AskForSupport() implements ClientCommand {}

    @Meaning("Tell the other staff that somebody looks after a call for support.")
    record SupportSeen(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Somebody came in: microphone and camera off, nothing of the others comes in, staff are told.")
    record Shield() implements ClientCommand {}

    @Meaning("Alone again. Microphone and camera stay off until the person acts.")
    record LowerShield() implements ClientCommand {}

    @Meaning("Talk apart with a participant while the group goes on.")
    record StepAside(@Length(max = Length.ID) String member) implements ClientCommand {}

    @Meaning("Back to the group; both come back muted with the camera off.")
    record EndAside(@Length(max = Length.ID) @Meaning("The participant of the two.") String member)
            implements ClientCommand {}
}
