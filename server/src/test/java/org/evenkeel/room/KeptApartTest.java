package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.leaves;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;
import org.evenkeel.room.RoomCommand.Decline;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Two who must not meet: care staff are warned, one press admits neither silently, and whoever decides may. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptApartTest {

    private static final KeptApart ANN_AND_BEN =
            KeptApart.of(List.of(new KeptApart.Pair(People.person(ANN), People.person(BEN))));

    @Test
    void one_press_leaves_both_in_the_queue_while_both_wait() {
        startedRoom()
                .waiting(ANN, BEN, CAT)
                .when(FAY, new AdmitAllExpected(ANN_AND_BEN))
                .then(new RoomEvent.Admitted(CAT, Optional.of(FAY)))
                .where(ANN, Member::waiting, true)
                .where(BEN, Member::waiting, true);
    }

    @Test
    void one_press_leaves_him_in_the_queue_while_the_other_is_in_the_room() {
        startedRoom()
                .admitted(BEN)
                .waiting(ANN)
                .when(FAY, new AdmitAllExpected(ANN_AND_BEN))
                .thenAlreadySo()
                .where(ANN, Member::waiting, true);
    }

    @Test
    void one_press_admits_him_when_the_other_has_gone() {
        startedRoom()
                .admitted(BEN)
                .does(BEN, leaves(BEN, 1))
                .waiting(ANN)
                .when(FAY, new AdmitAllExpected(ANN_AND_BEN))
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)));
    }

    @Test
    void who_decides_by_name_may_admit_him() {
        startedRoom()
                .admitted(BEN)
                .waiting(ANN)
                .when(FAY, new Admit(ANN))
                .then(new RoomEvent.Admitted(ANN, Optional.of(FAY)));
    }

    @Test
    void care_staff_are_told_of_those_who_are_in_the_room_or_wait_too_and_nobody_else_is() {
        var state = startedRoom().waiting(ANN, BEN, CAT).state();
        assertThat(ANN_AND_BEN.toldTo(Audience.CARE, state, ANN)).containsExactly(BEN);
        assertThat(ANN_AND_BEN.toldTo(Audience.CARE, state, BEN)).containsExactly(ANN);
        assertThat(ANN_AND_BEN.toldTo(Audience.CARE, state, CAT)).isEmpty();
        for (var audience : List.of(Audience.STAFF, Audience.MEMBER, Audience.WAITING)) {
            assertThat(ANN_AND_BEN.toldTo(audience, state, ANN)).as(audience.name()).isEmpty();
        }
    }

    @Test
    void who_waited_before_is_told_of_anew_when_the_other_comes_and_when_he_is_sent_away() {
        var alone = startedRoom().waiting(ANN);
        var both = alone.after(1).waiting(BEN);
        var declined = both.does(FAY, new Decline(BEN));
        assertThat(waiters(ANN_AND_BEN.news(alone.state(), both.state(), Audience.CARE))).containsExactly(ANN, BEN);
        assertThat(waiters(ANN_AND_BEN.news(both.state(), declined.state(), Audience.CARE))).containsExactly(ANN);
        assertThat(ANN_AND_BEN.news(both.state(), both.state(), Audience.CARE)).isEmpty();
        assertThat(ANN_AND_BEN.news(alone.state(), both.state(), Audience.STAFF)).isEmpty();
    }

    private static List<MemberId> waiters(List<Change> changes) {
        return changes.stream().map(change -> ((Change.WaitingChanged) change).waiter().member()).toList();
    }

    @Test
    void a_pair_is_never_printed() {
        assertThat(new AdmitAllExpected(ANN_AND_BEN).toString()).doesNotContain(People.person(ANN).value() + ",");
        assertThat(ANN_AND_BEN).hasToString("KeptApart[2 people]");
    }
}
