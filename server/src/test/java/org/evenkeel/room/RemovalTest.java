package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.Decline;
import org.evenkeel.room.RoomCommand.Mute;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.UndoRemove;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Taking somebody out, in two named ways, and undoing it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RemovalTest {

    private static final RemovalReason WHY = RemovalReason.DISRUPTION;

    private static Remove mayReturn(MemberId who) {
        return new Remove(who, RemovalKind.MAY_RETURN, WHY);
    }

    private static Remove bar(MemberId who) {
        return new Remove(who, RemovalKind.BARRED, WHY);
    }

    @Test
    void who_is_removed_loses_the_seat_and_every_token_at_once() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new RaiseHand())
                .when(FAY, mayReturn(ANN))
                .then(new RoomEvent.Removed(ANN, RemovalKind.MAY_RETURN, WHY, FAY))
                .where(ANN, Member::presence, Presence.LEFT)
                .where(ANN, Member::access, 1)
                .where(ANN, Member::removal, Optional.of(WHY))
                .where(state -> assertThat(state.hands()).isEmpty())
                .when(resumes(ANN, 1, 2))
                .thenRefused(RejectionCode.ACCESS_REVOKED);
    }

    @Test
    void who_may_come_back_comes_back_through_the_waiting_room() {
        startedRoom()
                .admitted(ANN)
                .does(FAY, mayReturn(ANN))
                .when(enters(ANN, 2))
                .thenAmongOthers(new RoomEvent.CameBack(ANN))
                .where(ANN, Member::waiting, true)
                .where(ANN, Member::cause, WaitingCause.CAME_BACK)
                .does(FAY, new Admit(ANN));
    }

    @Test
    void a_removed_observer_interpreter_or_moderator_comes_back_through_the_waiting_room_too() {
        for (var who : List.of(OLA, INA, MO)) {
            startedRoom()
                    .entered(who)
                    .does(FAY, mayReturn(who))
                    .does(enters(who, 2))
                    .where(who, Member::waiting, true)
                    .does(who, leaves(who, 2))
                    .does(enters(who, 3))
                    .where(who, Member::waiting, true)
                    .does(FAY, new Admit(who))
                    .where(who, Member::inRoom, true)
                    .does(enters(who, 4))
                    .where(who, Member::inRoom, true);
        }
    }

    @Test
    void a_full_group_does_not_keep_a_removed_observer_out() {
        var policy = new RoomPolicy(1, 120_000, 60_000, 600_000, 1_800_000, 10_000, false);
        room(RoomKind.THERAPY, policy)
                .entered(FAY)
                .does(FAY, new Start())
                .admitted(ANN)
                .entered(OLA)
                .does(FAY, mayReturn(OLA))
                .does(enters(OLA, 2))
                .does(FAY, new Admit(OLA));
    }

    @Test
    void a_bar_holds_on_joining_and_on_resuming() {
        startedRoom()
                .admitted(ANN)
                .when(FAY, bar(ANN))
                .then(new RoomEvent.Removed(ANN, RemovalKind.BARRED, WHY, FAY))
                .when(enters(ANN, 2))
                .thenRefused(RejectionCode.BARRED)
                .when(resumes(ANN, 1, 2))
                .thenRefused(RejectionCode.BARRED);
    }

    @Test
    void a_removal_can_be_made_a_bar_and_the_same_removal_again_is_already_so() {
        startedRoom()
                .admitted(ANN)
                .does(FAY, mayReturn(ANN))
                .when(FAY, mayReturn(ANN))
                .thenAlreadySo()
                .does(FAY, bar(ANN))
                .when(FAY, bar(ANN))
                .thenAlreadySo()
                .when(FAY, mayReturn(ANN))
                .thenAlreadySo();
    }

    @Test
    void who_waits_or_was_declined_can_be_removed() {
        startedRoom().waiting(ANN, BEN).does(FAY, new Decline(BEN)).does(FAY, bar(ANN)).does(FAY, bar(BEN));
    }

    @Test
    void undoing_lets_the_person_walk_in_again_with_a_new_page_only() {
        startedRoom()
                .admitted(ANN)
                .does(FAY, bar(ANN))
                .when(FAY, new UndoRemove(ANN))
                .then(new RoomEvent.RemovalUndone(ANN, FAY))
                .where(ANN, Member::removal, Optional.empty())
                .when(resumes(ANN, 1, 2))
                .thenRefused(RejectionCode.STALE_CONNECTION)
                .does(enters(ANN, 2))
                .where(ANN, Member::inRoom, true);
    }

    @Test
    void undoing_puts_a_person_back_to_the_waiting_room_who_was_there() {
        startedRoom()
                .admitted(ANN, BEN)
                .waiting(CAT)
                .does(FAY, new SendBack(ANN))
                .does(FAY, bar(ANN))
                .does(FAY, mayReturn(BEN))
                .does(enters(BEN, 2))
                .does(FAY, bar(BEN))
                .does(FAY, bar(CAT))
                .does(FAY, new UndoRemove(ANN))
                .does(FAY, new UndoRemove(BEN))
                .does(FAY, new UndoRemove(CAT))
                .does(enters(ANN, 3))
                .does(enters(BEN, 3))
                .does(enters(CAT, 3))
                .where(ANN, Member::waiting, true)
                .where(BEN, Member::waiting, true)
                .where(CAT, Member::waiting, true);
    }

    @Test
    void there_is_nothing_to_undo_for_who_is_not_removed() {
        var room = startedRoom().admitted(ANN);
        room.when(FAY, new UndoRemove(ANN)).thenRefused(RejectionCode.NOTHING_TO_UNDO);
        room.when(FAY, new UndoRemove(NOBODY)).thenRefused(RejectionCode.NOTHING_TO_UNDO);
    }

    @Test
    void nobody_unknown_is_removed() {
        startedRoom().when(FAY, mayReturn(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void facilitators_are_removed_by_nobody_and_other_staff_by_facilitators_only() {
        var room = startedRoom().entered(COLE, MO, PIA);
        room.when(COLE, bar(FAY)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(FAY, bar(COLE)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(MO, bar(PIA)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.when(PIA, mayReturn(MO)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
        room.does(COLE, bar(MO)).when(PIA, new UndoRemove(MO)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.does(COLE, mayReturn(MO)).when(PIA, new UndoRemove(MO)).thenRefused(RejectionCode.MEMBER_ONLY_TARGET);
    }

    @Test
    void a_peer_mentor_undoes_a_removal_and_not_a_bar() {
        var room = startedRoom().entered(PIA).admitted(ANN);
        room.does(FAY, bar(ANN)).when(PIA, new UndoRemove(ANN)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.does(FAY, mayReturn(ANN)).does(PIA, new UndoRemove(ANN));
    }

    @Test
    void staff_who_are_out_act_on_nobody() {
        var room = startedRoom().entered(MO).admitted(ANN).waiting(BEN);
        for (var out : List.of(room.does(FAY, bar(MO)), room.does(FAY, mayReturn(MO)).does(enters(MO, 2)))) {
            out.when(MO, new Admit(BEN)).thenRefused(RejectionCode.NOT_IN_ROOM);
            out.when(MO, new Mute(ANN)).thenRefused(RejectionCode.NOT_IN_ROOM);
            out.when(MO, new SayToStaff("still here")).thenRefused(RejectionCode.NOT_IN_ROOM);
        }
    }
}
