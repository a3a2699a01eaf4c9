package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;

import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.live.StoreFaults.CallFault;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand.Leave;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How nodes agree on a history after the store lost some of it, and what comes to the ledger whatever happens. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(10)
class RoomHealingTest {

    private final LiveStory story = new LiveStory();
    private final HarnessNode a = story.node("node-a");

    /** A flush breaks no connection and keeps the run. In a quiet room nobody noticed until the next command. */
    @Test
    void a_flush_is_noticed_in_a_quiet_room() {
        story.session(a);
        story.advance(1_000);
        var before = story.position(a);
        story.store.flush();
        story.advance(10_000);

        assertThat(story.position(a).epoch()).isGreaterThan(before.epoch());
        assertThat(story.store.state().head(ROOM)).contains(story.position(a));
        assertThat(story.member(a, ANN).presence()).isEqualTo(Presence.CONNECTED);
    }

    /**
     * The store was twice set back to the same files with no node alive that knew of the first time. Both times the
     * next node opened "epoch 2": one position meant two things, and a page that resumed from it was shown a wrong
     * room.
     */
    @Test
    void an_epochs_number_is_never_given_twice() {
        story.session(a);
        story.advance(1_000);
        var saved = story.store.save();
        story.kill(a);
        story.store.restartFrom(saved);
        var b = story.node("node-b");
        b.rooms().warm(ROOM);
        story.advance(5_000);
        var first = story.position(b);
        story.kill(b);
        story.store.restartFrom(saved);
        var c = story.node("node-c");
        c.rooms().warm(ROOM);
        story.advance(5_000);

        assertThat(story.position(c).epoch()).isGreaterThan(first.epoch());
    }

    /** A node that stood still while the others healed comes back with what they never saw. */
    @Test
    void a_node_with_a_longer_history_puts_in_what_is_missing_once() {
        var b = story.node("node-b");
        story.session(a);
        story.enters(b, ANN, 2);
        story.advance(500);
        var saved = story.store.save();
        story.store.cutBus(a.id());
        story.asks(b, ANN, 2, 1, new WriteToStaff("seen by one node only"));
        b.turn();
        story.store.restartFrom(saved);
        story.store.mendBus(a.id());
        story.pause(b);
        story.asks(a, FAY, new StartBreak());
        story.advance(3_000);
        assertThat(story.notes(a)).as("healed without it").isEmpty();
        assertThat(story.state(a).breakSince()).isPresent();

        story.goOn(b);
        story.advance(8_000);
        assertThat(story.notes(a)).containsExactly("seen by one node only");
        assertThat(story.state(a)).isEqualTo(story.state(b));
        assertThat(story.history.events(RoomEvent.NoteToStaff.class)).as("and put in again").hasSize(2);
    }

    /**
     * How far a history goes was said once, by a call that failed. The other node heard nothing, took its own shorter
     * history for the longest, and opened the epoch with it; what stood in the longer one's state alone was gone.
     */
    @Test
    void how_far_a_history_goes_is_said_until_it_was_said() {
        var b = story.node("node-b");
        story.session(a);
        b.rooms().warm(ROOM);
        story.advance(500);
        var saved = story.store.save();
        story.store.cutBus(b.id());
        story.asks(a, ANN, new WriteToStaff("seen by one node only"));
        a.turn();
        story.store.faults(publishingFailsUntil(story.now() + 600));
        story.store.restartFrom(saved);
        story.store.mendBus(b.id());
        story.pause(a);
        story.advance(300);
        story.goOn(a);
        story.advance(8_000);

        assertThat(story.notes(b)).containsExactly("seen by one node only");
        assertThat(story.history.events(RoomEvent.NoteToStaff.class)).as("it was never gone").hasSize(1);
    }

    private StoreFaults publishingFailsUntil(long end) {
        return new StoreFaults() {
            @Override
            public CallFault onCall(NodeId node, Call call) {
                return call == Call.PUBLISH && story.now() < end ? CallFault.FAIL_BEFORE : CallFault.NONE;
            }

            @Override
            public BusFault onMessage(NodeId to) {
                return BusFault.NONE;
            }
        };
    }

