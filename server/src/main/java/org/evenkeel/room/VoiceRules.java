package org.evenkeel.room;

import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.function.Function;

/**
 * Hands, microphones, cameras. "Mute now" (the person may unmute) and "speaking locked" (he may not) are two things.
 * Staff never unmute anybody.
 */
final class VoiceRules {

    private VoiceRules() {}

    static Outcome raiseHand(Context c) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        return c.actor().hand().isPresent()
                ? Outcome.nothing()
                : Outcome.yes(new RoomEvent.HandRaised(c.by(), c.state().handsRaised() + 1));
    }

    static Outcome lowerHand(Context c, MemberId id) {
        return inRoom(
                c,
                id,
                member ->
                        member.hand().isEmpty()
                                ? Outcome.nothing()
                                : Outcome.yes(new RoomEvent.HandLowered(id, c.by())));
    }

    static Outcome lowerAllHands(Context c) {
        return c.state().hands().isEmpty() ? Outcome.nothing() : Outcome.yes(new RoomEvent.HandsLowered(c.by()));
    }

    static Outcome restoreHands(Context c) {
        var lowered = c.state().loweredHands();
        if (lowered.isEmpty()) {
            return Outcome.no(RejectionCode.NOTHING_TO_UNDO);
        }
        return c.at() > lowered.get().at() + c.state().settings().policy().undoMillis()
                ? Outcome.no(RejectionCode.TOO_LATE_TO_UNDO)
                : Outcome.yes(new RoomEvent.HandsRestored(c.by()));
    }

    static Outcome setMicrophone(Context c, boolean on) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        if (on && c.actor().shielded()) {
            return Outcome.no(RejectionCode.SHIELDED);
        }
        if (on && c.state().speakingLocked(c.actor())) {
            return Outcome.no(RejectionCode.SPEAKING_LOCKED);
        }
        return c.actor().microphone() == on ? Outcome.nothing() : Outcome.yes(new RoomEvent.MicrophoneSet(c.by(), on));
    }

    static Outcome setCamera(Context c, boolean on) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        if (on && c.actor().shielded()) {
            return Outcome.no(RejectionCode.SHIELDED);
        }
        return c.actor().camera() == on ? Outcome.nothing() : Outcome.yes(new RoomEvent.CameraSet(c.by(), on));
    }

    static Outcome stopCamera(Context c, MemberId id) {
        return inRoom(
                c,
                id,
                member -> member.camera() ? Outcome.yes(new RoomEvent.CameraStopped(id, c.by())) : Outcome.nothing());
    }

    static Outcome mute(Context c, MemberId id) {
        if (c.isActor(id)) {
            return setMicrophone(c, false);
        }
        return inRoom(
                c,
                id,
                member ->
                        member.microphone() || !member.mutedByStaff()
                                ? Outcome.yes(new RoomEvent.MutedByStaff(id, c.by()))
                                : Outcome.nothing());
    }

    static Outcome muteAll(Context c) {
        return Outcome.yes(new RoomEvent.AllMuted(c.by()));
    }

    static Outcome lockSpeaking(Context c, MemberId id) {
        return inRoom(
                c,
                id,
                member -> {
                    if (!EventFold.isModerated(member)) {
                        return Outcome.no(RejectionCode.MEMBER_ONLY_TARGET);
                    }
                    return member.speakingLocked()
                            ? Outcome.nothing()
                            : Outcome.yes(new RoomEvent.SpeakingLocked(id, c.by()));
                });
    }

    static Outcome unlockSpeaking(Context c, MemberId id) {
        return inRoom(
                c,
                id,
                member ->
                        member.speakingLocked()
                                ? Outcome.yes(new RoomEvent.SpeakingUnlocked(id, c.by()))
                                : Outcome.nothing());
    }

    static Outcome lockSpeakingForAll(Context c) {
        return c.state().speakingLocked() ? Outcome.nothing() : Outcome.yes(new RoomEvent.SpeakingLockedForAll(c.by()));
    }

    static Outcome unlockSpeakingForAll(Context c) {
        return c.state().speakingLocked()
                ? Outcome.yes(new RoomEvent.SpeakingUnlockedForAll(c.by()))
                : Outcome.nothing();
    }

    /** What a rule says about a member who is in the room. */
    static Outcome inRoom(Context c, MemberId id, Function<Member, Outcome> then) {
        var member = c.state().member(id);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        return member.filter(Member::inRoom).map(then).orElse(Outcome.no(RejectionCode.NOT_IN_ROOM));
    }
}
