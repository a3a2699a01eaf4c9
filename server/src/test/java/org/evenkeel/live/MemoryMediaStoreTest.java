package org.evenkeel.live;

import java.util.concurrent.atomic.AtomicLong;

class MemoryMediaStoreTest extends MediaStoreContract {

    private final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
    private final MemoryMediaStore store = new MemoryMediaStore(clock::get);

    @Override
    protected MediaLeases leases() {
        return store;
    }

    @Override
    protected MediaDirectory directory() {
        return store;
    }

    @Override
    protected void outlastALease() {
        clock.addAndGet(MediaLeases.LEASE_MILLIS + 1);
    }
}
