package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;
import static org.evenkeel.live.LiveStory.socket;
import static org.evenkeel.live.LiveStory.tab;

import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** From the room's log to the media plane: who has the lease, what is ordered, and what happens without a log. */
@Timeout(60)
class MediaDeskTest extends MediaNodes {

    @Test
    void whoWaitsHasNoSeatAndWhoIsAdmittedHasOne() {
        enters(a, FAY);
        done(asks(a, FAY, new RoomCommand.Start()));
        enters(a, ANN);
        Await.until("fay has a seat", () -> a.room().order().seat(FAY).isPresent());
        assertThat(a.room().order().seat(ANN)).isEmpty();

        done(asks(a, FAY, new RoomCommand.Admit(ANN)));

        Await.until("ann has one", () -> a.room().order().seat(ANN).isPresent());
    }

    @Test
    void theOrderFollowsTheLog() {
        session(a);
        Await.until("ann is heard", () -> a.room().isAudible(ANN));

        done(asks(a, FAY, new RoomCommand.Mute(ANN)));
        assertThat(a.room().isAudible(ANN)).isFalse();

        done(asks(a, ANN, new RoomCommand.SetMicrophone(true)));
        assertThat(a.room().isAudible(ANN)).isTrue();
        Await.until("staff are told", () -> !a.helds.isEmpty());
    }

    @Test
    void aSocketThatTakesTheSeatIsGreetedOnce() {
        session(a);
        var page = new MediaPage(ANN, tab(ANN, 1));
        Await.until("greeted", () -> a.room().greeted().contains(page));

        done(
                a.rooms.submit(
                        ROOM,
                        Submission.byServer(
                                clock.getAsLong(), new RoomCommand.Resume(ANN, socket(ANN, 1), socket(ANN, 2), A))));
        done(asks(a, FAY, new RoomCommand.Mute(ANN)));

        assertThat(a.room().greeted().stream().filter(page::equals)).hasSize(2);
    }

    @Test
    void theEndEndsTheMediaAndGivesTheLeaseBack() {
        session(a);
        var room = a.room();
        done(asks(a, FAY, new RoomCommand.End()));
        assertThat(room.order().seats()).isEmpty();

        a.desks.tick();

        assertThat(room.howClosed()).isEqualTo("ended");
        assertThat(leases.take(ROOM, B, Set.of()).holder()).isEqualTo(B);
    }

    @Test
    void oneNodeControlsARoomAndTheOtherTakesOverWhenItsLeaseRanOut() {
        session(a);
        a.room();
        var b = new Node(B, Set.of());
        done(
                b.rooms.submit(
                        ROOM,
                        Submission.byServer(
                                clock.getAsLong(), new RoomCommand.Resume(ANN, socket(ANN, 1), socket(ANN, 2), B))));
        b.desks.tick();
        assertThat(b.plane.opened(ROOM)).isEmpty();

        skew.addAndGet(MediaLeases.LEASE_MILLIS + 1);
        b.desks.tick();

        assertThat(b.room().term()).isEqualTo(2);
        a.desks.tick();
        assertThat(a.room().howClosed()).isEqualTo("left");
    }

    @Test
    void theSuccessorOfADeadNodeTakesItsRoomsAtOnceAndForItsMembers() {
        session(a);
        a.room();
        var next = new Node(B, Set.of(A));

        next.rooms.warm(ROOM);

        assertThat(next.room().term()).isEqualTo(2);
        Await.until("the dead node's members keep their seats", () -> next.room().isAudible(ANN));
    }

    @Test
    void aRoomThatThePlaneLostIsOpenedAgain() {
        session(a);
        a.room().listener().lost();

        a.desks.tick();

        assertThat(a.plane.opened(ROOM)).hasSize(2);
        Await.until("ordered again", () -> a.room().isAudible(ANN));
    }

    @Test
    void aRoomThatWentColdTakesNoLeaseAnyMore() {
        session(a);
        var free = new MemoryMediaStore(clock);
        var alone = alone(free);
        alone.desk().replaced(state(), new Position(1, 1));
        alone.desk().leave();

        alone.desk().keep();

        assertThat(alone.plane().opened(ROOM)).isEmpty();
        assertThat(free.take(ROOM, B, Set.of()).holder()).isEqualTo(B);
    }

