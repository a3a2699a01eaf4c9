package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;

import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.SayInRoom;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.SupportSeen;
import org.evenkeel.room.RoomCommand.WriteToMember;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomCommand.WriteToWaiting;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Messages and calls for support. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordsTest {

    private static Given chattingRoom() {
        return room(RoomKind.THERAPY, new RoomPolicy(12, 120_000, 60_000, 600_000, 1_800_000, 10_000, true))
                .entered(FAY)
                .does(FAY, new Start())
                .admitted(ANN);
    }

    @Test
    void room_chat_is_off_by_default_for_everybody() {
        var room = startedRoom().admitted(ANN);
        room.when(ANN, new SayInRoom("hello")).thenRefused(RejectionCode.CHAT_OFF);
        room.when(FAY, new SayInRoom("hello")).thenRefused(RejectionCode.CHAT_OFF);
    }

    @Test
    void where_the_group_allows_it_people_in_the_room_write_to_the_room() {
        chattingRoom()
                .waiting(BEN)
                .when(ANN, new SayInRoom("hello"))
                .then(new RoomEvent.RoomMessage(ANN, "hello"))
                .where(
                        state ->
                                assertThat(state.messages())
                                        .containsExactly(
                                                new Message(
                                                        state.seq(),
                                                        START,
                                                        Message.Kind.ROOM,
                                                        ANN,
                                                        Optional.empty(),
                                                        "hello")))
                .when(BEN, new SayInRoom("hello"))
                .thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void members_and_waiting_people_write_to_staff() {
        startedRoom()
                .admitted(ANN)
                .waiting(BEN)
                .when(ANN, new WriteToStaff("too loud"))
                .then(new RoomEvent.NoteToStaff(ANN, "too loud"))
                .when(BEN, new WriteToStaff("am I right here?"))
                .then(new RoomEvent.NoteToStaff(BEN, "am I right here?"));
    }

    @Test
    void who_has_left_writes_to_nobody_and_asks_for_nothing() {
        var room = startedRoom().admitted(ANN).does(ANN, leaves(ANN, 1));
        room.when(ANN, new WriteToStaff("hello")).thenRefused(RejectionCode.NOT_IN_ROOM);
        room.when(ANN, new AskForSupport()).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void staff_write_among_themselves_to_one_and_to_all_who_wait() {
        startedRoom()
                .admitted(ANN)
                .waiting(BEN)
                .when(FAY, new SayToStaff("five minutes"))
                .then(new RoomEvent.StaffMessage(FAY, "five minutes"))
                .when(FAY, new WriteToMember(ANN, "well done"))
                .then(new RoomEvent.LineToMember(ANN, FAY, "well done"))
                .when(FAY, new WriteToMember(BEN, "one moment"))
                .then(new RoomEvent.LineToMember(BEN, FAY, "one moment"))
                .when(FAY, new WriteToWaiting("we begin late"))
                .then(new RoomEvent.LineToWaiting(FAY, "we begin late"));
    }

    @Test
    void a_line_to_somebody_who_is_not_there_is_refused_and_not_lost() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, leaves(ANN, 1))
                .when(FAY, new WriteToMember(ANN, "hello"))
                .thenRefused(RejectionCode.NOT_IN_ROOM)
                .when(FAY, new WriteToMember(NOBODY, "hello"))
                .thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }

    @Test
    void a_line_to_somebody_who_is_reconnecting_waits_for_him() {
        startedRoom().admitted(ANN).does(loses(ANN, 1, START)).does(FAY, new WriteToMember(ANN, "take your time"));
    }

    @Test
    void a_text_has_one_to_a_thousand_characters() {
        var room = chattingRoom();
        for (var blank : List.of("", "  \n\t")) {
            room.when(ANN, new SayInRoom(blank)).thenRefused(RejectionCode.TEXT_EMPTY);
            room.when(ANN, new WriteToStaff(blank)).thenRefused(RejectionCode.TEXT_EMPTY);
            room.when(FAY, new WriteToMember(ANN, blank)).thenRefused(RejectionCode.TEXT_EMPTY);
        }
        var emoji = "\uD83D\uDE42".repeat(1000);
        room.does(ANN, new SayInRoom(emoji)).does(FAY, new SayToStaff(emoji)).does(FAY, new WriteToWaiting(emoji));
        room.when(ANN, new SayInRoom(emoji + "!")).thenRefused(RejectionCode.TEXT_TOO_LONG);
        room.when(FAY, new WriteToWaiting(emoji + "!")).thenRefused(RejectionCode.TEXT_TOO_LONG);
    }

    @Test
    void the_last_hundred_messages_are_kept() {
        var room = chattingRoom();
        for (int i = 1; i <= 101; i++) {
            room = room.does(ANN, new SayInRoom("line " + i));
        }
        assertThat(room.state().messages()).hasSize(100);
        assertThat(room.state().messages().getFirst().text()).isEqualTo("line 2");
        assertThat(room.state().messages().getLast().text()).isEqualTo("line 101");
    }

    @Test
    void support_is_one_press_from_the_room_and_from_the_waiting_room() {
        startedRoom()
                .admitted(ANN)
                .entered(BEN)
                .when(ANN, new AskForSupport())
                .then(new RoomEvent.SupportAsked(ANN))
                .when(ANN, new AskForSupport())
                .thenAlreadySo()
                .when(BEN, new AskForSupport())
                .then(new RoomEvent.SupportAsked(BEN));
    }

    @Test
    void an_alert_stands_until_staff_have_seen_it_even_when_the_person_is_gone() {
        startedRoom()
                .admitted(ANN)
                .does(ANN, new AskForSupport())
                .does(ANN, leaves(ANN, 1))
                .where(ANN, Member::supportAskedAt, OptionalLong.of(START))
                .when(FAY, new SupportSeen(ANN))
                .then(new RoomEvent.SupportSeen(ANN, FAY))
                .when(FAY, new SupportSeen(ANN))
                .thenAlreadySo()
                .when(FAY, new SupportSeen(NOBODY))
                .thenRefused(RejectionCode.NO_SUCH_MEMBER);
    }
}
