package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;
import static org.evenkeel.live.Writing.logged;
import static org.evenkeel.live.Writing.written;

import org.evenkeel.live.RoomLog.Loaded;
import org.evenkeel.live.RoomLog.Outcome;
import org.evenkeel.live.StoreFaults.BusFault;
import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.live.StoreFaults.CallFault;
import org.evenkeel.live.StoreFaults.Planned;
import org.evenkeel.room.NodeId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The memory twin keeps the contracts of the real store, and its faults do what they say. */
class MemoryStoreTest {

    @Nested
    class Log extends RoomLogContract {
        @Override
        protected StoreUnderTest open() {
            return new Twin();
        }
    }

    @Nested
    class Bus extends RoomBusContract {
        @Override
        protected StoreUnderTest open() {
            return new Twin();
        }
    }

    @Nested
    class Leases extends NodeLeasesContract {
        @Override
        protected StoreUnderTest open() {
            return new Twin();
        }
    }

    @Nested
    class Index extends RoomIndexContract {
        @Override
        protected StoreUnderTest open() {
            return new Twin();
        }
    }

    private static final class Twin implements StoreUnderTest {
        private final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
        private final MemoryStore store = new MemoryStore(clock::incrementAndGet);
        private MemoryState remembered = new MemoryState();

        @Override
        public Ports node(NodeId id) {
            var node = store.node(id);
            return new Ports(node, node, node, node);
        }

        @Override
        public void remember() {
            remembered = store.save();
        }

        @Override
        public void restartFromRemembered() {
            store.restartFrom(remembered);
        }

        @Override
        public void restart() {
            store.restart();
        }

        @Override
        public void flush() {
            store.flush();
        }

        @Override
        public void stop() {
            store.down();
        }

        @Override
        public void start() {
            store.up();
        }

        @Override
        public void close() {}
    }

    private final MemoryStore store = new MemoryStore(() -> 1_000);
    private final MemoryNode a = store.node(A);
    private final MemoryNode b = store.node(B);
    private final List<String> heard = new ArrayList<>();

    private final RoomBus.Listener diary =
            new RoomBus.Listener() {
                @Override
                public void written(Position before, List<LoggedEntry> entries) {
                    heard.add("written " + before.seq());
                }

                @Override
                public void announced(NodeId node, Position position) {
                    heard.add("announced " + position.seq());
                }

                @Override
                public void interrupted() {
                    heard.add("interrupted");
                }
            };

    @Test
    void aLostReplyMeansWrittenAndTheRepeatedAppendFindsItsBatch() {
        store.faults(new Planned().next(Call.APPEND, CallFault.LOSE_REPLY));
        var append = append(ROOM, Position.ORIGIN, "mine", 1);

        assertThatThrownBy(() -> a.append(append)).isInstanceOf(StoreUnavailable.class);
        assertThat(a.append(append))
                .isEqualTo(new Outcome.Behind(new Position(1, 1), logged(Position.ORIGIN, "mine", 1)));
    }

    @Test
    void aFailureBeforeWritingLeavesNothing() {
        store.faults(new Planned().next(Call.APPEND, CallFault.FAIL_BEFORE));

        assertThatThrownBy(() -> a.append(append(ROOM, Position.ORIGIN, "mine", 1)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(a.load(ROOM)).isEqualTo(new Loaded.Absent());
    }

    @Test
    void messagesAreDroppedDelayedAndDoubledAsPlanned() {
        b.subscribe(ROOM, diary);
        store.faults(
                new Planned().next(BusFault.DROP).next(BusFault.DELAY).next(BusFault.NONE).next(BusFault.DUPLICATE));

        written(a, ROOM, 4);
        assertThat(heard).containsExactly("written 2", "written 3", "written 3");
        store.deliverDelayed();
        assertThat(heard).endsWith("written 1");
    }

    @Test
    void aDeafNodeHearsOfTheInterruptionWhenItHearsAgain() {
        b.subscribe(ROOM, diary);
        store.cutBus(B);
        written(a, ROOM, 2);
        store.mendBus(B);

        assertThat(heard).containsExactly("interrupted");
    }

    @Test
    void rewindingTakesTheLastAppendsBackAndIsARestart() {
        written(a, ROOM, 5);
        String run = a.renew(A).storeRun();

        store.rewind(3);

        assertThat(a.append(append(ROOM, new Position(1, 5), "next", 1)))
                .isEqualTo(new Outcome.Lost(Optional.of(new Position(1, 2))));
        assertThat(a.renew(A).storeRun()).isNotEqualTo(run);
    }

    @Test
    void oneSeedGivesOneCourseOfEvents() {
        assertThat(course(7)).isEqualTo(course(7)).isNotEqualTo(course(8));
    }

    private static List<String> course(long seed) {
        var store = new MemoryStore(() -> 1_000);
        store.faults(StoreFaults.seeded(new Random(seed), 0.3, 0));
        var node = store.node(A);
        List<String> course = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            try {
                course.add(node.append(append(ROOM, Position.ORIGIN, "batch", 1)).getClass().getSimpleName());
            } catch (StoreUnavailable _) {
                course.add("unavailable");
            }
        }
        return course;
    }
}
