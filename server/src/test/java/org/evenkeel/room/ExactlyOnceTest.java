package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.client;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.LockSpeaking;
import org.evenkeel.room.RoomCommand.LowerHand;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.UnlockSpeaking;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A client session numbers its commands; a resent number is never applied twice. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExactlyOnceTest {

    private static Given annIsIn() {
        return startedRoom().admitted(ANN);
    }

    /** Applies one command for each number, each of which changes something. */
    private static Given applies(Given room, int from, int to) {
        var next = room;
        for (int n = from; n <= to; n++) {
            boolean on = !next.member(ANN).camera();
            next = next.when(ANN, 1, n, new SetCamera(on)).thenAccepted();
        }
        return next;
    }

    @Test
    void a_resent_number_is_answered_with_where_it_was_applied() {
        var room = annIsIn().when(ANN, 1, 1, new RaiseHand()).then(new RoomEvent.HandRaised(ANN, 1));
        long applied = room.state().seq();
        room.does(FAY, new LowerHand(ANN)).when(ANN, 1, 1, new RaiseHand()).thenRepeated(applied);
    }

    @Test
    void a_refused_five_is_not_taken_for_applied_because_six_was() {
        annIsIn()
                .does(FAY, new LockSpeaking(ANN))
                .when(ANN, 1, 5, new SetMicrophone(true))
                .thenRefused(RejectionCode.SPEAKING_LOCKED)
                .when(ANN, 1, 6, new RaiseHand())
                .then(new RoomEvent.HandRaised(ANN, 1))
                .does(FAY, new UnlockSpeaking(ANN))
                .when(ANN, 1, 5, new SetMicrophone(true))
                .then(new RoomEvent.MicrophoneSet(ANN, true));
    }

    @Test
    void sixteen_numbers_are_known_and_a_lower_one_is_too_old() {
        var room = applies(annIsIn(), 1, 17);
        room.when(ANN, 1, 1, new SetCamera(false)).thenRefused(RejectionCode.TOO_OLD);
        room.when(ANN, 1, 2, new SetCamera(false)).thenRepeated(room.state().seq() - 15);
        room.when(ANN, 1, 17, new SetCamera(false)).thenRepeated(room.state().seq());
    }

    @Test
    void a_number_applied_late_does_not_push_out_a_higher_one() {
        var room = annIsIn().when(ANN, 1, 10, new RaiseHand()).thenAccepted();
        long tenth = room.state().seq();
        room = room.when(ANN, 1, 3, new LowerHand(ANN)).thenAccepted();
        room = applies(room, 11, 25);
        room.when(ANN, 1, 10, new RaiseHand()).thenRepeated(tenth);
        room.when(ANN, 1, 3, new LowerHand(ANN)).thenRefused(RejectionCode.TOO_OLD);
    }

    @Test
    void the_numbers_outlast_a_resume() {
        var room = annIsIn().when(ANN, 1, 1, new RaiseHand()).thenAccepted();
        long applied = room.state().seq();
        room.does(loses(ANN, 1, START)).does(resumes(ANN, 1, 2)).when(ANN, 1, 1, new RaiseHand()).thenRepeated(applied);
    }

    @Test
    void each_tab_counts_for_itself() {
        annIsIn()
                .when(ANN, 1, 1, new RaiseHand())
                .thenAccepted()
                .does(enters(ANN, 2))
                .when(ANN, 2, 1, new LowerHand(ANN))
                .then(new RoomEvent.HandLowered(ANN, ANN));
    }

    @Test
    void an_old_tab_still_learns_that_its_number_was_applied() {
        var room = annIsIn().when(ANN, 1, 1, new RaiseHand()).thenAccepted();
        long applied = room.state().seq();
        room.does(enters(ANN, 2)).when(ANN, 1, 1, new RaiseHand()).thenRepeated(applied);
    }

    @Test
    void the_last_four_tabs_are_remembered() {
        var room = annIsIn();
        for (int tab = 1; tab <= 5; tab++) {
            room = room.does(enters(ANN, tab + 10)).when(ANN, tab + 10, 1, new SetCamera(true)).thenAccepted();
        }
        assertThat(room.member(ANN).applied())
                .extracting(Applied::client)
                .containsExactly(client(ANN, 12), client(ANN, 13), client(ANN, 14), client(ANN, 15));
    }

    @Test
    void a_resent_leaving_is_answered() {
        var room =
                annIsIn()
                        .when(ANN, 1, 1, new RaiseHand())
                        .thenAccepted()
                        .when(ANN, 1, 2, leaves(ANN, 1))
                        .then(new RoomEvent.Left(ANN, LeaveReason.STEPPED_OUT));
        long applied = room.state().seq();
        room.when(ANN, 1, 2, leaves(ANN, 1)).thenRepeated(applied);
    }

    @Test
    void a_resent_end_is_answered_after_the_end() {
        var room = startedRoom().when(FAY, 1, 1, new End()).thenAccepted();
        room.when(FAY, 1, 1, new End()).thenRepeated(room.state().seq());
    }

    @Test
    void commands_are_numbered_from_one() {
        assertThatThrownBy(() -> new CommandKey(ANN, client(ANN, 1), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * The store was away while a page sent a note and "leave"; both were written, no answer came, and the page sent the
     * note again. By then its numbers were forgotten with its seat, and the note was written a second time. The same
     * happened when two nodes put a lost note and "leave" in again, one after the other.
     */
    @Test
    void a_number_resent_after_leaving_is_not_applied_again() {
        var room = annIsIn().when(ANN, 1, 1, new RoomCommand.WriteToStaff("a note")).thenAccepted();
        long applied = room.state().seq();
        room.when(ANN, 1, 2, leaves(ANN, 1))
                .thenAccepted()
                .when(ANN, 1, 1, new RoomCommand.AskForSupport())
                .thenRepeated(applied);
    }

    @Test
    void a_page_that_left_asks_for_nothing_new() {
        annIsIn()
                .when(ANN, 1, 1, leaves(ANN, 1))
                .thenAccepted()
                .when(ANN, 1, 2, new RoomCommand.AskForSupport())
                .thenRefused(RejectionCode.STALE_CONNECTION);
    }
}
