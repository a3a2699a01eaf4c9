package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What the rooms of one SFU share.
 *
 * @param admin its admin API, where there is one
 * @param clock milliseconds UTC
 * @param rooms those that this node controls; safe for any thread
 */
record JanusParts(
        JanusApi api,
        Optional<JanusLink> admin,
        SfuAddress sfu,
        MediaDirectory directory,
        Relays relays,
        Timer timer,
        LongSupplier clock,
        Set<JanusRoom> rooms) {

    /** Runs something later, on a thread that may wait. */
    interface Timer {
        void after(long millis, Runnable task);
    }
}
