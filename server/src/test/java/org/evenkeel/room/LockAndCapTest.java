package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.GUS;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;
import org.evenkeel.room.RoomCommand.LockRoom;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.UnlockRoom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who a locked and who a full room keeps out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LockAndCapTest {

    private static Given roomOfTwo() {
        return room(RoomKind.THERAPY, new RoomPolicy(2, 120_000, 60_000, 600_000, 1_800_000, 10_000, false))
                .entered(FAY)
                .does(FAY, new Start());
    }

    @Test
    void the_room_is_locked_and_unlocked_once() {
        startedRoom()
                .when(FAY, new UnlockRoom())
                .thenAlreadySo()
                .when(FAY, new LockRoom())
                .then(new RoomEvent.RoomLocked(FAY))
                .when(FAY, new LockRoom())
                .thenAlreadySo()
                .when(FAY, new UnlockRoom())
                .then(new RoomEvent.RoomUnlocked(FAY));
    }

    @Test
    void a_locked_room_stops_new_people() {
        var room = startedRoom().does(FAY, new LockRoom());
        room.when(enters(ANN, 1)).thenRefused(RejectionCode.ROOM_LOCKED);
        room.when(enters(GUS, 1)).thenRefused(RejectionCode.ROOM_LOCKED);
        room.does(FAY, new UnlockRoom()).entered(ANN);
    }

    @Test
    void staff_pass_the_lock_always() {
        startedRoom().does(FAY, new LockRoom()).entered(COLE, MO, PIA);
    }

    @Test
    void the_lock_shuts_out_nobody_who_was_admitted_or_is_in_the_grace_time() {
        startedRoom()
                .admitted(ANN)
                .waiting(BEN)
                .does(FAY, new LockRoom())
                .does(ANN, leaves(ANN, 1))
                .does(enters(ANN, 2))
                .where(ANN, Member::inRoom, true)
                .does(loses(BEN, 1, START))
                .does(enters(BEN, 2))
                .where(BEN, Member::waiting, true);
    }

    @Test
    void who_waited_and_left_is_a_new_person_to_a_locked_room() {
        startedRoom()
                .waiting(ANN)
                .does(ANN, leaves(ANN, 1))
                .does(FAY, new LockRoom())
                .when(enters(ANN, 2))
                .thenRefused(RejectionCode.ROOM_LOCKED);
    }

    @Test
    void a_full_room_admits_nobody() {
        roomOfTwo().admitted(ANN, BEN).waiting(CAT).when(FAY, new Admit(CAT)).thenRefused(RejectionCode.ROOM_FULL);
    }

    @Test
    void a_seat_in_the_grace_time_is_taken_and_a_seat_left_is_free() {
        roomOfTwo()
                .admitted(ANN, BEN)
                .waiting(CAT)
                .does(loses(BEN, 1, START))
                .when(FAY, new Admit(CAT))
                .thenRefused(RejectionCode.ROOM_FULL)
                .after(120_000)
                .doesWhatIsDue()
                .does(FAY, new Admit(CAT));
    }

    @Test
    void staff_observers_and_interpreters_take_no_seat_and_guests_do() {
        roomOfTwo()
                .entered(COLE, OLA, INA)
                .admitted(ANN, GUS)
                .waiting(BEN)
                .when(FAY, new Admit(BEN))
                .thenRefused(RejectionCode.ROOM_FULL);
    }

    @Test
    void one_press_admits_in_the_order_of_the_queue_up_to_the_cap() {
        roomOfTwo()
                .waiting(CAT)
                .after(1)
                .waiting(ANN)
                .after(1)
                .waiting(BEN)
                .when(FAY, new AdmitAllExpected())
                .then(new RoomEvent.Admitted(CAT, Optional.of(FAY)), new RoomEvent.Admitted(ANN, Optional.of(FAY)))
                .when(FAY, new AdmitAllExpected())
                .thenRefused(RejectionCode.ROOM_FULL);
    }

    @Test
    void every_kind_has_its_default_cap() {
        var caps = new LinkedHashMap<String, Integer>();
        for (var kind : RoomKind.values()) {
            caps.put(kind.name(), RoomPolicy.defaults(kind).cap());
        }
        assertThat(caps)
                .isEqualTo(
                        Map.of(
                                "THERAPY", 12,
                                "SKILLS", 12,
                                "EDUCATION", 35,
                                "SUPPORT", 12,
                                "PEER", 12,
                                "FAMILY", 6,
                                "MULTI_FAMILY", 24,
                                "INDIVIDUAL", 1,
                                "ALUMNI", 20));
    }
}
