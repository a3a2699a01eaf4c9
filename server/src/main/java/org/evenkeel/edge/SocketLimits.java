package org.evenkeel.edge;

import org.evenkeel.wire.Rate;

/**
 * Limits of one WebSocket that a client need not know. Sizes are bytes, durations milliseconds.
 *
 * @param lowWater below this much unsent data a slow socket counts as writable again
 * @param highWater above this much unsent data volatile frames are dropped
 * @param mostUnsent above this much unsent data the socket is closed as too slow
 * @param closeGraceMillis how long a close waits for the other side before the connection is cut
 * @param frames frames of any kind that one socket may send; more is a protocol violation
 * @param perAddress new sockets of one address
 */
public record SocketLimits(
        int lowWater, int highWater, int mostUnsent, long closeGraceMillis, Rate frames, Rate perAddress) {

    /** What a server uses that is not configured otherwise. */
    public static SocketLimits defaults() {
        return new SocketLimits(32_768, 131_072, 1 << 20, 2_000, new Rate(300, 10_000), new Rate(300, 60_000));
    }
}
