package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** What every {@link NodeLeases} promises. */
public abstract class NodeLeasesContract {

    private StoreUnderTest store;
    private NodeLeases leases;

    protected abstract StoreUnderTest open();

    @BeforeEach
    void openStore() {
        store = open();
        leases = store.node(A).leases();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aRenewalIsStampedWithTheStoresOwnTime() {
        var first = leases.renew(A);
        var second = store.node(B).leases().renew(B);

        assertThat(second.storeTime()).isGreaterThanOrEqualTo(first.storeTime());
        assertThat(leases.all()).isEqualTo(Map.of(A, first.storeTime(), B, second.storeTime()));
    }

    @Test
    void aRenewalReplacesTheOneBefore() {
        leases.renew(A);
        var last = leases.renew(A);

        assertThat(leases.all()).isEqualTo(Map.of(A, last.storeTime()));
    }

    @Test
    void aRemovedNodeIsForgottenAndRemovingItAgainIsHarmless() {
        leases.renew(A);
        var other = leases.renew(B);

        leases.remove(A);
        leases.remove(A);

        assertThat(leases.all()).isEqualTo(Map.of(B, other.storeTime()));
    }

    @Test
    void theRunChangesWithARestartOnlyAndRowsOutliveIt() {
        var first = leases.renew(A);
        assertThat(leases.renew(B).storeRun()).isEqualTo(first.storeRun());

        store.restart();

        var after = Await.answer(() -> leases.renew(B));
        assertThat(after.storeRun()).isNotEqualTo(first.storeRun());
        assertThat(leases.all()).containsEntry(A, first.storeTime());
    }
}
