package org.evenkeel.edge;

import org.evenkeel.wire.Rate;

/**
 * Limits of the HTTP half. Sizes are bytes, durations milliseconds.
 *
 * @param lineBytes longest request line
 * @param headerBytes all headers together
 * @param bodyBytes largest body where the route does not say otherwise
 * @param headMillis the first request's line and headers must be complete within this time
 * @param bodyMillis a body must be complete within this time
 * @param idleMillis an open connection waits this long for its next request to be complete up to its headers
 * @param replyMillis a reply must be taken within this time
 * @param connections most connections at a time, sockets included
 * @param running most requests handled at a time; more are told to come back
 * @param perAddress requests of one address; generous, because a whole house shares one address
 */
public record HttpLimits(
        int lineBytes,
        int headerBytes,
        int bodyBytes,
        long headMillis,
        long bodyMillis,
        long idleMillis,
        long replyMillis,
        int connections,
        int running,
        Rate perAddress) {

    /** What a server uses that is not configured otherwise. */
    public static HttpLimits defaults() {
        return new HttpLimits(
                4096, 16_384, 65_536, 10_000, 30_000, 30_000, 30_000, 20_000, 256, new Rate(1_000, 10_000));
    }
}
