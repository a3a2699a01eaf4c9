package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.nothing;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.NODE;
import static org.evenkeel.room.People.client;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.entersAs;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.person;
import static org.evenkeel.room.People.resumes;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.ConfirmConnection;
import org.evenkeel.room.RoomCommand.Enter;
import org.evenkeel.room.RoomCommand.GraceOver;
import org.evenkeel.room.RoomCommand.Mute;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

/** Entering, resuming, dropping, coming back, leaving: one person, one member, many sockets. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComingAndGoingTest {

    private static final RoomEvent ANN_ENTERED =
            new RoomEvent.Entered(ANN, person(ANN), Role.PARTICIPANT, false, Expected.TODAY);

    private static RoomEvent attached(MemberId who, int socket, int tab, int generation, boolean fresh) {
        return new RoomEvent.Attached(who, socket(who, socket), client(who, tab), NODE, generation, fresh);
    }

    @Test
    void nothing_is_possible_before_the_room_is_prepared() {
        nothing().when(enters(ANN, 1)).thenRefused(RejectionCode.NOT_PREPARED);
        nothing().when(ANN, new RaiseHand()).thenRefused(RejectionCode.NOT_PREPARED);
    }

    @Test
    void entering_makes_a_member_with_a_seat() {
        room().when(enters(ANN, 1)).then(ANN_ENTERED, attached(ANN, 1, 1, 1, true));
    }

    @Test
    void the_same_entering_twice_is_already_so() {
        room().entered(ANN).when(enters(ANN, 1)).thenAlreadySo();
    }

    @Test
    void the_newest_page_wins_the_seat_and_there_is_still_one_member() {
        room().entered(ANN)
                .when(enters(ANN, 2))
                .then(attached(ANN, 2, 2, 2, true))
                .where(ANN, member -> member.holds(socket(ANN, 2)), true)
                .where(state -> assertThat(state.members()).hasSize(1));
    }

    @Test
    void two_nodes_that_make_up_ids_for_one_newcomer_seat_him_once() {
        var twin = enters(BEN, 1);
        room().entered(ANN)
                .when(
                        new Enter(
                                BEN,
                                person(ANN),
                                twin.role(),
                                false,
                                Expected.TODAY,
                                twin.connection(),
                                twin.client(),
                                twin.node()))
                .thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void nobody_enters_as_another_person() {
        var other = enters(ANN, 2);
        room().entered(ANN)
                .when(
                        new Enter(
                                ANN,
                                person(BEN),
                                other.role(),
                                false,
                                Expected.TODAY,
                                other.connection(),
                                other.client(),
                                other.node()))
                .thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void a_new_page_starts_muted_with_the_camera_off_and_keeps_the_hand() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new RaiseHand())
                .does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true))
                .does(enters(ANN, 2))
                .where(ANN, Member::microphone, false)
                .where(ANN, Member::camera, false)
                .where(ANN, Member::hand, OptionalLong.of(1));
    }

    @Test
    void the_same_page_on_a_new_socket_keeps_what_it_had() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true))
                .does(loses(ANN, 1, START))
                .after(5_000)
                .when(resumes(ANN, 1, 2))
                .then(attached(ANN, 2, 1, 2, false))
                .where(ANN, Member::presence, Presence.CONNECTED)
                .where(ANN, Member::microphone, true)
                .where(ANN, Member::camera, true);
    }

    @Test
    void the_same_page_stays_muted_when_staff_muted_it_meanwhile() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new SetMicrophone(true))
                .does(loses(ANN, 1, START))
                .does(FAY, new Mute(ANN))
                .does(resumes(ANN, 1, 2))
                .where(ANN, Member::microphone, false);
    }

    @Test
    void a_resume_takes_over_while_the_old_socket_still_looks_open() {
        startedRoom()
                .admitted(ANN)
                .when(resumes(ANN, 1, 2))
                .then(attached(ANN, 2, 1, 2, false))
                .when(loses(ANN, 1, START))
                .thenRefused(RejectionCode.STALE_CONNECTION);
    }

    @Test
    void the_same_resume_twice_is_already_so() {
        startedRoom().admitted(ANN).does(resumes(ANN, 1, 2)).when(resumes(ANN, 1, 2)).thenAlreadySo();
    }

    @Test
    void a_former_token_stays_good_for_a_minute_after_the_newer_one_was_given() {
        var room = startedRoom().admitted(ANN).does(resumes(ANN, 1, 2));
        room.after(60_000).when(resumes(ANN, 1, 3)).then(attached(ANN, 3, 1, 3, false));
        room.after(60_001).when(resumes(ANN, 1, 3)).thenRefused(RejectionCode.STALE_CONNECTION);
        room.after(60_001).when(resumes(ANN, 2, 3)).then(attached(ANN, 3, 1, 3, false));
    }

    @Test
    void the_old_tab_cannot_resume_after_a_newer_page_took_the_seat() {
        startedRoom()
                .admitted(ANN)
                .does(enters(ANN, 2))
                .when(resumes(ANN, 1, 3))
                .thenRefused(RejectionCode.STALE_CONNECTION);
    }

    @Test
    void a_frame_of_the_old_tab_changes_nothing_after_a_newer_page_took_the_seat() {
        startedRoom()
                .admitted(ANN)
                .does(enters(ANN, 2))
                .when(ANN, 1, 1, new SetMicrophone(true))
                .thenRefused(RejectionCode.STALE_CONNECTION)
                .when(ANN, 2, 1, new SetMicrophone(true))
                .then(new RoomEvent.MicrophoneSet(ANN, true));
    }

    @Test
    void closing_the_notice_in_the_old_tab_does_not_end_the_call_in_the_new_one() {
        startedRoom()
                .admitted(ANN)
                .does(enters(ANN, 2))
                .when(ANN, leaves(ANN, 1))
                .thenRefused(RejectionCode.STALE_CONNECTION)
                .where(ANN, Member::inRoom, true);
    }

    @Test
    void others_see_a_loss_at_once_and_the_seat_the_hand_and_the_approval_are_kept() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new RaiseHand())
                .after(30_000)
                .when(loses(ANN, 1, START + 20_000))
                .then(new RoomEvent.ConnectionLost(ANN, socket(ANN, 1), START + 20_000, LeaveReason.NETWORK))
                .where(ANN, Member::presence, Presence.RECONNECTING)
                .where(ANN, Member::inRoom, true)
                .where(state -> assertThat(state.hands()).hasSize(1));
    }

    @Test
    void the_last_sign_of_life_lies_neither_before_the_attach_nor_in_the_future() {
        var room = startedRoom().admitted(ANN).after(30_000);
        room.when(loses(ANN, 1, START - 5_000))
                .then(new RoomEvent.ConnectionLost(ANN, socket(ANN, 1), START, LeaveReason.NETWORK));
        room.when(loses(ANN, 1, START + 99_000))
                .then(new RoomEvent.ConnectionLost(ANN, socket(ANN, 1), START + 30_000, LeaveReason.NETWORK));
    }

    @Test
    void a_loss_told_twice_is_already_so() {
        startedRoom().admitted(ANN).does(loses(ANN, 1, START)).when(loses(ANN, 1, START)).thenAlreadySo();
    }

    @Test
    void a_loss_that_was_an_error_of_judgement_is_taken_back() {
        startedRoom()
                .admitted(ANN)
                .does(loses(ANN, 1, START))
                .when(new ConfirmConnection(ANN, socket(ANN, 1)))
                .then(new RoomEvent.ConnectionConfirmed(ANN, socket(ANN, 1)))
                .where(ANN, Member::presence, Presence.CONNECTED)
                .when(new ConfirmConnection(ANN, socket(ANN, 1)))
                .thenAlreadySo();
    }

    @Test
    void an_older_connection_cannot_be_confirmed() {
        startedRoom()
                .admitted(ANN)
                .does(enters(ANN, 2))
                .when(new ConfirmConnection(ANN, socket(ANN, 1)))
                .thenRefused(RejectionCode.STALE_CONNECTION);
    }

    @Test
    void after_the_grace_time_the_person_has_left() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new RaiseHand())
                .does(loses(ANN, 1, START))
                .after(119_999)
                .when(new GraceOver(ANN, socket(ANN, 1)))
                .thenAlreadySo()
                .after(1)
                .when(new GraceOver(ANN, socket(ANN, 1)))
                .then(new RoomEvent.Left(ANN, LeaveReason.NETWORK))
                .where(ANN, Member::inRoom, false)
                .where(state -> assertThat(state.hands()).isEmpty())
                .when(resumes(ANN, 1, 2))
                .thenRefused(RejectionCode.STALE_CONNECTION);
    }

    @Test
    void the_grace_time_is_policy() {
        var policy = new RoomPolicy(12, 45_000, 60_000, 600_000, 1_800_000, 10_000, false);
        var room = room(RoomKind.THERAPY, policy).entered(ANN).does(loses(ANN, 1, START));
        assertThat(Deadlines.due(room.state(), START + 44_999)).isEmpty();
        assertThat(Deadlines.due(room.state(), START + 45_000)).containsExactly(new GraceOver(ANN, socket(ANN, 1)));
    }

    @Test
    void a_grace_time_of_an_older_connection_ends_nothing() {
        startedRoom()
                .admitted(ANN)
                .does(loses(ANN, 1, START))
                .does(resumes(ANN, 1, 2))
                .after(200_000)
                .when(new GraceOver(ANN, socket(ANN, 1)))
                .thenAlreadySo()
                .where(ANN, Member::inRoom, true);
    }

    @Test
    void leaving_says_why_and_gives_the_seat_up_at_once() {
        startedRoom()
                .admitted(ANN)
                .when(ANN, leaves(ANN, 1))
                .then(new RoomEvent.Left(ANN, LeaveReason.STEPPED_OUT))
                .where(ANN, Member::presence, Presence.LEFT);
    }

    @Test
    void who_never_entered_can_neither_resume_nor_do_anything() {
        room().when(resumes(NOBODY, 1, 2)).thenRefused(RejectionCode.NOT_A_MEMBER);
        room().when(NOBODY, new RaiseHand()).thenRefused(RejectionCode.NOT_A_MEMBER);
    }

    @Test
    void a_new_role_on_the_roster_counts_from_the_next_page() {
        startedRoom()
                .waiting(ANN)
                .when(entersAs(ANN, 2, Role.CO_FACILITATOR))
                .then(
                        new RoomEvent.Entered(ANN, person(ANN), Role.CO_FACILITATOR, true, Expected.TODAY),
                        attached(ANN, 2, 2, 2, true),
                        new RoomEvent.Admitted(ANN, Optional.empty()));
    }

    @Test
    void an_approval_that_came_with_a_role_goes_with_it() {
        startedRoom()
                .entered(COLE)
                .does(COLE, new SetMicrophone(true))
                .does(entersAs(COLE, 2, Role.PARTICIPANT))
                .where(COLE, Member::waiting, true)
                .where(COLE, Member::microphone, false);
    }

    /**
     * All nodes were down for a while; the person came back before anybody could judge the old node. The seat is the
     * new socket's, but the time between must not count, and only this fact says so.
     */
    @Test
    void that_the_node_of_an_earlier_socket_died_is_written_and_changes_nothing() {
        var room = startedRoom().admitted(ANN).after(60_000).does(People.resumes(ANN, 1, 2));
        long lastSign = room.now() - 50_000;
        var death = new RoomCommand.LoseConnection(ANN, People.socket(ANN, 1), lastSign, LeaveReason.NODE_LOST);
        var after =
                room.when(death)
                        .then(
                                new RoomEvent.ConnectionLost(
                                        ANN, People.socket(ANN, 1), lastSign, LeaveReason.NODE_LOST));
        org.assertj.core.api.Assertions.assertThat(after.member(ANN)).isEqualTo(room.member(ANN));
    }
}
