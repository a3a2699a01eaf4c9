package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;

import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.live.StoreFaults.CallFault;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.Mute;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a room does on one node while others write, and when the store fails. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(10)
class RoomDeskTest {

    private final LiveStory story = new LiveStory();
    private final StoreFaults.Planned faults = new StoreFaults.Planned();
    private final HarnessNode a = story.node("node-a");

    // --- answers ---

    @Test
    void a_lost_answer_is_found_in_the_log_and_acknowledged_once() {
        story.session(a);
        story.store.faults(faults.next(Call.APPEND, CallFault.LOSE_REPLY));
        var answer = story.asks(a, ANN, new WriteToStaff("one"));
        story.advance(1_000);

        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
        assertThat(story.notes(a)).containsExactly("one");
    }

    /**
     * Two presses of "I need support" waited together. The second was answered "it is so already" before the first was
     * written; when the append failed and the node died, somebody had been told of help that nobody was called for.
     */
    @Test
    void it_is_so_already_is_said_only_when_what_made_it_so_is_written() {
        story.session(a);
        story.store.faults(faults.next(Call.APPEND, CallFault.FAIL_BEFORE));
        var first = story.asks(a, ANN, new AskForSupport());
        var second = story.asks(a, ANN, new AskForSupport());
        story.turn();

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        story.advance(1_000);
        assertThat(first.join()).isInstanceOf(Answer.Done.class);
        assertThat(second.join()).isEqualTo(first.join());
    }

    /**
     * The bus was cut, and this node did not know that Ann had switched her microphone on again. "Mute" was answered
     * "it is so already", staff read "muted", and she was heard.
     */
    @Test
    void what_an_old_state_says_is_checked_before_it_is_told() {
        var b = story.node("node-b");
        story.session(a);
        story.enters(b, ANN, 2);
        story.advance(200);
        story.asks(a, FAY, new Mute(ANN));
        story.advance(200);
        story.store.cutBus(a.id());
        story.asks(b, ANN, 2, 1, new SetMicrophone(true));
        story.turn();

        var muted = story.asks(a, FAY, new Mute(ANN));
        a.turn();

        assertThat(muted.join()).isInstanceOf(Answer.Done.class);
        assertThat(story.member(a, ANN).microphone()).isFalse();
        assertThat(story.position(a)).isEqualTo(((Answer.Done) muted.join()).at());
    }

    /**
     * The store was away when Ann opened the page; she gave up and opened it anew elsewhere. When the store came back,
     * the first page's request was written behind the second's, took its seat, and had no socket any more: both were
     * closed.
     */
    @Test
    void what_was_given_up_is_not_written_later() {
        story.session(a);
        story.store.down();
        var early = story.enters(a, ANN, 2);
        story.advance(6_000);
        assertThat(early.join()).isInstanceOf(Answer.Unavailable.class);
        story.store.up();
        var b = story.node("node-b");
        story.enters(b, ANN, 3);
        story.advance(3_000);

        assertThat(story.member(b, ANN).holds(LiveStory.socket(ANN, 3))).isTrue();
        assertThat(story.member(b, ANN).presence()).isEqualTo(Presence.CONNECTED);
    }

    /** As above, but the page was closed before the server gave up: before the room looked at it, and after. */
    @Test
    void what_was_taken_back_is_not_written_later() {
        story.session(a);
        story.enters(a, ANN, 4).cancel(false);
        story.advance(200);
        story.store.down();
        var early = story.enters(a, ANN, 2);
        story.advance(1_000);
        early.cancel(false);
        story.store.up();
        var b = story.node("node-b");
        story.enters(b, ANN, 3);
        story.advance(3_000);

        assertThat(story.member(b, ANN).holds(LiveStory.socket(ANN, 3))).isTrue();
        assertThat(story.history.events(RoomEvent.Attached.class))
                .extracting(RoomEvent.Attached::connection)
                .doesNotContain(LiveStory.socket(ANN, 2), LiveStory.socket(ANN, 4));
    }

