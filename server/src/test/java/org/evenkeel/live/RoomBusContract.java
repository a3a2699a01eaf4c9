package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.OTHER_ROOM;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;
import static org.evenkeel.live.Writing.logged;
import static org.evenkeel.live.Writing.snapshot;
import static org.evenkeel.live.Writing.written;

import org.evenkeel.live.RoomBus.Signal;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What every {@link RoomBus} promises, together with the log whose writes it tells. */
public abstract class RoomBusContract {

    private StoreUnderTest store;
    private StoreUnderTest.Ports a;
    private StoreUnderTest.Ports b;

    protected abstract StoreUnderTest open();

    @BeforeEach
    void openStore() {
        store = open();
        a = store.node(A);
        b = store.node(B);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** What a listener heard, in words. */
    private static final class Diary implements RoomBus.Listener {
        final List<Object> heard = new CopyOnWriteArrayList<>();

        record Written(Position before, List<LoggedEntry> entries) {}

        record Announced(NodeId node, Position position) {}

        record Interrupted() {}

        record Whispered(NodeId from, MediaWhisper words) {}

        @Override
        public void whispered(NodeId from, MediaWhisper words) {
            heard.add(new Whispered(from, words));
        }

        @Override
        public void written(Position before, List<LoggedEntry> entries) {
            heard.add(new Written(before, entries));
        }

        @Override
        public void announced(NodeId node, Position position) {
            heard.add(new Announced(node, position));
        }

        @Override
        public void interrupted() {
            heard.add(new Interrupted());
        }

        void awaits(Object what) {
            Await.until("heard " + what + " among " + heard.size(), () -> heard.contains(what));
        }
    }

    private static final Position AT = new Position(1, 7);
    private static final MediaPage PAGE = new MediaPage(new MemberId("m-ann"), new ClientId("tab-1"));

    @Test
    void aNodeHearsWhatAnotherWrote() {
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);

        a.log().append(append(ROOM, Position.ORIGIN, "one", 2));
        a.log().append(append(ROOM, new Position(1, 2), "two", 1));

        diary.awaits(new Diary.Written(new Position(1, 2), logged(new Position(1, 2), "two", 1)));
        assertThat(diary.heard.getFirst())
                .isEqualTo(new Diary.Written(Position.ORIGIN, logged(Position.ORIGIN, "one", 2)));
    }

    @Test
    void aNodeDoesNotHearItself() {
        var own = new Diary();
        var other = new Diary();
        a.bus().subscribe(ROOM, own);
        b.bus().subscribe(ROOM, other);

        a.log().append(append(ROOM, Position.ORIGIN, "one", 1));
        a.bus().announce(ROOM, A, AT);
        b.bus().announce(ROOM, B, AT);

        own.awaits(new Diary.Announced(B, AT));
        assertThat(own.heard).containsExactly(new Diary.Announced(B, AT));
        other.awaits(new Diary.Announced(A, AT));
    }

    @Test
    void aRefusedAppendIsNotTold() {
        var diary = new Diary();
        written(a.log(), ROOM, 2);
        b.bus().subscribe(ROOM, diary);

        a.log().append(append(ROOM, Position.ORIGIN, "late", 1));
        a.bus().announce(ROOM, A, AT);

        diary.awaits(new Diary.Announced(A, AT));
        assertThat(diary.heard).hasSize(1);
    }

    @Test
    void aRoomsListenerHearsNothingOfOtherRooms() {
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);

        a.log().append(append(OTHER_ROOM, Position.ORIGIN, "one", 1));
        a.bus().announce(ROOM, A, AT);

