package org.evenkeel.record;

import java.util.Objects;

/**
 * What is left of a seal whose session's record was deleted when its time was over: its place in the chain.
 *
 * @param number the seal's number
 * @param hash its hash
 * @param previous the hash of the seal before it
 */
public record SealLink(long number, String hash, String previous) {
    public SealLink {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(previous, "previous");
    }
}
