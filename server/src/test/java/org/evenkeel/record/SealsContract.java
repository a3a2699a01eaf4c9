package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.Interval;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every store of seals promises. */
public abstract class SealsContract {

    private static final SessionId SESSION = new SessionId("session-1");

    /** A store without a seal. */
    protected abstract Seals seals();

    private static Seal seal(long number, SessionId session, int revision, SealHead before, String text) {
        byte[] document = text.getBytes(StandardCharsets.UTF_8);
        return new Seal(
                number,
                session,
                revision,
                new PersonId("counselor"),
                5_000 + number,
                revision == 1 ? "" : "made-up reason",
                revision == 1
                        ? List.of()
                        : List.of(
                                CorrectionsContract.correction(session, 20_000, new Change.MinutesSet(1, 2)),
                                CorrectionsContract.correction(
                                        session, 20_001, new Change.PhoneAdded(new Interval(3, 4)))),
                document,
                CanonicalText.sha256(document),
                before.hash());
    }

    private static SealHead head(Seal seal) {
        return new SealHead(seal.number(), seal.hash());
    }

    @Test
    void aChainGrowsAtItsEndAndComesBackAsItWas() {
        var store = seals();
        assertThat(store.head()).isEqualTo(SealHead.GENESIS);
        var first = seal(1, SESSION, 1, SealHead.GENESIS, "one");
        var other = seal(2, new SessionId("session-2"), 1, head(first), "two");
        var amended = seal(3, SESSION, 2, head(other), "three");
        assertThat(store.append(first)).isTrue();
        assertThat(store.append(other)).isTrue();
        assertThat(store.append(amended)).isTrue();
        assertThat(store.head()).isEqualTo(head(amended));
        assertThat(store.ofSession(SESSION)).containsExactly(first, amended);
        List<Seal> all = new ArrayList<>();
        store.forEach(all::add);
        assertThat(all).containsExactly(first, other, amended);
    }

    @Test
    void aSealThatDoesNotFollowTheHeadIsNotTaken() {
        var store = seals();
        var first = seal(1, SESSION, 1, SealHead.GENESIS, "one");
        store.append(first);
        assertThat(store.append(seal(1, new SessionId("session-2"), 1, SealHead.GENESIS, "two"))).isFalse();
        assertThat(store.append(seal(2, new SessionId("session-2"), 1, SealHead.GENESIS, "two"))).isFalse();
        assertThat(store.append(seal(3, new SessionId("session-2"), 1, head(first), "two"))).isFalse();
        assertThat(store.head()).isEqualTo(head(first));
        assertThat(store.ofSession(new SessionId("session-2"))).isEmpty();
    }

    @Test
    void aSessionHasEachRevisionOnce() {
        var store = seals();
        var first = seal(1, SESSION, 1, SealHead.GENESIS, "one");
        store.append(first);
        assertThat(store.append(seal(2, SESSION, 1, head(first), "again"))).isFalse();
        assertThat(store.head()).isEqualTo(head(first));
    }

    @Test
    void ofManyWhoSealAtOnceOnlyOneFollowsTheHead() throws Exception {
        var store = seals();
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var seal = seal(1, new SessionId("session-" + i), 1, SealHead.GENESIS, "seal " + i);
            attempts.add(() -> store.append(seal));
        }
        int won = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(store.head().number()).isEqualTo(1);
    }
}
