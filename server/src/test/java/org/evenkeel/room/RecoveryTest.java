package org.evenkeel.room;

import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.nothing;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.NODE;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.client;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.Recover;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.Shield;
import org.evenkeel.room.RoomCommand.StepAside;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Entries that Redis had lost are put in again as far as they still fit. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecoveryTest {

    private static Recover lost(RoomEvent... events) {
        return new Recover(START, List.of(events));
    }

    private static RoomEvent attached(MemberId who, int socket, int generation) {
        return new RoomEvent.Attached(who, socket(who, socket), client(who, socket), NODE, generation, true);
    }

    @Test
    void a_room_of_which_everything_was_lost_gets_its_first_entry_back() {
        var settings = room().state().settings();
        nothing().when(lost(new RoomEvent.RoomPrepared(settings))).then(new RoomEvent.RoomPrepared(settings));
    }

    @Test
    void what_staff_decided_and_what_was_written_holds() {
        var admitted = new RoomEvent.Admitted(ANN, Optional.of(FAY));
        var note = new RoomEvent.NoteToStaff(ANN, "too loud");
        startedRoom()
                .waiting(ANN)
                .when(lost(admitted, note, new RoomEvent.RoomLocked(FAY)))
                .then(admitted, note, new RoomEvent.RoomLocked(FAY));
    }

    @Test
    void an_entry_that_is_still_there_is_not_put_in_twice() {
        startedRoom().admitted(ANN).when(lost(new RoomEvent.Admitted(ANN, Optional.of(FAY)))).thenAlreadySo();
    }

    @Test
    void a_socket_of_then_takes_no_seat_from_one_of_now() {
        startedRoom().admitted(ANN).when(lost(attached(ANN, 2, 2))).thenAlreadySo();
    }

    @Test
    void nobody_who_is_out_and_nobody_in_an_ended_room_gets_a_seat() {
        startedRoom()
                .admitted(ANN)
                .does(FAY, new Remove(ANN, RemovalKind.BARRED, RemovalReason.SAFETY))
                .when(lost(attached(ANN, 2, 2)))
                .thenAlreadySo();
        startedRoom().admitted(ANN).does(FAY, new End()).when(lost(attached(ANN, 2, 2))).thenAlreadySo();
    }

    @Test
    void no_microphone_and_no_camera_goes_on_again() {
        startedRoom()
                .admitted(ANN)
                .when(lost(new RoomEvent.MicrophoneSet(ANN, true), new RoomEvent.CameraSet(ANN, true)))
                .thenAlreadySo()
                .when(lost(new RoomEvent.MicrophoneSet(ANN, false)))
                .then(new RoomEvent.MicrophoneSet(ANN, false));
    }

    @Test
    void no_screen_goes_on_again_and_a_shield_stays_up() {
        startedRoom()
                .admitted(ANN)
                .when(lost(new RoomEvent.ScreenSet(FAY, true)))
                .thenAlreadySo()
                .when(lost(new RoomEvent.ShieldRaised(ANN), new RoomEvent.ShieldLowered(ANN)))
                .then(new RoomEvent.ShieldRaised(ANN));
    }

    @Test
    void nobody_apart_or_hidden_is_invited_again() {
        var invited = new RoomEvent.ScreenInvited(ANN, FAY);
        var room = startedRoom().admitted(ANN);
        room.when(lost(invited)).then(invited);
        room.does(FAY, new StepAside(ANN)).when(lost(invited)).thenAlreadySo();
        room.does(ANN, new Shield()).when(lost(invited)).thenAlreadySo();
    }

    @Test
    void two_who_talked_apart_go_on_while_both_are_there_and_free() {
        var aside = new RoomEvent.SteppedAside(ANN, FAY);
        var room = startedRoom().entered(COLE).admitted(ANN, BEN);
        room.when(lost(aside)).then(aside);
        room.does(COLE, new StepAside(ANN)).when(lost(aside)).thenAlreadySo();
        room.does(FAY, new StepAside(BEN)).when(lost(aside)).thenAlreadySo();
        room.does(ANN, leaves(ANN, 1)).when(lost(aside)).thenAlreadySo();
        room.does(ANN, new Shield()).when(lost(aside)).thenAlreadySo();
        var over = new RoomEvent.AsideEnded(ANN, FAY, Optional.of(FAY));
        room.when(lost(aside, over)).then(aside, over).where(ANN, Member::aside, Optional.empty());
        room.when(lost(over)).thenAlreadySo();
    }

    @Test
    void a_removal_is_put_in_again_and_raises_the_access_generation() {
        var removed = new RoomEvent.Removed(ANN, RemovalKind.BARRED, RemovalReason.SAFETY, FAY);
        startedRoom()
                .admitted(ANN)
                .when(lost(removed))
                .then(removed)
                .where(ANN, Member::access, 1)
                .when(enters(ANN, 2))
                .thenRefused(RejectionCode.BARRED);
    }

    @Test
    void the_lead_goes_to_nobody_who_may_not_hold_it() {
        startedRoom().entered(PIA).when(lost(new RoomEvent.LeadGiven(PIA, false, Optional.of(FAY)))).thenAlreadySo();
    }

    @Test
    void what_the_clock_did_about_missing_staff_is_not_repeated() {
        startedRoom()
                .admitted(ANN)
                .when(
                        lost(
                                new RoomEvent.StaffGone(START),
                                new RoomEvent.MutedForStaffGone(),
                                new RoomEvent.ParkedForStaffGone(List.of(ANN)),
                                new RoomEvent.StaffBack()))
                .thenAlreadySo();
    }

    @Test
    void a_session_that_began_in_the_lost_stretch_has_begun() {
        room().entered(FAY)
                .when(lost(new RoomEvent.SessionStarted(FAY), new RoomEvent.BreakStarted(FAY)))
                .then(new RoomEvent.SessionStarted(FAY), new RoomEvent.BreakStarted(FAY));
    }
}
