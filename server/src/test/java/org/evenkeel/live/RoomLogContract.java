package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.OTHER_ROOM;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;
import static org.evenkeel.live.Writing.batch;
import static org.evenkeel.live.Writing.logged;
import static org.evenkeel.live.Writing.snapshot;
import static org.evenkeel.live.Writing.written;

import org.evenkeel.live.RoomLog.Loaded;
import org.evenkeel.live.RoomLog.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** What every {@link RoomLog} promises. */
public abstract class RoomLogContract {

    private static final OptionalLong NOT_DUE = OptionalLong.empty();

    private StoreUnderTest store;
    private RoomLog log;

    protected abstract StoreUnderTest open();

    @BeforeEach
    void openStore() {
        store = open();
        log = store.node(A).log();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Position at(long epoch, long seq) {
        return new Position(epoch, seq);
    }

    @Test
    void aRoomThatWasNeverWrittenIsAbsent() {
        assertThat(log.load(ROOM)).isEqualTo(new Loaded.Absent());
        assertThat(log.after(ROOM, Position.ORIGIN)).isEmpty();
    }

    @Test
    void whatWasAppendedIsLoadedInOrderByEveryNode() {
        assertThat(log.append(append(ROOM, Position.ORIGIN, "one", 2))).isEqualTo(new Outcome.Written(at(1, 2)));
        assertThat(log.append(append(ROOM, at(1, 2), "two", 3))).isEqualTo(new Outcome.Written(at(1, 5)));

        List<LoggedEntry> all = new ArrayList<>(logged(Position.ORIGIN, "one", 2));
        all.addAll(logged(at(1, 2), "two", 3));
        assertThat(store.node(B).log().load(ROOM)).isEqualTo(new Loaded.Present(at(1, 5), Optional.empty(), all, true));
        assertThat(log.after(ROOM, at(1, 2))).isEqualTo(logged(at(1, 2), "two", 3));
        assertThat(log.after(ROOM, at(1, 5))).isEmpty();
        assertThat(log.load(OTHER_ROOM)).isEqualTo(new Loaded.Absent());
    }

    @Test
    void ofTwoDecisionsAtOnePositionOneIsWrittenAndTheOtherLearnsIt() {
        log.append(append(ROOM, Position.ORIGIN, "first", 2));

        var second = store.node(B).log().append(append(ROOM, Position.ORIGIN, "second", 1));

        assertThat(second).isEqualTo(new Outcome.Behind(at(1, 2), logged(Position.ORIGIN, "first", 2)));
        assertThat(log.after(ROOM, Position.ORIGIN)).isEqualTo(logged(Position.ORIGIN, "first", 2));
    }

    @Test
    void anAppendThatIsRepeatedFindsItsOwnBatchInWhatWasMissed() {
        var append = append(ROOM, Position.ORIGIN, "mine", 1);
        log.append(append);

        assertThat(log.append(append)).isEqualTo(new Outcome.Behind(at(1, 1), logged(Position.ORIGIN, "mine", 1)));
    }

    @Test
    void manyWritersLeaveOneHistoryWithEachBatchOnce() throws Exception {
        int writers = 8;
        int each = 10;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "writer-" + writer;
                all.add(threads.submit(() -> writeAll(name, each)));
            }
            for (var writer : all) {
                writer.get();
            }
        }
        var entries = log.after(ROOM, Position.ORIGIN);
        assertThat(entries.stream().map(LoggedEntry::batch)).hasSize(writers * each).doesNotHaveDuplicates();
        assertThat(entries.stream().map(entry -> entry.entry().seq()))
                .isEqualTo(LongStream.rangeClosed(1, writers * each).boxed().toList());
    }

    private void writeAll(String name, int count) {
        var at = Position.ORIGIN;
        for (int i = 0; i < count; ) {
            switch (log.append(append(ROOM, at, name + "-" + i, 1))) {
                case Outcome.Written(Position head) -> {
                    at = head;
                    i++;
                }
                case Outcome.Behind(Position head, _) -> at = head;
                case Outcome.Reload(Position head) -> at = head;
                case Outcome.Lost _ -> throw new AssertionError("nothing was lost");
            }
        }
    }

    @Test
    void anAppendOfAnEarlierEpochHasToLoadAnew() {
        written(log, ROOM, 3);
        log.openEpoch(ROOM, A, Optional.of(at(1, 3)), snapshot(ROOM, at(2, 3)), NOT_DUE);

        assertThat(log.append(append(ROOM, at(1, 3), "late", 1))).isEqualTo(new Outcome.Reload(at(2, 3)));
    }

    @Test
    void whoMissedTrimmedEntriesHasToLoadAnew() {
        written(log, ROOM, 6);
        log.snapshot(ROOM, snapshot(ROOM, at(1, 6)), 4);

        assertThat(log.append(append(ROOM, at(1, 2), "late", 1))).isEqualTo(new Outcome.Reload(at(1, 6)));
        assertThat(log.append(append(ROOM, at(1, 4), "near", 1))).isInstanceOf(Outcome.Behind.class);
    }

    @Test
    void whoKnowsMoreThanTheStoreIsToldOfLoss() {
        written(log, ROOM, 3);

        assertThat(log.append(append(ROOM, at(1, 9), "ahead", 1))).isEqualTo(new Outcome.Lost(Optional.of(at(1, 3))));
        assertThat(log.append(append(ROOM, at(2, 1), "ahead", 1))).isEqualTo(new Outcome.Lost(Optional.of(at(1, 3))));
    }

    @Test
    void aFlushedStoreIsToldAsLossAndTheRoomCanBeOpenedAgain() {
        var head = written(log, ROOM, 3);
        store.flush();

        assertThat(log.append(append(ROOM, head, "next", 1))).isEqualTo(new Outcome.Lost(Optional.empty()));
        assertThat(log.load(ROOM)).isEqualTo(new Loaded.Absent());
        assertThat(log.openEpoch(ROOM, A, Optional.empty(), snapshot(ROOM, at(2, 3)), NOT_DUE)).isTrue();
        assertThat(log.append(append(ROOM, at(2, 3), "next", 1))).isEqualTo(new Outcome.Written(at(2, 4)));
    }

    @Test
    void afterARestartNothingIsAppendedBeforeANewEpoch() {
        var head = written(log, ROOM, 3);
        store.restart();

        var found = Await.answer(() -> log.append(append(ROOM, head, "next", 1)));

        assertThat(found).isEqualTo(new Outcome.Lost(Optional.of(head)));
        var loaded = (Loaded.Present) Await.answer(() -> log.load(ROOM));
        assertThat(loaded.intact()).isFalse();
        assertThat(log.heads(List.of(ROOM)).get(ROOM)).isEqualTo(new RoomLog.Head(loaded.head(), false));
        assertThat(loaded.tail()).hasSize(3);
        assertThat(Await.answer(() -> log.snapshot(ROOM, snapshot(ROOM, head), 3))).isFalse();

        assertThat(log.openEpoch(ROOM, A, Optional.of(head), snapshot(ROOM, at(2, 3)), NOT_DUE)).isTrue();
        assertThat(log.append(append(ROOM, at(2, 3), "next", 1))).isEqualTo(new Outcome.Written(at(2, 4)));
    }

    @Test
    void aRestartFromOlderFilesIsToldAsLossWithWhatIsStillThere() {
        var kept = written(log, ROOM, 2);
        store.remember();
        var head = written(log, ROOM, kept, 5);
        store.restartFromRemembered();

        assertThat(Await.answer(() -> log.append(append(ROOM, head, "next", 1))))
                .isEqualTo(new Outcome.Lost(Optional.of(kept)));
        var loaded = (Loaded.Present) Await.answer(() -> log.load(ROOM));
        assertThat(loaded.head()).isEqualTo(kept);
        assertThat(loaded.intact()).isFalse();
    }

    @Test
    void ofTwoHealersOneOpensTheEpoch() {
        var head = written(log, ROOM, 3);
        var other = store.node(B).log();

        assertThat(log.openEpoch(ROOM, A, Optional.of(head), snapshot(ROOM, at(2, 3)), NOT_DUE)).isTrue();
        assertThat(other.openEpoch(ROOM, B, Optional.of(head), snapshot(ROOM, at(2, 2)), NOT_DUE)).isFalse();
        assertThat(other.openEpoch(ROOM, B, Optional.empty(), snapshot(ROOM, at(2, 2)), NOT_DUE)).isFalse();

        assertThat(other.load(ROOM))
                .isEqualTo(new Loaded.Present(at(2, 3), Optional.of(snapshot(ROOM, at(2, 3))), List.of(), true));
    }

    @Test
    void anEpochThatIsNotLaterIsRefused() {
        var head = written(log, ROOM, 3);

        assertThatThrownBy(() -> log.openEpoch(ROOM, A, Optional.of(head), snapshot(ROOM, at(1, 3)), NOT_DUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotReplacesTheEntriesBeforeIt() {
        written(log, ROOM, 5);
        assertThat(log.snapshot(ROOM, snapshot(ROOM, at(1, 3)), 3)).isTrue();

        var tail = log.after(ROOM, at(1, 3));
        assertThat(tail).hasSize(2);
        assertThat(log.load(ROOM))
                .isEqualTo(new Loaded.Present(at(1, 5), Optional.of(snapshot(ROOM, at(1, 3))), tail, true));
        assertThat(log.after(ROOM, Position.ORIGIN)).isEqualTo(tail);
    }

    @Test
    void theLogIsNeverTrimmedPastWhatIsConfirmed() {
        written(log, ROOM, 6);
        log.snapshot(ROOM, snapshot(ROOM, at(1, 5)), 2);

        assertThat(log.after(ROOM, Position.ORIGIN).stream().map(entry -> entry.entry().seq()))
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(((Loaded.Present) log.load(ROOM)).tail()).hasSize(1);
    }

    @Test
    void theLogIsNeverTrimmedPastTheSnapshot() {
        written(log, ROOM, 6);
        log.snapshot(ROOM, snapshot(ROOM, at(1, 2)), 6);

        assertThat(log.after(ROOM, Position.ORIGIN).stream().map(entry -> entry.entry().seq()))
                .containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void anOlderSnapshotDoesNotReplaceANewerOne() {
        written(log, ROOM, 6);
        log.snapshot(ROOM, snapshot(ROOM, at(1, 5)), 5);

        assertThat(log.snapshot(ROOM, snapshot(ROOM, at(1, 3)), 5)).isTrue();
        assertThat(((Loaded.Present) log.load(ROOM)).snapshot()).contains(snapshot(ROOM, at(1, 5)));
    }

    @Test
    void aSnapshotOfAnotherEpochOrOfTheFutureIsRefused() {
        written(log, ROOM, 3);
        log.openEpoch(ROOM, A, Optional.of(at(1, 3)), snapshot(ROOM, at(2, 3)), NOT_DUE);

        assertThat(log.snapshot(ROOM, snapshot(ROOM, at(1, 3)), 3)).isFalse();
        assertThat(log.snapshot(ROOM, snapshot(ROOM, at(2, 4)), 3)).isFalse();
        assertThat(log.snapshot(OTHER_ROOM, snapshot(OTHER_ROOM, at(1, 1)), 1)).isFalse();
    }

    @Test
    void theHeadsOfSeveralRoomsComeAtOnceWithoutUnknownOnes() {
        written(log, ROOM, 3);

        assertThat(log.heads(List.of(ROOM, OTHER_ROOM))).isEqualTo(Map.of(ROOM, new RoomLog.Head(at(1, 3), true)));
        assertThat(log.heads(List.of())).isEmpty();
    }

    @Test
    void aForgottenRoomIsAbsentAndInNoIndex() {
        var index = store.node(B).index();
        store.node(B).leases().renew(B);
        log.append(append(ROOM, B, Position.ORIGIN, "one", 1, OptionalLong.of(5), true));
        log.snapshot(ROOM, snapshot(ROOM, at(1, 0)), 0);

        log.forget(ROOM);

        assertThat(log.load(ROOM)).isEqualTo(new Loaded.Absent());
        assertThat(log.heads(List.of(ROOM))).isEmpty();
        assertThat(index.due(10, 10)).isEmpty();
        assertThat(index.roomsOf(B)).isEmpty();
    }

    @Test
    void anUnreachableStoreSaysSo() {
        written(log, ROOM, 1);
        store.stop();
        assertThatThrownBy(() -> log.load(ROOM)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> log.append(append(ROOM, at(1, 1), batch(at(1, 1)), 1)))
                .isInstanceOf(StoreUnavailable.class);
        store.start();
        assertThat(Await.answer(() -> log.load(ROOM))).isInstanceOf(Loaded.Present.class);
    }
}
