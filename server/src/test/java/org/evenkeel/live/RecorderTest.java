package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.Writing.ROOM;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;

/** Presence facts on their way to SQL. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(20)
class RecorderTest {

    private static final Position BEGIN = new Position(7, 0);

    private final HarnessLedger ledger = new HarnessLedger();

    /** So many entries after a place, each a fact. */
    private static List<RoomEntry> entries(Position before, int count) {
        return java.util.stream.LongStream.rangeClosed(before.seq() + 1, before.seq() + count)
                .mapToObj(
                        seq ->
                                new RoomEntry(
                                        seq,
                                        1_000 + seq,
                                        Optional.empty(),
                                        List.of(new RoomEvent.BreakStarted(new MemberId("m-fay")))))
                .toList();
    }

    private List<Long> recorded() {
        return ledger.read(ROOM).stream().map(LedgerFact::seq).toList();
    }

    @Test
    void what_is_handed_over_while_sql_is_away_is_written_when_it_is_back() {
        var recorder = Recorder.stepped(ledger);
        ledger.down(true);
        recorder.record(ROOM, BEGIN, entries(BEGIN, 2));
        assertThat(recorder.turn()).isFalse();
        recorder.record(ROOM, BEGIN.plus(2), entries(BEGIN.plus(2), 1));
        assertThat(recorder.turn()).isFalse();
        assertThat(recorder.waiting()).isEqualTo(2);
        assertThat(recorder.confirmed(ROOM, 7)).isZero();

        ledger.down(false);
        assertThat(recorder.turn()).isTrue();
        assertThat(recorded()).containsExactly(1L, 2L, 3L);
        assertThat(recorder.waiting()).isZero();
        assertThat(recorder.confirmed(ROOM, 7)).isEqualTo(3);
    }

    /**
     * The first thing a node recorded of a room was its own entry 41. It took everything before for confirmed, and the
     * log was trimmed to where SQL had nothing.
     */
    @Test
    void confirmed_means_without_a_gap() {
        var recorder = Recorder.stepped(ledger);
        recorder.record(ROOM, BEGIN.plus(40), entries(BEGIN.plus(40), 1));
        recorder.turn();
        assertThat(recorder.confirmed(ROOM, 7)).isZero();

        recorder.record(ROOM, BEGIN, entries(BEGIN, 20));
        recorder.turn();
        assertThat(recorder.confirmed(ROOM, 7)).isEqualTo(20);

        recorder.holds(ROOM, BEGIN.plus(40));
        recorder.record(ROOM, BEGIN.plus(40), entries(BEGIN.plus(40), 2));
        recorder.turn();
        assertThat(recorder.confirmed(ROOM, 7)).isEqualTo(42);
    }

    @Test
    void a_new_epoch_begins_unconfirmed_and_an_old_one_does_not_come_back() {
        var recorder = Recorder.stepped(ledger);
        recorder.record(ROOM, BEGIN, entries(BEGIN, 5));
        recorder.turn();
        recorder.holds(ROOM, new Position(9, 3));
        assertThat(recorder.confirmed(ROOM, 7)).isZero();
        assertThat(recorder.confirmed(ROOM, 9)).isEqualTo(3);

        recorder.record(ROOM, BEGIN, entries(BEGIN, 6));
        recorder.turn();
        assertThat(recorder.confirmed(ROOM, 9)).isEqualTo(3);
        assertThat(recorded()).hasSize(6);
    }

    @Test
    void handing_the_same_over_twice_is_harmless_and_another_fact_at_its_place_is_an_alarm() {
        var recorder = Recorder.stepped(ledger);
        recorder.record(ROOM, BEGIN, entries(BEGIN, 2));
        recorder.record(ROOM, BEGIN, entries(BEGIN, 2));
        recorder.turn();
        assertThat(ledger.conflicts()).isEmpty();

        var other = new RoomEntry(1, 5, Optional.empty(), List.of(new RoomEvent.StaffBack()));
        recorder.record(ROOM, BEGIN, List.of(other));
        recorder.turn();
        assertThat(ledger.conflicts()).hasSize(1);
        assertThat(recorded()).hasSize(2);
    }

    @Test
    void sql_that_does_not_answer_is_unavailable_whatever_it_throws() {
        var recorder = Recorder.stepped(ledger);
        ledger.down(true);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> recorder.head(ROOM))
                .isInstanceOf(StoreUnavailable.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> recorder.after(ROOM, BEGIN))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void closing_writes_what_waits() {
        var recorder = Recorder.start(ledger);
        recorder.record(ROOM, BEGIN, entries(BEGIN, 700));
        recorder.close();

        assertThat(recorded()).hasSize(700);
    }

    @Test
    void a_recorder_with_a_thread_of_its_own_writes_and_comes_back_after_an_outage() {
        try (var recorder = Recorder.start(ledger)) {
            recorder.record(ROOM, BEGIN, entries(BEGIN, 1));
            Await.until("written", () -> recorder.confirmed(ROOM, 7) == 1);
            ledger.down(true);
            recorder.record(ROOM, BEGIN.plus(1), entries(BEGIN.plus(1), 1));
            ledger.down(false);
            Await.until("written", () -> recorder.confirmed(ROOM, 7) == 2);
        }
    }
}
