package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.client;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;

import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.LockSpeaking;
import org.evenkeel.room.RoomCommand.MuteAll;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.StepAside;
import org.evenkeel.room.RoomCommand.StopCamera;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the media plane must hold to follows from the room's state alone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MediaOrderTest {

    private static Given annIsOn() {
        return startedRoom()
                .entered(COLE)
                .admitted(ANN, BEN)
                .does(ANN, new SetMicrophone(true))
                .does(ANN, new SetCamera(true));
    }

    private static MediaOrder order(Given room) {
        return MediaOrder.of(room.state());
    }

    private static MediaSeat seat(Given room, MemberId who) {
        return order(room).seat(who).orElseThrow();
    }

    @Test
    void who_is_in_the_room_has_a_seat_and_nobody_else() {
        var room =
                annIsOn()
                        .waiting(CAT)
                        .does(FAY, new Remove(BEN, RemovalKind.MAY_RETURN, RemovalReason.OTHER))
                        .does(COLE, leaves(COLE, 1));
        assertThat(order(room).seats()).containsOnlyKeys(FAY, ANN);
        assertThat(order(room.does(FAY, new End())).seats()).isEmpty();
    }

    @Test
    void who_reconnects_keeps_his_seat_and_is_marked() {
        var room = annIsOn().does(loses(ANN, 1, START));
        assertThat(seat(room, ANN).connected()).isFalse();
        assertThat(seat(room, ANN).page()).isEqualTo(client(ANN, 1));
    }

    @Test
    void he_is_heard_and_seen_as_he_switched_it_and_as_staff_allow() {
        assertThat(seat(annIsOn(), ANN).audible() && seat(annIsOn(), ANN).visible()).isTrue();
        assertThat(seat(annIsOn().does(FAY, new MuteAll()), ANN).audible()).isFalse();
        assertThat(seat(annIsOn().does(FAY, new LockSpeaking(ANN)), ANN).audible()).isFalse();
        assertThat(seat(annIsOn().does(FAY, new StopCamera(ANN)), ANN).visible()).isFalse();
    }

    @Test
    void an_observer_sends_nothing_and_gets_the_group() {
        var room = annIsOn().entered(OLA);
        assertThat(seat(room, OLA).sends()).isFalse();
        assertThat(seat(room, OLA).gets(seat(room, ANN))).isTrue();
    }

    @Test
    void two_orders_together_give_only_what_both_give() {
        var on = order(annIsOn());
        var muted = order(annIsOn().does(FAY, new MuteAll()));
        assertThat(on.and(muted).seat(ANN).orElseThrow().audible()).isFalse();
        assertThat(on.and(muted).seat(ANN).orElseThrow().visible()).isTrue();
        assertThat(on.and(MediaOrder.NOBODY).seats()).isEmpty();
    }

    @Test
    void whose_place_two_orders_disagree_about_is_heard_in_neither() {
        var group = annIsOn();
        var both = order(group).and(order(group.does(FAY, new StepAside(ANN))));
        var ann = both.seat(ANN).orElseThrow();
        assertThat(ann.audible() || ann.visible() || ann.receives()).isFalse();
        assertThat(both.seat(BEN).orElseThrow().gets(both.seat(COLE).orElseThrow())).isTrue();
    }
}
