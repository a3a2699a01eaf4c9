package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;
import static org.evenkeel.live.Writing.logged;
import static org.evenkeel.live.Writing.written;

import org.evenkeel.live.Await;
import org.evenkeel.live.LoggedEntry;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.RoomLog.Outcome;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.redis.FaultProxy.Fault;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Redis behind a connection that fails. */
class RedisFaultTest {

    private final TestRedis redis = TestRedis.start();
    private final FaultProxy proxy = new FaultProxy(redis.port());
    private RedisStore store;
    private RedisLane appends;
    private RedisLane reads;
    private RoomLog log;

    @BeforeEach
    void connect() {
        // Two lanes without an ear: its pings would meet faults that are meant for appends.
        appends = new RedisLane(throughProxy(), "appends");
        reads = new RedisLane(RedisUnderTest.address(redis), "reads");
        log = new RedisRoomLog(appends, reads, new RoomPayloads(new PayloadSeal(new TestKeys())));
        store = new RedisStore(throughProxy(), B, new TestKeys());
    }

    private RedisAddress throughProxy() {
        return RedisAddress.local(redis.host(), proxy.port(), redis.password());
    }

    @AfterEach
    void close() {
        store.close();
        appends.close();
        reads.close();
        proxy.close();
        redis.close();
    }

    @Test
    void afterALostReplyTheRepeatedAppendFindsItsOwnBatch() {
        var before = written(log, ROOM, 1);
        var append = append(ROOM, before, "mine", 2);
        proxy.next(Fault.CUT_AFTER);

        assertThatThrownBy(() -> log.append(append)).isInstanceOf(StoreUnavailable.class);

        assertThat(log.append(append)).isEqualTo(new Outcome.Behind(before.plus(2), logged(before, "mine", 2)));
    }

    @Test
    void anAppendCutOffBeforeRedisIsNotWrittenByItself() {
        var before = written(log, ROOM, 1);
        proxy.next(Fault.CUT_BEFORE);

        assertThatThrownBy(() -> log.append(append(ROOM, before, "mine", 1))).isInstanceOf(StoreUnavailable.class);

        assertThat(log.after(ROOM, before)).isEmpty();
        assertThat(log.append(append(ROOM, before, "mine", 1))).isEqualTo(new Outcome.Written(before.plus(1)));
    }

    @Test
    void aSilentRedisIsGivenUpAfterTwoSeconds() {
        var before = written(log, ROOM, 1);
        proxy.next(Fault.SWALLOW);
        long start = System.nanoTime();

        assertThatThrownBy(() -> log.append(append(ROOM, before, "mine", 1))).isInstanceOf(StoreUnavailable.class);

        assertThat((System.nanoTime() - start) / 1_000_000).isBetween(1_900L, 4_000L);
        assertThat(log.append(append(ROOM, before, "mine", 1))).isInstanceOf(Outcome.Behind.class);
    }

    @Test
    void aRefusedConnectionIsSaidAtOnceAndTriedAgainWithTheNextCall() {
        proxy.refuse(true);
        assertThatThrownBy(() -> written(log, ROOM, 1)).isInstanceOf(StoreUnavailable.class);

        proxy.refuse(false);
        assertThat(written(log, ROOM, 1)).isEqualTo(new Position(1, 1));
    }

    @Test
    void aFailureTellsNeitherAddressNorContent() {
        proxy.refuse(true);

        assertThatThrownBy(() -> log.append(append(ROOM, Position.ORIGIN, "canary", 1)))
                .isInstanceOf(StoreUnavailable.class)
                .message()
                .doesNotContain("canary", redis.host(), ROOM.value());
    }

    @Test
    void aServerThatForgotTheScriptsGetsThemAgain() {
        var head = written(log, ROOM, 2);
        try (var jedis = redis.connect()) {
            jedis.scriptFlush();
        }

        assertThat(written(log, ROOM, head, 2)).isEqualTo(new Position(1, 4));
    }

