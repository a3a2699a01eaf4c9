package org.evenkeel.record;

import java.util.Objects;

/**
 * The end of the clinic's chain of seals, kept apart from the seals so that a removed last seal shows.
 *
 * @param number of the last seal, 0 before the first
 * @param hash of the last seal
 */
public record SealHead(long number, String hash) {

    /** Before the first seal. */
    public static final SealHead GENESIS = new SealHead(0, "0".repeat(64));

    public SealHead {
        Objects.requireNonNull(hash, "hash");
    }
}
