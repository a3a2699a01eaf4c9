package org.evenkeel.room;

import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.LockSpeaking;
import org.evenkeel.room.RoomCommand.LockSpeakingForAll;
import org.evenkeel.room.RoomCommand.Mute;
import org.evenkeel.room.RoomCommand.MuteAll;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.StopCamera;
import org.evenkeel.room.RoomCommand.UnlockSpeaking;
import org.evenkeel.room.RoomCommand.UnlockSpeakingForAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Microphones and cameras: mute now and speaking locked are two things. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VoiceTest {

    private static Given annSpeaks() {
        return startedRoom().admitted(ANN, BEN).does(ANN, new SetMicrophone(true));
    }

    @Test
    void people_come_in_muted_with_the_camera_off() {
        startedRoom()
                .admitted(ANN)
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .where(FAY, Member::microphone, false);
    }

    @Test
    void everybody_switches_the_own_microphone_and_camera() {
        startedRoom()
                .admitted(ANN)
                .when(ANN, new SetMicrophone(true))
                .then(new RoomEvent.MicrophoneSet(ANN, true))
                .when(ANN, new SetMicrophone(true))
                .thenAlreadySo()
                .when(ANN, new SetCamera(true))
                .then(new RoomEvent.CameraSet(ANN, true))
                .when(ANN, new SetCamera(true))
                .thenAlreadySo();
    }

    @Test
    void who_waits_can_switch_nothing_on() {
        var room = startedRoom().waiting(ANN);
        room.when(ANN, new SetMicrophone(true)).thenRefused(RejectionCode.NOT_IN_ROOM);
        room.when(ANN, new SetCamera(true)).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void who_was_muted_may_unmute_himself() {
        annSpeaks()
                .when(FAY, new Mute(ANN))
                .then(new RoomEvent.MutedByStaff(ANN, FAY))
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::mutedByStaff, true)
                .does(ANN, new SetMicrophone(true))
                .where(ANN, Member::mutedByStaff, false);
    }

    @Test
    void staff_stop_a_camera_and_the_person_may_switch_it_on_again() {
        startedRoom()
                .admitted(ANN, BEN)
                .does(ANN, new SetCamera(true))
                .when(BEN, new StopCamera(ANN))
                .thenRefused(RejectionCode.NOT_ALLOWED)
                .when(FAY, new StopCamera(ANN))
                .then(new RoomEvent.CameraStopped(ANN, FAY))
                .where(ANN, Member::camera, false)
                .when(FAY, new StopCamera(ANN))
                .thenAlreadySo()
                .when(ANN, new SetCamera(true))
                .then(new RoomEvent.CameraSet(ANN, true));
    }

    @Test
    void muting_the_muted_again_is_already_so() {
        annSpeaks().does(FAY, new Mute(ANN)).when(FAY, new Mute(ANN)).thenAlreadySo();
    }

    @Test
    void muting_oneself_is_switching_the_own_microphone_off() {
        annSpeaks()
                .when(ANN, new Mute(ANN))
                .then(new RoomEvent.MicrophoneSet(ANN, false))
                .where(ANN, Member::mutedByStaff, false);
    }

    @Test
    void only_somebody_in_the_room_can_be_muted_or_locked() {
        var room = startedRoom().waiting(ANN);
        for (var command : List.of(new Mute(ANN), new LockSpeaking(ANN), new UnlockSpeaking(ANN))) {
            room.when(FAY, command).thenRefused(RejectionCode.NOT_IN_ROOM);
        }
        for (var command : List.of(new Mute(NOBODY), new LockSpeaking(NOBODY), new UnlockSpeaking(NOBODY))) {
            room.when(FAY, command).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        }
    }

    @Test
    void muting_all_leaves_staff_and_interpreters_speaking() {
        annSpeaks()
                .entered(INA)
                .does(INA, new SetMicrophone(true))
                .does(FAY, new SetMicrophone(true))
                .when(FAY, new MuteAll())
                .then(new RoomEvent.AllMuted(FAY))
                .where(ANN, Member::microphone, false)
                .where(INA, Member::microphone, true)
                .where(FAY, Member::microphone, true);
    }

    @Test
    void who_is_locked_cannot_unmute_himself_and_can_always_mute() {
        annSpeaks()
                .when(FAY, new LockSpeaking(ANN))
                .then(new RoomEvent.SpeakingLocked(ANN, FAY))
                .where(ANN, Member::microphone, false)
                .when(ANN, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED)
                .when(ANN, new SetMicrophone(false))
                .thenAlreadySo()
                .when(FAY, new LockSpeaking(ANN))
                .thenAlreadySo();
    }

    @Test
    void unlocking_leaves_the_person_muted_until_he_acts() {
        annSpeaks()
                .does(FAY, new LockSpeaking(ANN))
                .when(FAY, new UnlockSpeaking(ANN))
                .then(new RoomEvent.SpeakingUnlocked(ANN, FAY))
                .where(ANN, Member::microphone, false)
                .when(FAY, new UnlockSpeaking(ANN))
                .thenAlreadySo()
                .does(ANN, new SetMicrophone(true));
    }

    @Test
    void a_lock_outlasts_a_new_page_and_the_waiting_room() {
        annSpeaks()
                .does(FAY, new LockSpeaking(ANN))
                .does(FAY, new SendBack(ANN))
                .does(ANN, leaves(ANN, 1))
                .does(enters(ANN, 2))
                .does(FAY, new Admit(ANN))
                .when(ANN, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED);
    }

    @Test
    void locking_all_mutes_all_and_holds_for_those_who_come_later() {
        annSpeaks()
                .when(FAY, new LockSpeakingForAll())
                .then(new RoomEvent.SpeakingLockedForAll(FAY))
                .where(ANN, Member::microphone, false)
                .admitted(CAT)
                .when(CAT, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED)
                .when(FAY, new LockSpeakingForAll())
                .thenAlreadySo();
    }

    @Test
    void locking_all_does_not_concern_staff_and_interpreters() {
        annSpeaks()
                .entered(INA)
                .does(FAY, new LockSpeakingForAll())
                .does(FAY, new SetMicrophone(true))
                .does(INA, new SetMicrophone(true));
    }

    @Test
    void unlocking_all_unmutes_nobody_and_leaves_the_lock_of_one() {
        annSpeaks()
                .does(FAY, new LockSpeaking(BEN))
                .does(FAY, new LockSpeakingForAll())
                .when(FAY, new UnlockSpeakingForAll())
                .then(new RoomEvent.SpeakingUnlockedForAll(FAY))
                .where(ANN, Member::microphone, false)
                .when(BEN, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED)
                .when(FAY, new UnlockSpeakingForAll())
                .thenAlreadySo();
    }

    @Test
    void staff_and_interpreters_are_muted_but_never_locked() {
        var room = startedRoom().entered(COLE, INA);
        room.when(FAY, new LockSpeaking(COLE)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, new LockSpeaking(INA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.does(COLE, new SetMicrophone(true)).does(FAY, new Mute(COLE)).where(COLE, Member::microphone, false);
    }
}