        diary.awaits(new Diary.Announced(A, AT));
        assertThat(diary.heard).hasSize(1);
    }

    @Test
    void aNewEpochIsAnnounced() {
        var diary = new Diary();
        var head = written(a.log(), ROOM, 2);
        b.bus().subscribe(ROOM, diary);

        a.log().openEpoch(ROOM, A, Optional.of(head), snapshot(ROOM, new Position(2, 2)), OptionalLong.empty());

        diary.awaits(new Diary.Announced(A, new Position(2, 2)));
    }

    @Test
    void whoEndedASubscriptionHearsNothingMoreAndOthersStillDo() {
        var ended = new Diary();
        var staying = new Diary();
        var subscription = b.bus().subscribe(ROOM, ended);
        b.bus().subscribe(ROOM, staying);

        subscription.close();
        subscription.close();
        a.bus().announce(ROOM, A, AT);

        staying.awaits(new Diary.Announced(A, AT));
        assertThat(ended.heard).isEmpty();
    }

    @Test
    void aRoomCanBeHeardAgainAfterTheLastListenerLeft() {
        b.bus().subscribe(ROOM, new Diary()).close();
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);

        a.bus().announce(ROOM, A, AT);

        diary.awaits(new Diary.Announced(A, AT));
    }

    @Test
    void aSignalReachesAllNodesTheSenderToo() {
        List<Signal> atA = new CopyOnWriteArrayList<>();
        List<Signal> atB = new CopyOnWriteArrayList<>();
        a.bus().onSignal(atA::add);
        b.bus().onSignal(atB::add);
        var signal = new Signal("staff-signed-out", "x-1");

        a.bus().signal(signal);

        Await.until("both heard it", () -> atA.contains(signal) && atB.contains(signal));
    }

    private static MediaWhisper words(int n) {
        return new MediaWhisper.Told(n, PAGE, new MediaTold.Answer(n, Optional.empty(), "v=0 of " + n));
    }

    @Test
    void whatANodeWhispersIsHeardByTheOthersOfTheRoomInItsOrder() {
        var own = new Diary();
        var other = new Diary();
        var elsewhere = new Diary();
        a.bus().subscribe(ROOM, own);
        b.bus().subscribe(ROOM, other);
        b.bus().subscribe(OTHER_ROOM, elsewhere);

        var all = IntStream.rangeClosed(1, 100).mapToObj(RoomBusContract::words).toList();
        all.forEach(words -> a.bus().whisper(ROOM, words));

        other.awaits(new Diary.Whispered(A, words(100)));
        assertThat(other.heard).isEqualTo(all.stream().map(words -> new Diary.Whispered(A, words)).toList());
        b.bus().announce(ROOM, B, AT);
        own.awaits(new Diary.Announced(B, AT));
        assertThat(own.heard).containsExactly(new Diary.Announced(B, AT));
        assertThat(elsewhere.heard).isEmpty();
    }

    @Test
    void aWhisperComesBehindWhatItsNodeWroteBefore() {
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);

        a.log().append(append(ROOM, Position.ORIGIN, "one", 1));
        a.bus().whisper(ROOM, words(1));

        diary.awaits(new Diary.Whispered(A, words(1)));
        assertThat(diary.heard)
                .containsExactly(
                        new Diary.Written(Position.ORIGIN, logged(Position.ORIGIN, "one", 1)),
                        new Diary.Whispered(A, words(1)));
    }

    @Test
    void whatIsWhisperedWhileTheStoreIsAwayIsLostAndNobodyIsStopped() {
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);
        store.stop();
        for (int i = 1; i <= 2_000; i++) {
            a.bus().whisper(ROOM, words(i));
        }
        store.start();
        diary.awaits(new Diary.Interrupted());

        Await.until(
                "heard again",
                () -> {
                    a.bus().whisper(ROOM, words(9_999));
                    return diary.heard.contains(new Diary.Whispered(A, words(9_999)));
                });
        assertThat(diary.heard).doesNotContain(new Diary.Whispered(A, words(1)));
    }

    @Test
    void afterABreakListenersLearnOfItAndHearAgain() {
        var diary = new Diary();
        b.bus().subscribe(ROOM, diary);

        store.restart();

        diary.awaits(new Diary.Interrupted());
        Await.answer(
                () -> {
                    a.bus().announce(ROOM, A, AT);
                    return AT;
                });
        diary.awaits(new Diary.Announced(A, AT));
    }

    @Test
    void nobodyIsSubscribedWhileTheStoreIsAway() {
        store.stop();
        assertThatThrownBy(() -> b.bus().subscribe(ROOM, new Diary())).isInstanceOf(StoreUnavailable.class);
        store.start();

        var diary = new Diary();
        Await.answer(() -> b.bus().subscribe(ROOM, diary));
        Await.answer(
                () -> {
                    a.bus().announce(ROOM, A, AT);
                    return AT;
                });
        diary.awaits(new Diary.Announced(A, AT));
    }
}