    @Test
    void whoComesWhileTheLeaseIsGivenBackTakesItAgain() throws InterruptedException {
        session(a);
        var there = state();
        var free = new MemoryMediaStore(clock);
        var coming = new AtomicReference<Thread>();
        var meanwhile = new AtomicReference<Runnable>();
        var alone = alone(new SlowToRelease(free, () -> meanwhile.get().run()));
        alone.desk().replaced(there, new Position(1, 1));
        alone.desk().keep();
        done(asks(a, FAY, new RoomCommand.End()));
        alone.desk().replaced(state(), new Position(1, 2));
        meanwhile.set(() -> coming.set(comesAgain(alone.desk(), there)));

        alone.desk().keep();
        coming.get().join();

        assertThat(free.take(ROOM, B, Set.of()).holder()).isEqualTo(A);
        assertThat(alone.plane().opened(ROOM).getLast().howClosed()).isEmpty();
    }

    /** In a room of which the lease is being given back; with all the time that it takes to take it. */
    private static Thread comesAgain(MediaDesk desk, RoomState there) {
        var coming =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    desk.replaced(there, new Position(1, 3));
                                    desk.keep();
                                });
        try {
            coming.join(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return coming;
    }

    private RoomState state() {
        return a.rooms.read(ROOM, state -> state).join();
    }

    private record Alone(MediaDesk desk, MemoryMedia plane) {}

    /** A desk of node A that asks its store only when it is told to. */
    private Alone alone(MediaLeases store) {
        var plane = new MemoryMedia();
        var parts = new MediaParts(plane, store, a, a.parts.bus(), Set.of(), clock, _ -> {});
        return new Alone(new MediaDesk(ROOM, A, parts, new Nobody().listen(ROOM, _ -> Optional.empty())), plane);
    }

    private record SlowToRelease(MediaLeases store, Runnable meanwhile) implements MediaLeases {
        @Override
        public Lease take(SessionId session, NodeId node, Set<NodeId> gone) {
            return store.take(session, node, gone);
        }

        @Override
        public void release(SessionId session, NodeId node) {
            meanwhile.run();
            store.release(session, node);
        }
    }

    @Test
    void aMuteGoesToTheMediaWhenTheLogDoesNotAnswerAndIsLoggedWhenItDoes() {
        session(a);
        Await.until("ann is heard", () -> a.room().isAudible(ANN));
        store.down();
        var mute = by(FAY, new RoomCommand.Mute(ANN));

        var answer = a.rooms.submitPatiently(ROOM, mute);
        a.desks.watch(ROOM, mute, answer);

        Await.until("the media hold to it already", () -> !a.room().isAudible(ANN));
        assertThat(answer).isNotDone();
        store.up();
        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
        assertThat(a.room().isAudible(ANN)).isFalse();
        done(asks(a, ANN, new RoomCommand.SetMicrophone(true)));
        assertThat(a.room().isAudible(ANN)).isTrue();
    }

    @Test
    void whatARoleMayNotDoIsNotDoneInTheMediaEither() {
        session(a);
        done(asks(a, FAY, new RoomCommand.SetMicrophone(true)));
        Await.until("fay is heard", () -> a.room().isAudible(FAY));
        store.down();
        var mute = by(ANN, new RoomCommand.Mute(FAY));

        var answer = a.rooms.submitPatiently(ROOM, mute);
        a.desks.watch(ROOM, mute, answer);
        untilALaterMuteGoesAhead(ANN);

        assertThat(a.room().isAudible(FAY)).isTrue();
        store.up();
        assertThat(answer.join()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void nothingIsGivenBeforeTheLogSaysSo() {
        session(a);
        done(asks(a, FAY, new RoomCommand.SetMicrophone(true)));
        done(asks(a, FAY, new RoomCommand.Mute(ANN)));
        store.down();
        var unmute = by(ANN, new RoomCommand.SetMicrophone(true));

        var answer = a.rooms.submit(ROOM, unmute);
        a.desks.watch(ROOM, unmute, answer);
        untilALaterMuteGoesAhead(FAY);

        assertThat(a.room().isAudible(ANN)).isFalse();
    }

    /** What was watched before has had its time, too. */
    private void untilALaterMuteGoesAhead(MemberId who) {
        var mute = by(FAY, new RoomCommand.Mute(who));
        a.desks.watch(ROOM, mute, a.rooms.submitPatiently(ROOM, mute));
        Await.until("a later mute went ahead of the log", () -> !a.room().isAudible(who));
    }
}
