package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.LowerAllHands;
import org.evenkeel.room.RoomCommand.LowerHand;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.RestoreHands;
import org.evenkeel.room.RoomCommand.SendBack;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Raised hands: order by the server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HandsTest {

    private static Given threeHands() {
        return startedRoom()
                .admitted(ANN, BEN, CAT)
                .does(BEN, new RaiseHand())
                .does(ANN, new RaiseHand())
                .does(CAT, new RaiseHand());
    }

    private static void handsAre(Given room, MemberId... order) {
        assertThat(room.state().hands()).extracting(Member::id).containsExactly(order);
    }

    @Test
    void hands_stand_in_the_order_in_which_the_server_saw_them() {
        handsAre(threeHands(), BEN, ANN, CAT);
    }

    @Test
    void raising_a_raised_hand_does_not_change_its_place() {
        handsAre(threeHands().when(BEN, new RaiseHand()).thenAlreadySo(), BEN, ANN, CAT);
    }

    @Test
    void a_hand_raised_again_stands_at_the_end() {
        handsAre(threeHands().does(BEN, new LowerHand(BEN)).does(BEN, new RaiseHand()), ANN, CAT, BEN);
    }

    @Test
    void a_hand_keeps_its_place_over_a_reconnect() {
        handsAre(threeHands().does(loses(BEN, 1, START)).does(resumes(BEN, 1, 2)), BEN, ANN, CAT);
    }

    @Test
    void who_leaves_takes_the_hand_along() {
        handsAre(threeHands().does(BEN, leaves(BEN, 1)).does(enters(BEN, 2)), ANN, CAT);
    }

    @Test
    void who_waits_raises_no_hand() {
        startedRoom().waiting(ANN).when(ANN, new RaiseHand()).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void one_lowers_the_own_hand_and_staff_lower_any() {
        threeHands()
                .when(BEN, new LowerHand(BEN))
                .then(new RoomEvent.HandLowered(BEN, BEN))
                .when(FAY, new LowerHand(ANN))
                .then(new RoomEvent.HandLowered(ANN, FAY))
                .when(FAY, new LowerHand(ANN))
                .thenAlreadySo();
    }

    @Test
    void only_a_hand_of_somebody_in_the_room_can_be_lowered() {
        var room = startedRoom().waiting(ANN);
        room.when(FAY, new LowerHand(ANN)).thenRefused(RejectionCode.NOT_IN_ROOM);
        room.when(FAY, new LowerHand(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void staff_lower_all_hands_at_once() {
        handsAre(
                threeHands()
                        .when(FAY, new LowerAllHands())
                        .then(new RoomEvent.HandsLowered(FAY))
                        .when(FAY, new LowerAllHands())
                        .thenAlreadySo());
    }

    @Test
    void lowered_hands_come_back_before_newer_ones_within_the_undo_time() {
        handsAre(
                threeHands()
                        .does(FAY, new LowerAllHands())
                        .does(CAT, new RaiseHand())
                        .after(10_000)
                        .when(FAY, new RestoreHands())
                        .then(new RoomEvent.HandsRestored(FAY)),
                BEN,
                ANN,
                CAT);
    }

    @Test
    void after_the_undo_time_lowered_hands_stay_down() {
        threeHands()
                .does(FAY, new LowerAllHands())
                .after(10_001)
                .when(FAY, new RestoreHands())
                .thenRefused(RejectionCode.TOO_LATE_TO_UNDO);
    }

    @Test
    void there_is_nothing_to_restore_when_nothing_was_lowered() {
        threeHands().when(FAY, new RestoreHands()).thenRefused(RejectionCode.NOTHING_TO_UNDO);
    }

    @Test
    void who_left_meanwhile_gets_no_hand_back() {
        handsAre(
                threeHands()
                        .does(FAY, new LowerAllHands())
                        .does(BEN, leaves(BEN, 1))
                        .does(FAY, new SendBack(ANN))
                        .does(FAY, new RestoreHands()),
                CAT);
    }
}
