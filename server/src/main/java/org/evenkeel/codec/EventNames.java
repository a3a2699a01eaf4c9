package org.evenkeel.codec;

import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomEvent.*;

import tools.jackson.databind.jsontype.NamedType;

import java.util.List;

/** The stored name of each event type. A name, once released, is never changed and never given to another type. */
final class EventNames {

    private static final List<NamedType> ALL =
            List.of(
                    name("room_prepared", RoomPrepared.class),
                    name("session_started", SessionStarted.class),
                    name("session_ended", SessionEnded.class),
                    name("session_reopened", SessionReopened.class),
                    name("entered", Entered.class),
                    name("attached", Attached.class),
                    name("connection_lost", ConnectionLost.class),
                    name("connection_confirmed", ConnectionConfirmed.class),
                    name("left", Left.class),
                    name("gate_passed", GatePassed.class),
                    name("admitted", Admitted.class),
                    name("not_now_said", NotNowSaid.class),
                    name("declined", Declined.class),
                    name("decline_undone", DeclineUndone.class),
                    name("sent_back", SentBack.class),
                    name("came_back", CameBack.class),
                    name("hand_raised", HandRaised.class),
                    name("hand_lowered", HandLowered.class),
                    name("hands_lowered", HandsLowered.class),
                    name("hands_restored", HandsRestored.class),
                    name("microphone_set", MicrophoneSet.class),
                    name("camera_set", CameraSet.class),
                    name("muted_by_staff", MutedByStaff.class),
                    name("all_muted", AllMuted.class),
                    name("speaking_locked", SpeakingLocked.class),
                    name("speaking_unlocked", SpeakingUnlocked.class),
                    name("speaking_locked_for_all", SpeakingLockedForAll.class),
                    name("speaking_unlocked_for_all", SpeakingUnlockedForAll.class),
                    name("camera_stopped", CameraStopped.class),
                    name("screen_set", ScreenSet.class),
                    name("screen_invited", ScreenInvited.class),
                    name("screen_stopped", ScreenStopped.class),
                    name("room_locked", RoomLocked.class),
                    name("room_unlocked", RoomUnlocked.class),
                    name("removed", Removed.class),
                    name("removal_undone", RemovalUndone.class),
                    name("lead_given", LeadGiven.class),
                    name("break_started", BreakStarted.class),
                    name("break_ended", BreakEnded.class),
                    name("timer_started", TimerStarted.class),
                    name("timer_stopped", TimerStopped.class),
                    name("timer_finished", TimerFinished.class),
                    name("room_message", RoomMessage.class),
                    name("note_to_staff", NoteToStaff.class),
                    name("staff_message", StaffMessage.class),
                    name("line_to_member", LineToMember.class),
                    name("line_to_waiting", LineToWaiting.class),
                    name("support_asked", SupportAsked.class),
                    name("support_seen", SupportSeen.class),
                    name("shield_raised", ShieldRaised.class),
                    name("shield_lowered", ShieldLowered.class),
                    name("stepped_aside", SteppedAside.class),
                    name("aside_ended", AsideEnded.class),
                    name("staff_gone", StaffGone.class),
                    name("staff_back", StaffBack.class),
                    name("muted_for_staff_gone", MutedForStaffGone.class),
                    name("parked_for_staff_gone", ParkedForStaffGone.class));

    private EventNames() {}

    private static NamedType name(String name, Class<? extends RoomEvent> type) {
        return new NamedType(type, name);
    }

    static List<NamedType> all() {
        return ALL;
    }
}
