package org.evenkeel.node;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The machine's clock, milliseconds UTC, for all parts of a server. Time services keep it right; the keeper checks. */
enum WallClock implements LongSupplier, InstantSource {
    INSTANCE;

    @Override
    public long getAsLong() {
        return System.currentTimeMillis();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
