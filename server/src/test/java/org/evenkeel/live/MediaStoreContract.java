package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.ROOM;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaLeases.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

/** What every {@link MediaLeases} and {@link MediaDirectory} promises. */
public abstract class MediaStoreContract {

    private MediaLeases leases;
    private MediaDirectory directory;

    protected abstract MediaLeases leases();

    protected abstract MediaDirectory directory();

    /** Lets a lease that is not renewed run out. */
    protected abstract void outlastALease();

    protected void close() {}

    @BeforeEach
    void open() {
        leases = leases();
        directory = directory();
    }

    @AfterEach
    void closeStore() {
        close();
    }

    @Test
    void oneNodeHasTheLeaseAndTheOthersAreToldWho() {
        assertThat(leases.take(ROOM, A, Set.of())).isEqualTo(new Lease(A, 1));
        assertThat(leases.take(ROOM, B, Set.of())).isEqualTo(new Lease(A, 1));
        assertThat(leases.take(ROOM, A, Set.of())).isEqualTo(new Lease(A, 1));
    }

    @Test
    void aLeaseThatRanOutGoesToWhoAsksAndTheTermRises() {
        leases.take(ROOM, A, Set.of());
        outlastALease();

        assertThat(leases.take(ROOM, B, Set.of())).isEqualTo(new Lease(B, 2));
        assertThat(leases.take(ROOM, A, Set.of())).isEqualTo(new Lease(B, 2));
    }

    @Test
    void theHolderRenewsALeaseThatNobodyTookUnderTheSameTerm() {
        leases.take(ROOM, A, Set.of());
        outlastALease();

        assertThat(leases.take(ROOM, A, Set.of())).isEqualTo(new Lease(A, 1));
    }

    @Test
    void aDeadNodesLeaseIsFreeAtOnce() {
        leases.take(ROOM, A, Set.of());

        assertThat(leases.take(ROOM, B, Set.of(A))).isEqualTo(new Lease(B, 2));
    }

    @Test
    void aLeaseThatWasGivenBackIsFreeAndItsTermIsNotGivenAgain() {
        leases.take(ROOM, A, Set.of());
        leases.release(ROOM, B);
        assertThat(leases.take(ROOM, B, Set.of())).isEqualTo(new Lease(A, 1));

        leases.release(ROOM, A);
        leases.release(ROOM, A);

        assertThat(leases.take(ROOM, A, Set.of())).isEqualTo(new Lease(A, 2));
    }

    @Test
    void anAnchorIsFoundUntilItIsForgotten() {
        assertThat(directory.find(ROOM)).isEmpty();

        assertThat(directory.keep(ROOM, new Anchor(1, 1, 9_007_199_254_740_991L))).isTrue();
        assertThat(directory.find(ROOM)).isEqualTo(Optional.of(new Anchor(1, 1, 9_007_199_254_740_991L)));

        directory.forget(ROOM);
        assertThat(directory.find(ROOM)).isEmpty();
    }

    @Test
    void aControllerThatLostTheLeaseCannotOverwriteTheNextOnesAnchor() {
        directory.keep(ROOM, new Anchor(2, 5, 77));

        assertThat(directory.keep(ROOM, new Anchor(1, 9, 11))).isFalse();
        assertThat(directory.keep(ROOM, new Anchor(2, 6, 78))).isTrue();
        assertThat(directory.find(ROOM)).isEqualTo(Optional.of(new Anchor(2, 6, 78)));
    }
}