    /**
     * A listener threw while an entry was told to it: the rest of the batch was not folded, and the senders were never
     * answered.
     */
    @Test
    void a_listeners_defect_keeps_nobody_without_an_answer() {
        var b =
                story.node(
                        "node-b",
                        (_, _, _, _, _) -> {
                            throw new IllegalStateException("a defect");
                        });
        story.session(b);
        var first = story.asks(b, ANN, new WriteToStaff("one"));
        var second = story.asks(b, ANN, new WriteToStaff("two"));
        story.turn();

        assertThat(first.join()).isInstanceOf(Answer.Done.class);
        assertThat(second.join()).isInstanceOf(Answer.Done.class);
    }

    // --- warming up ---

    /** "Warm this room" only made the room's thread, which then slept until somebody asked something. */
    @Test
    void a_room_is_warmed_without_being_asked_anything() {
        var b = story.node("node-b");
        story.session(a);
        story.advance(200);
        b.rooms().warm(ROOM);
        b.turn();

        assertThat(story.state(b)).isEqualTo(story.state(a));
    }

    @Test
    void reading_a_room_that_nobody_wrote_leaves_nothing_in_the_store() {
        var seen = a.rooms().read(ROOM, state -> state.seq());
        story.advance(1_000);

        assertThat(seen.join()).isZero();
        assertThat(story.store.state().head(ROOM)).isEmpty();
    }

    /** Without SQL nobody could join a whole and running room through a node that had no member of it yet. */
    @Test
    void sql_being_away_does_not_keep_a_whole_room_from_being_warmed() {
        story.session(a);
        story.advance(200);
        story.ledger.down(true);
        var b = story.node("node-b");
        var answer = story.enters(b, ANN, 2);
        story.advance(500);

        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
    }

    @Test
    void without_sql_nobody_takes_a_lost_room_for_a_new_one() {
        story.ledger.down(true);
        var answer = story.enters(a, ANN, 1);
        story.advance(1_000);

        assertThat(answer).isNotDone();
        assertThat(story.store.state().head(ROOM)).isEmpty();
    }

    // --- snapshots ---

    /**
     * A snapshot went beyond what SQL had. Its node died with the facts still in hand; every other node loaded the
     * snapshot, never saw the entries behind it, and the ledger stayed short of them for ever.
     */
    @Test
    void no_snapshot_stands_beyond_what_the_ledger_has() {
        story.session(a);
        story.advance(500);
        story.ledger.down(true);
        story.enters(a, ANN, 2);
        a.turn();
        long unrecorded = story.position(a).seq();
        for (int i = 0; i < 400; i++) {
            story.asks(a, FAY, new Mute(ANN));
            story.asks(a, ANN, 2, i + 1, new SetMicrophone(true));
            a.turn();
        }
        assertThat(story.position(a).seq()).isGreaterThan(unrecorded + 512);
        assertThat(snapshotSeq()).isLessThan(unrecorded);
        story.kill(a);
        story.ledger.down(false);
        story.node("node-b").rooms().warm(ROOM);
        story.advance(1_000);

        assertThat(story.ledger.read(ROOM))
                .anyMatch(
                        fact ->
                                fact.fact() instanceof RoomEvent.Attached attached
                                        && attached.connection().equals(LiveStory.socket(ANN, 2)));
    }

    @Test
    void a_long_room_is_loaded_from_a_snapshot() {
        story.session(a);
        for (int i = 0; i < 400; i++) {
            story.asks(a, ANN, new SetMicrophone(true));
            story.asks(a, ANN, new SetMicrophone(false));
            story.advance(100);
        }
        assertThat(snapshotSeq()).isGreaterThan(200);
        var b = story.node("node-b");
        b.rooms().warm(ROOM);
        story.advance(500);
        assertThat(story.state(b)).isEqualTo(story.state(a));
    }

    private long snapshotSeq() {
        var present = (RoomLog.Loaded.Present) story.store.node(a.id()).load(ROOM);
        return present.snapshot().map(snapshot -> snapshot.at().seq()).orElse(0L);
    }
}
