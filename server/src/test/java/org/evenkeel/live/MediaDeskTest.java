package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;
import static org.evenkeel.live.LiveStory.SETTINGS;
import static org.evenkeel.live.LiveStory.socket;
import static org.evenkeel.live.LiveStory.tab;

import org.evenkeel.room.Actor;
import org.evenkeel.room.CommandKey;
import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** From the room's log to the media plane: who has the lease, what is ordered, and what happens without a log. */
@Timeout(60)
class MediaDeskTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private final AtomicLong skew = new AtomicLong(LiveStory.BEGIN - System.currentTimeMillis());
    private final LongSupplier clock = () -> System.currentTimeMillis() + skew.get();
    private final MemoryStore store = new MemoryStore(clock);
    private final MemoryMediaStore leases = new MemoryMediaStore(clock);
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicLong number = new AtomicLong();
    private final Node a = new Node(A, Set.of());

    /** One node: its rooms, their media desks over a plane in memory, and what pages are told. */
    private final class Node implements MediaPages, AutoCloseable {
        private final NodeId id;
        private final MemoryMedia plane = new MemoryMedia();
        private final List<MediaTold> told = new CopyOnWriteArrayList<>();
        private final List<MediaPlane.Held> helds = new CopyOnWriteArrayList<>();
        private final MediaDesks desks;
        private final Rooms rooms;

        Node(NodeId id, Set<NodeId> gone) {
            this.id = id;
            desks = new MediaDesks(id, new MediaParts(plane, leases, this, gone, clock, virtual), new Nobody());
            var ports = store.node(id);
            rooms =
                    new Rooms(
                            id,
                            ports,
                            ports,
                            Recorder.stepped(new HarnessLedger()),
                            clock,
                            () -> "id-" + number.incrementAndGet(),
                            desks);
            nodes.add(this);
        }

        @Override
        public void tell(SessionId session, MediaPage page, MediaTold message) {
            told.add(message);
        }

        @Override
        public void held(SessionId session, MediaPlane.Held held) {
            helds.add(held);
        }

        @Override
        public void talking(SessionId session, MemberId member, boolean on, Collection<MediaPage> to) {}

        MemoryMedia.Opened room() {
            Await.until("the plane has the room", () -> !plane.opened(ROOM).isEmpty());
            return plane.opened(ROOM).getLast();
        }

        @Override
        public void close() {
            desks.close();
            rooms.close();
        }
    }

    /** Listens to nothing, but keeps rooms warm. */
    private static final class Nobody implements Rooms.Listeners {
        @Override
        public RoomListener listen(SessionId session, Rooms.History history) {
            return new RoomListener() {
                @Override
                public void advanced(
                        org.evenkeel.room.RoomState before,
                        org.evenkeel.room.RoomState after,
                        Position at,
                        org.evenkeel.room.RoomEntry entry) {}

                @Override
                public void replaced(org.evenkeel.room.RoomState state, Position at) {}

                @Override
                public boolean occupied() {
                    return true;
                }
            };
        }

        @Override
        public void cooled(SessionId session, RoomListener listener) {}
    }

    @AfterEach
    void close() {
        store.up();
        nodes.forEach(Node::close);
        virtual.close();
    }

    private void done(CompletableFuture<Answer> answer) {
        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
    }

    private void enters(Node node, MemberId who) {
        var role = who.equals(FAY) ? Role.FACILITATOR : Role.PARTICIPANT;
        var enter =
                new RoomCommand.Enter(
                        who,
                        new PersonId("p-" + who),
                        role,
                        role.isCare(),
                        Expected.TODAY,
                        socket(who, 1),
                        tab(who, 1),
                        node.id);
        done(
                new Arrivals(node.rooms, clock)
                        .enter(ROOM, SETTINGS, enter, Optional.of(new GateFlags(true, false, true, true))));
    }

    private Submission by(MemberId who, RoomCommand command) {
        var key = new CommandKey(who, tab(who, 1), number.incrementAndGet());
        return new Submission(new Actor.ByMember(who), clock.getAsLong(), Optional.of(key), command);
    }

    private CompletableFuture<Answer> asks(Node node, MemberId who, RoomCommand command) {
        return node.rooms.submit(ROOM, by(who, command));
    }

    private void session(Node node) {
        enters(node, FAY);
        done(asks(node, FAY, new RoomCommand.Start()));
        enters(node, ANN);
        done(asks(node, FAY, new RoomCommand.Admit(ANN)));
        done(asks(node, ANN, new RoomCommand.SetMicrophone(true)));
    }

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
    void whatARoleMayNotDoIsNotDoneInTheMediaEither() throws InterruptedException {
        session(a);
        done(asks(a, FAY, new RoomCommand.SetMicrophone(true)));
        Await.until("fay is heard", () -> a.room().isAudible(FAY));
        store.down();
        var mute = by(ANN, new RoomCommand.Mute(FAY));

        var answer = a.rooms.submitPatiently(ROOM, mute);
        a.desks.watch(ROOM, mute, answer);
        Thread.sleep(3 * MediaDesks.AHEAD_MILLIS);

        assertThat(a.room().isAudible(FAY)).isTrue();
        store.up();
        assertThat(answer.join()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void nothingIsGivenBeforeTheLogSaysSo() throws InterruptedException {
        session(a);
        done(asks(a, FAY, new RoomCommand.Mute(ANN)));
        store.down();
        var unmute = by(ANN, new RoomCommand.SetMicrophone(true));

        var answer = a.rooms.submit(ROOM, unmute);
        a.desks.watch(ROOM, unmute, answer);
        Thread.sleep(3 * MediaDesks.AHEAD_MILLIS);

        assertThat(a.room().isAudible(ANN)).isFalse();
    }
}
