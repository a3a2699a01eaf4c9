package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.CLEAR;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.loses;

import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.LockRoom;
import org.evenkeel.room.RoomCommand.LockSpeakingForAll;
import org.evenkeel.room.RoomCommand.MuteAll;
import org.evenkeel.room.RoomCommand.NotNow;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.StartTimer;
import org.evenkeel.room.RoomCommand.WriteToMember;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What one viewer may see of a room. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomViewTest {

    private static Sight.Room seenBy(MemberId viewer, Given room) {
        return RoomView.whole(room.state(), room.member(viewer));
    }

    @Test
    void who_waits_sees_neither_the_room_nor_the_others_nor_a_count() {
        var room =
                startedRoom()
                        .entered(COLE)
                        .admitted(ANN)
                        .waiting(BEN, CAT)
                        .does(ANN, new RaiseHand())
                        .does(ANN, new AskForSupport())
                        .does(FAY, new LockRoom())
                        .does(FAY, new StartBreak())
                        .does(FAY, new StartTimer(60_000));
        var seen = seenBy(BEN, room);
        assertThat(seen.members()).isEmpty();
        assertThat(seen.waiting()).isEmpty();
        assertThat(seen.outside()).isEmpty();
        assertThat(seen.alerts()).isEmpty();
        assertThat(seen.session().lead()).isEmpty();
        assertThat(seen.session().locked()).isFalse();
        assertThat(seen.session().breakSince()).isEmpty();
        assertThat(seen.session().timer()).isEmpty();
        assertThat(RoomView.changes(startedRoom().state(), room.state(), Audience.WAITING)).isEmpty();
    }

    @Test
    void who_waits_does_not_learn_what_is_done_to_all_in_the_room() {
        var before = startedRoom().admitted(ANN).waiting(BEN);
        Stream.of(
                        before.does(FAY, new MuteAll()),
                        before.does(FAY, new LockSpeakingForAll()),
                        before.happened(new RoomEvent.MutedForStaffGone()))
                .forEach(
                        after -> {
                            assertThat(seenBy(BEN, after)).isEqualTo(seenBy(BEN, before));
                            assertThat(seenBy(ANN, after)).isNotEqualTo(seenBy(ANN, before));
                        });
    }

    @Test
    void who_waits_learns_whether_the_room_is_not_yet_open_open_or_ended() {
        var early = room().entered(FAY).waiting(ANN);
        var open = early.does(FAY, new Start());
        assertThat(seenBy(ANN, early).session().phase()).isEqualTo(Phase.PREPARED);
        assertThat(seenBy(ANN, open).session().phase()).isEqualTo(Phase.STARTED);
        assertThat(seenBy(ANN, open.does(FAY, new End())).session().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void who_was_sent_back_sees_nothing_of_the_room_any_more() {
        var room = startedRoom().admitted(ANN, BEN).does(FAY, new SendBack(ANN));
        assertThat(seenBy(ANN, room).members()).isEmpty();
        assertThat(seenBy(BEN, room).members()).extracting(Sight.Person::member).containsExactly(FAY, BEN);
    }

    @Test
    void staff_who_join_late_get_the_whole_queue() {
        var room = startedRoom().waiting(ANN).after(1).waiting(BEN).entered(COLE);
        assertThat(seenBy(COLE, room).waiting()).extracting(Sight.Waiter::member).containsExactly(ANN, BEN);
    }

    @Test
    void facilitators_see_gate_answers_and_other_staff_only_that_there_are_some() {
        var room = startedRoom().entered(PIA, MO).waiting(ANN);
        assertThat(seenBy(FAY, room).waiting().getFirst().gate()).contains(CLEAR);
        for (var who : List.of(PIA, MO)) {
            assertThat(seenBy(who, room).waiting().getFirst().gate()).isEmpty();
            assertThat(seenBy(who, room).waiting().getFirst().gatePassed()).isTrue();
        }
    }

    @Test
    void not_now_is_not_told_to_who_waits() {
        var room = startedRoom().waiting(ANN).does(FAY, new NotNow(ANN));
        assertThat(seenBy(ANN, room).self().cause()).contains(WaitingCause.ARRIVED);
        assertThat(seenBy(FAY, room).waiting().getFirst().cause()).isEqualTo(WaitingCause.NOT_NOW);
    }

    @Test
    void an_acting_lead_is_told_to_staff_only() {
        var room = startedRoom().entered(COLE).admitted(ANN).does(loses(FAY, 1, START));
        assertThat(seenBy(COLE, room).session().lead()).contains(COLE);
        assertThat(seenBy(COLE, room).session().actingLead()).isTrue();
        assertThat(seenBy(ANN, room).session().lead()).contains(FAY);
        assertThat(seenBy(ANN, room).session().actingLead()).isFalse();
    }

    @Test
    void a_call_for_support_and_a_removal_are_shown_to_staff_and_to_no_other_member() {
        var room =
                startedRoom()
                        .admitted(ANN, BEN, CAT)
                        .does(ANN, new AskForSupport())
                        .does(FAY, new Remove(CAT, RemovalKind.BARRED, RemovalReason.SAFETY));
        assertThat(seenBy(FAY, room).alerts()).extracting(Sight.Alert::member).containsExactly(ANN);
        assertThat(seenBy(FAY, room).outside()).extracting(Sight.Outsider::member).containsExactly(CAT);
        assertThat(seenBy(BEN, room).alerts()).isEmpty();
        assertThat(seenBy(BEN, room).outside()).isEmpty();
        assertThat(seenBy(BEN, room).members()).noneMatch(Sight.Person::supportAsked);
    }

    @Test
    void a_note_to_staff_is_read_by_its_writer_and_staff_and_a_staff_message_by_staff() {
        var room =
                startedRoom()
                        .entered(OLA)
                        .admitted(ANN, BEN)
                        .does(ANN, new WriteToStaff("too loud"))
                        .does(FAY, new SayToStaff("five minutes"))
                        .does(FAY, new WriteToMember(BEN, "well done"));
        assertThat(texts(seenBy(FAY, room))).containsExactly("too loud", "five minutes", "well done");
        assertThat(texts(seenBy(ANN, room))).containsExactly("too loud");
        assertThat(texts(seenBy(BEN, room))).containsExactly("well done");
        assertThat(texts(seenBy(OLA, room))).isEmpty();
    }

    @Test
    void others_see_a_reconnecting_person_at_once() {
        var room = startedRoom().admitted(ANN, BEN);
        var lost = room.does(loses(ANN, 1, START));
        assertThat(RoomView.changes(room.state(), lost.state(), Audience.MEMBER))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.MemberChanged.class,
                        change -> assertThat(change.person().presence()).isEqualTo(Presence.RECONNECTING));
    }

    private static List<String> texts(Sight.Room seen) {
        return seen.messages().stream().map(Message::text).toList();
    }
}
