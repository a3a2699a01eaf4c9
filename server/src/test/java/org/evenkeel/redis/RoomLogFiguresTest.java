package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.append;

import org.HdrHistogram.Histogram;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.RoomLog.Outcome;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Figures of the log alone, sealing included: {@code mvn -q -pl server test -Dtest=RoomLogFiguresTest
 * -Dtests.excluded=none}. The floors are far below what is measured: they find a lost pipeline, not a busy machine.
 */
@Tag("long")
class RoomLogFiguresTest {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 20_000;
    private static final int ROOMS = 32;
    private static final int EACH = 4_000;

    @Test
    void oneRoomAlone() {
        try (var redis = new RedisUnderTest(TestRedis.versions().getFirst());
                var store = redis.open(A)) {
            histogram(store.log(), new SessionId("s-warm"), WARM_UP);
            var micros = histogram(store.log(), new SessionId("s-measured"), ROUNDS);
            System.out.printf(
                    "one room: append round trip median %d us, p99 %d us%n",
                    micros.getValueAtPercentile(50), micros.getValueAtPercentile(99));
            assertThat(micros.getValueAtPercentile(50)).isLessThan(2_000);
        }
    }

    @Test
    void manyRoomsAtOnce() throws Exception {
        try (var redis = new RedisUnderTest(TestRedis.versions().getFirst());
                var store = redis.open(A)) {
            all(store.log(), "warm");
            long start = System.nanoTime();
            var micros = all(store.log(), "measured");
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = ROOMS * EACH / seconds;
            System.out.printf(
                    "%d rooms: %.0f appends/s, round trip median %d us, p99 %d us%n",
                    ROOMS, rate, micros.getValueAtPercentile(50), micros.getValueAtPercentile(99));
            assertThat(rate).isGreaterThan(2_000);
        }
    }

    private static Histogram all(RoomLog log, String name) throws Exception {
        List<Future<Histogram>> rooms = new ArrayList<>();
        var sum = new Histogram(3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int room = 0; room < ROOMS; room++) {
                var id = new SessionId("s-" + name + room);
                rooms.add(threads.submit(() -> histogram(log, id, EACH)));
            }
        }
        for (var room : rooms) {
            sum.add(room.get());
        }
        return sum;
    }

    private static Histogram histogram(RoomLog log, SessionId room, int count) {
        var micros = new Histogram(3);
        var at = Position.ORIGIN;
        for (int i = 0; i < count; i++) {
            var append = append(room, at, "batch-" + i, 1);
            long start = System.nanoTime();
            if (!(log.append(append) instanceof Outcome.Written(Position head))) {
                throw new AssertionError("not written");
            }
            micros.recordValue((System.nanoTime() - start) / 1_000);
            at = head;
        }
        return micros;
    }
}