    @Test
    void aServerThatIsNoPrimaryIsUnavailable() {
        var head = written(log, ROOM, 1);
        try (var jedis = redis.connect()) {
            jedis.replicaof("127.0.0.1", 1);
            assertThatThrownBy(() -> log.append(append(ROOM, head, "next", 1)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("READONLY");
            jedis.replicaofNoOne();
        }
        assertThat(log.append(append(ROOM, head, "next", 1))).isEqualTo(new Outcome.Written(head.plus(1)));
    }

    @Test
    void listenersLearnOfACutChannelAndHearAgain() {
        var interruptions = new AtomicInteger();
        var batches = ConcurrentHashMap.<Position>newKeySet();
        store.bus()
                .subscribe(
                        ROOM,
                        new RoomBus.Listener() {
                            @Override
                            public void written(Position before, List<LoggedEntry> entries) {
                                batches.add(before);
                            }

                            @Override
                            public void announced(NodeId node, Position position) {}

                            @Override
                            public void interrupted() {
                                interruptions.incrementAndGet();
                            }
                        });

        proxy.cutAll();

        Await.until("the listener learned of it", () -> interruptions.get() == 1);
        var head = Await.answer(() -> written(log, ROOM, 1));
        Await.until("the listener hears again", () -> batches.contains(Position.ORIGIN));
        assertThat(head).isEqualTo(new Position(1, 1));
    }

    /** The machine stands still, no connection breaks: only the pings can tell. */
    @Test
    @Tag("slow")
    void aChannelThatFellSilentIsNoticed() {
        var interruptions = new AtomicInteger();
        store.bus()
                .subscribe(
                        ROOM,
                        new RoomBus.Listener() {
                            @Override
                            public void written(Position before, List<LoggedEntry> entries) {}

                            @Override
                            public void announced(NodeId node, Position position) {}

                            @Override
                            public void interrupted() {
                                interruptions.incrementAndGet();
                            }
                        });
        redis.freeze();
        long start = System.nanoTime();
        Await.until("the silence was noticed", () -> (System.nanoTime() - start) / 1_000_000 > 6_000);
        redis.thaw();

        Await.until("the listener learned of it", () -> interruptions.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsCutEveryAcknowledgedBatchStandsInTheLogOnce(long seed) throws Exception {
        proxy.atRandom(new Random(seed), 0.05);
        List<Future<List<String>>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int room = 0; room < 4; room++) {
                for (int writer = 0; writer < 2; writer++) {
                    var id = new SessionId("s-" + room);
                    String name = "w" + room + writer;
                    writers.add(threads.submit(() -> acknowledged(id, name, 40)));
                }
            }
        }
        proxy.calm();
        for (int i = 0; i < writers.size(); i++) {
            var entries = log.after(new SessionId("s-" + i / 2), Position.ORIGIN);
            assertThat(entries.stream().map(LoggedEntry::batch).toList())
                    .as("seed " + seed)
                    .containsAll(writers.get(i).get())
                    .doesNotHaveDuplicates();
        }
    }

    /**
     * Writes batches one after the other as a node does: after a failure it looks for its batch before it writes again.
     */
    private List<String> acknowledged(SessionId room, String name, int count) {
        List<String> acknowledged = new ArrayList<>();
        var at = Position.ORIGIN;
        while (acknowledged.size() < count) {
            String batch = name + "-" + acknowledged.size();
            try {
                switch (log.append(append(room, at, batch, 1))) {
                    case Outcome.Written(Position head) -> {
                        at = head;
                        acknowledged.add(batch);
                    }
                    case Outcome.Behind(Position head, List<LoggedEntry> missed) -> {
                        at = head;
                        if (missed.stream().anyMatch(entry -> entry.batch().equals(batch))) {
                            acknowledged.add(batch);
                        }
                    }
                    case Outcome.Reload _, Outcome.Lost _ -> throw new AssertionError("nothing was lost");
                }
            } catch (StoreUnavailable _) {
                // Again, with the same batch id.
            }
        }
        return acknowledged;
    }
}
