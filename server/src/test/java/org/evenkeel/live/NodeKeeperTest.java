package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;

import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.live.StoreFaults.CallFault;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand.LoseConnection;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.StartTimer;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** Who is alive, who is judged dead, and what is done in rooms that nobody looks at. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(10)
class NodeKeeperTest {

    private final LiveStory story = new LiveStory();
    private final HarnessNode a = story.node("node-a");

    private List<RoomEvent.ConnectionLost> losses() {
        return story.ledger.read(ROOM).stream()
                .map(fact -> fact.fact())
                .filter(RoomEvent.ConnectionLost.class::isInstance)
                .map(RoomEvent.ConnectionLost.class::cast)
                .toList();
    }

    @Test
    void a_dead_nodes_members_are_lost_at_its_last_renewal() {
        var b = story.node("node-b");
        story.session(b);
        story.advance(20_000);
        story.kill(b);
        long renewed = b.renewedAt();
        story.advance(NodeKeeper.LEASE_MILLIS + NodeKeeper.RENEW_MILLIS + 1_000);

        assertThat(losses()).hasSize(2).allMatch(lost -> lost.effectiveAt() == renewed);
        assertThat(losses()).allMatch(lost -> lost.reason() == LeaveReason.NODE_LOST);
        story.advance(NodeKeeper.LEASE_MILLIS);
        assertThat(story.store.node(a.id()).all()).containsOnlyKeys(a.id());
        assertThat(story.store.node(a.id()).roomsOf(b.id())).isEmpty();
    }

    /** After an outage every lease looks old. A judge who does not know that sends a whole clinic home. */
    @Test
    void nobody_is_judged_until_the_store_has_answered_for_a_lease() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(20_000);
        story.store.down();
        story.advance(60_000);
        story.store.up();
        // Node b is slow to find the store again: only a takes turns.
        long until = story.now() + NodeKeeper.LEASE_MILLIS - 1_000;
        story.pause(b);
        story.advance(until - story.now());
        assertThat(losses()).isEmpty();

