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

/** Nodes on one store in memory, each with a media plane in memory. */
abstract class MediaNodes {

    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");

    static final MemberId COLE = new MemberId("m-cole");

    final AtomicLong skew = new AtomicLong(LiveStory.BEGIN - System.currentTimeMillis());
    final LongSupplier clock = () -> System.currentTimeMillis() + skew.get();
    final MemoryStore store = new MemoryStore(clock);
    final MemoryMediaStore leases = new MemoryMediaStore(clock);
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicLong number = new AtomicLong();
    final Node a = new Node(A, Set.of());

    /** What a page of a node was told. */
    record Told(MediaPage page, MediaTold message) {}

    record Seen(MemberId member, MediaSign sign, boolean on, Set<MediaPage> to) {}

    /** One node: its rooms, their media desks over a plane in memory, and what pages are told. */
    final class Node implements MediaPages, AutoCloseable {
        final NodeId id;
        final MemoryMedia plane = new MemoryMedia();
        final MediaParts parts;
        final List<Told> told = new CopyOnWriteArrayList<>();
        final List<MediaPlane.Held> helds = new CopyOnWriteArrayList<>();
        final List<Seen> signs = new CopyOnWriteArrayList<>();
        final MediaDesks desks;
        final Rooms rooms;

        Node(NodeId id, Set<NodeId> gone) {
            this.id = id;
            var ports = store.node(id);
            parts = new MediaParts(plane, leases, this, ports, gone, clock, virtual);
            desks = new MediaDesks(id, parts, new Nobody());
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
            told.add(new Told(page, message));
        }

        @Override
        public void held(SessionId session, MediaPlane.Held held) {
            helds.add(held);
        }

        @Override
        public void sign(SessionId session, MemberId member, MediaSign sign, boolean on, Collection<MediaPage> to) {
            signs.add(new Seen(member, sign, on, Set.copyOf(to)));
        }

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
    static final class Nobody implements Rooms.Listeners {
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

    void done(CompletableFuture<Answer> answer) {
        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
    }

    void enters(Node node, MemberId who) {
        var role = who.equals(FAY) || who.equals(COLE) ? Role.FACILITATOR : Role.PARTICIPANT;
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

    Submission by(MemberId who, RoomCommand command) {
        var key = new CommandKey(who, tab(who, 1), number.incrementAndGet());
        return new Submission(new Actor.ByMember(who), clock.getAsLong(), Optional.of(key), command);
    }

    CompletableFuture<Answer> asks(Node node, MemberId who, RoomCommand command) {
        return node.rooms.submit(ROOM, by(who, command));
    }

    void session(Node node) {
        enters(node, FAY);
        done(asks(node, FAY, new RoomCommand.Start()));
        enters(node, ANN);
        done(asks(node, FAY, new RoomCommand.Admit(ANN)));
        done(asks(node, ANN, new RoomCommand.SetMicrophone(true)));
    }
}