    /** The store was restarted without loss. In a quiet room nobody noticed until somebody spoke, who then waited. */
    @Test
    void a_restart_is_healed_in_a_quiet_room() {
        story.session(a);
        story.advance(1_000);
        var before = story.position(a);
        story.store.restart();
        story.advance(10_000);

        assertThat(story.position(a).epoch()).isGreaterThan(before.epoch());
        assertThat(((RoomLog.Loaded.Present) story.store.node(a.id()).load(ROOM)).intact()).isTrue();
    }

    /**
     * The node that wrote "Ann attached" died before it could tell SQL; then the store lost its tail. Another node had
     * seen it, healed the room, and threw its entries away: Ann's time was nowhere.
     */
    @Test
    void what_only_a_dead_node_wrote_is_in_the_ledger_before_a_history_is_replaced() {
        var b = story.node("node-b");
        story.session(b);
        story.advance(500);
        var saved = story.store.save();
        a.rooms().warm(ROOM);
        story.advance(500);
        story.ledger.down(true);
        story.loses(b, ANN, 1);
        story.enters(b, ANN, 2);
        story.advance(300);
        story.kill(b);
        story.store.restartFrom(saved);
        story.advance(3_000);
        story.ledger.down(false);
        story.advance(3_000);

        assertThat(story.ledger.read(ROOM))
                .anyMatch(
                        fact ->
                                fact.fact() instanceof RoomEvent.Attached attached
                                        && attached.connection().equals(LiveStory.socket(ANN, 2)));
    }

    /**
     * A node wrote that Ann left, the last whom it had, and died before SQL took it. It had nobody in the room any
     * more, so nobody swept the room, and the other node that had seen it kept it to itself: Ann's leaving was nowhere.
     */
    @Test
    void what_a_dead_node_wrote_of_its_last_member_comes_to_the_ledger() {
        var b = story.node("node-b");
        story.session(b);
        story.enters(a, ANN, 2);
        story.advance(500);
        story.ledger.down(true);
        story.asks(a, ANN, 2, 1, new Leave(LiveStory.socket(ANN, 2), LeaveReason.STEPPED_OUT));
        story.advance(300);
        story.kill(a);
        story.ledger.down(false);
        story.advance(60_000);

        assertThat(story.ledger.read(ROOM)).anyMatch(fact -> fact.fact() instanceof RoomEvent.Left);
    }

    /**
     * The store lost its tail while SQL was away. When SQL came back, every node had waited long enough for the others;
     * one that had just started and knew only what the files had was first, and a note was gone that another node knew.
     */
    @Test
    void when_sql_comes_back_the_longest_history_is_still_waited_for() {
        story.session(a);
        story.advance(500);
        var saved = story.store.save();
        story.asks(a, ANN, new WriteToStaff("seen by one node only"));
        story.advance(500);
        story.ledger.down(true);
        story.store.restartFrom(saved);
        story.pause(a);
        var b = story.node("node-b");
        story.goOn(a);
        b.rooms().warm(ROOM);
        story.advance(20_000);
        story.ledger.down(false);
        story.advance(8_000);

        assertThat(story.notes(b)).containsExactly("seen by one node only");
        assertThat(story.history.events(RoomEvent.NoteToStaff.class)).as("it was never gone").hasSize(1);
    }

    /** Cold start after a loss: who was there is known from the ledger alone. */
    @Test
    void a_room_that_no_node_knows_is_rebuilt_from_the_ledger() {
        story.session(a);
        story.asks(a, FAY, new StartBreak());
        story.advance(500);
        var before = story.state(a);
        story.kill(a);
        story.store.flush();
        var b = story.node("node-b");
        b.rooms().warm(ROOM);
        story.advance(8_000);

        assertThat(story.state(b).phase()).isEqualTo(before.phase());
        assertThat(story.state(b).breakSince()).isEqualTo(before.breakSince());
        assertThat(story.member(b, ANN).attachment()).isEqualTo(before.member(ANN).orElseThrow().attachment());
    }
}