        story.goOn(b);
        story.advance(30_000);
        assertThat(losses()).isEmpty();
    }

    @Test
    void a_restarted_store_begins_the_wait_anew() {
        var b = story.node("node-b");
        story.session(b);
        story.advance(20_000);
        story.kill(b);
        story.advance(8_000);
        story.store.restart();
        story.advance(8_000);
        assertThat(losses()).isEmpty();

        story.advance(12_000);
        assertThat(losses()).hasSize(2);
    }

    @Test
    void one_failed_renewal_begins_the_wait_anew() {
        var b = story.node("node-b");
        story.session(b);
        story.advance(20_000);
        story.kill(b);
        story.advance(8_000);
        story.store.faults(new StoreFaults.Planned().next(Call.RENEW, CallFault.FAIL_BEFORE));
        story.advance(8_000);
        assertThat(losses()).isEmpty();

        story.advance(10_000);
        assertThat(losses()).hasSize(2);
    }

    /**
     * A flush takes all leases away and breaks no connection. The judge, whose own row was back first, took everybody
     * on the other nodes for members of unknown, dead nodes, and all were shown as gone at once.
     */
    @Test
    void a_flush_makes_no_living_node_a_stranger() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(20_000);
        story.store.flush();
        story.advance(30_000);

        assertThat(losses()).isEmpty();
        assertThat(story.member(a, ANN).presence()).isEqualTo(Presence.CONNECTED);
    }

    /** Of a node that died around a flush the store knows nothing; the judge remembers what he saw. */
    @Test
    void a_dead_node_without_a_row_is_judged_by_the_renewal_that_was_seen() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(20_000);
        story.kill(b);
        long renewed = b.renewedAt();
        story.advance(1_000);
        story.store.flush();
        story.advance(40_000);

        assertThat(losses()).hasSize(2).allMatch(lost -> lost.effectiveAt() == renewed);
    }

    /** Files of ten minutes ago show leases of ten minutes ago. */
    @Test
    void a_store_that_was_set_back_does_not_move_a_death_to_earlier() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(5_000);
        var saved = story.store.save();
        story.advance(600_000);
        story.kill(b);
        long renewed = b.renewedAt();
        story.store.restartFrom(saved);
        story.advance(40_000);

        assertThat(losses()).hasSize(2).allMatch(lost -> lost.effectiveAt() >= renewed - NodeKeeper.RENEW_MILLIS);
    }

    /**
     * The only node was down for twenty minutes. Everybody came back before the new one could judge the old one, their
     * new sockets took the seats, and the whole outage was counted as attendance.
     */
    @Test
    void time_in_which_every_node_was_down_is_not_attendance() {
        story.session(a);
        story.advance(60_000);
        story.kill(a);
        long there = a.renewedAt() - LiveStory.BEGIN;
        story.advance(20 * 60_000);
        var b = story.node("node-b");
        long back = story.now();
        story.resumes(b, ANN, 1, 2);
        story.resumes(b, FAY, 1, 2);
        story.advance(60_000);

        long until = story.now();
        assertThat(story.connected(ANN)).isBetween(there + until - back - 1_000, there + until - back);
        assertThat(losses()).as("said once").hasSize(2);
    }

    @Test
    void a_living_node_contradicts_a_wrong_judgement_and_nothing_is_lost() {
        var b = story.node("node-b");
        story.session(b);
        story.advance(5_000);
        a.rooms()
                .submitSurely(
                        ROOM,
                        new LoseConnection(ANN, LiveStory.socket(ANN, 1), story.now() - 3_000, LeaveReason.NODE_LOST));
        story.advance(1_000);

        assertThat(losses()).hasSize(1);
        assertThat(story.member(b, ANN).presence()).isEqualTo(Presence.CONNECTED);
        assertThat(story.connected(ANN)).isEqualTo(story.connected(FAY));
    }

    @Test
    void what_is_due_in_a_room_without_a_node_is_done() {
        story.session(a);
        story.asks(a, FAY, new StartTimer(60_000));
        story.advance(1_000);
        story.kill(a);
        var b = story.node("node-b");
        story.advance(70_000);

        assertThat(story.state(b).timer()).isEmpty();
    }

    @Test
    void two_nodes_that_do_what_is_due_do_it_once() {
        story.node("node-b");
        story.session(a);
        story.asks(a, FAY, new StartTimer(10_000));
        story.advance(20_000);

        assertThat(story.history.events(RoomEvent.TimerFinished.class)).hasSize(1);
    }

    @Test
    void a_room_without_members_here_goes_cold_and_is_warmed_again() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(30_000);
        assertThat(a.rooms().warmRooms()).containsExactly(ROOM);
        story.advance(50_000);
        assertThat(a.rooms().warmRooms()).isEmpty();
        assertThat(b.rooms().warmRooms()).containsExactly(ROOM);

        story.enters(a, ANN, 2);
        story.advance(500);
        assertThat(story.state(a)).isEqualTo(story.state(b));
    }

    /**
     * A command was posted while the room was going cold: it lay in a mailbox that nobody emptied any more, and its
     * sender waited for ever.
     */
    @Test
    void a_command_that_comes_while_the_room_goes_cold_is_answered() {
        story.session(a);
        story.advance(500);
        a.rooms().cool(ROOM);
        var before = story.asks(a, ANN, new WriteToStaff("before"));
        a.turn();
        a.rooms().cool(ROOM);
        a.turn();
        var after = story.asks(a, ANN, new WriteToStaff("after"));
        story.advance(500);

        assertThat(before.join()).isInstanceOf(Answer.Done.class);
        assertThat(after.join()).isInstanceOf(Answer.Done.class);
    }

    /**
     * The room was about to go cold for want of people when somebody came in, in the same turn. He sat in a room that
     * heard nothing more, and when it was warmed again his seat was taken for one without a socket: his time ended.
     */
    @Test
    void a_room_that_somebody_enters_while_it_goes_cold_stays_warm() {
        var b = story.node("node-b");
        story.session(b);
        a.rooms().warm(ROOM);
        story.advance(500);
        a.rooms().cool(ROOM);
        story.enters(a, ANN, 2);
        story.advance(500);

        assertThat(a.rooms().warmRooms()).containsExactly(ROOM);
        story.asks(b, FAY, new StartBreak());
        story.advance(500);
        assertThat(story.state(a).breakSince()).isPresent();
        assertThat(story.member(b, ANN).presence()).isEqualTo(Presence.CONNECTED);
    }

    @Test
    void a_node_whose_clock_is_off_does_not_serve() {
        story.advance(1_000);
        assertThat(a.keeper().trusted()).isTrue();
        story.skewStore(NodeKeeper.LARGEST_SKEW + 1);
        story.advance(4_000);
        assertThat(a.keeper().trusted()).isFalse();
    }

    @Test
    void a_node_whose_lease_is_not_renewed_holds_none_until_it_is() {
        story.advance(1_000);
        assertThat(a.keeper().holdsLease()).isTrue();
        story.store.faults(refusesRenewals(60));
        story.advance(NodeKeeper.RENEW_MILLIS);
        assertThat(a.keeper().holdsLease()).isTrue();
        story.advance(NodeKeeper.LEASE_MILLIS);
        assertThat(a.keeper().holdsLease()).isFalse();
        assertThat(a.keeper().trusted()).isTrue();
        story.store.faults(new StoreFaults.Planned());
        story.advance(1_000);
        assertThat(a.keeper().holdsLease()).isTrue();
    }

    /** As a store does whose disk is full: it answers everything else. */
    private static StoreFaults refusesRenewals(int times) {
        var faults = new StoreFaults.Planned();
        for (int i = 0; i < times; i++) {
            faults.next(Call.RENEW, CallFault.FAIL_BEFORE);
        }
        return faults;
    }
}
