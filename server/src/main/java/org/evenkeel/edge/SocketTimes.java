package org.evenkeel.edge;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The times of one socket, and what is due. Event loop only, except {@link #lastHeardMillis}. */
final class SocketTimes {

    /** What a sweep finds. */
    enum Due {
        NOTHING,
        PING,
        /** Nothing was heard for too long. */
        LOST,
        /** The socket was opened and then said nothing. */
        NO_FIRST_MESSAGE,
        /** The client has not kept up for too long. */
        TOO_SLOW,
        /** The close was not answered in time. */
        CLOSE_OVERDUE
    }

    private final EdgeConfig config;
    private final LongSupplier millis;
    private final long openedNanos;
    private volatile long lastHeardMillis;
    private long lastHeardNanos;
    private long lastPingNanos;
    private long slowSinceNanos;
    private long closingSinceNanos;
    private boolean slow;
    private boolean closing;
    private boolean hadMessage;

    SocketTimes(EdgeConfig config, long nanos, LongSupplier millis) {
        this.config = config;
        this.millis = millis;
        this.openedNanos = nanos;
        this.lastPingNanos = nanos;
        heard(nanos);
    }

    void heard(long nanos) {
        lastHeardNanos = nanos;
        lastHeardMillis = millis.getAsLong();
    }

    void firstMessage() {
        hadMessage = true;
    }

    /** The client has read what was waiting for it. */
    void keptUp() {
        slow = false;
    }

    void beginClose(long nanos) {
        closing = true;
        closingSinceNanos = nanos;
    }

    long lastHeardMillis() {
        return lastHeardMillis;
    }

    Due due(long nanos, boolean writable) {
        if (closing) {
            return over(nanos, closingSinceNanos, config.sockets().closeGraceMillis())
                    ? Due.CLOSE_OVERDUE
                    : Due.NOTHING;
        }
        if (over(nanos, lastHeardNanos, config.wire().lostAfterMillis())) {
            return Due.LOST;
        }
        if (!hadMessage && over(nanos, openedNanos, config.wire().firstFrameMillis())) {
            return Due.NO_FIRST_MESSAGE;
        }
        if (!writable && !slow) {
            slowSinceNanos = nanos;
        }
        slow = !writable;
        if (slow && over(nanos, slowSinceNanos, config.wire().slowAfterMillis())) {
            return Due.TOO_SLOW;
        }
        if (over(nanos, lastPingNanos, config.wire().pingEveryMillis())) {
            lastPingNanos = nanos;
            return Due.PING;
        }
        return Due.NOTHING;
    }

    private static boolean over(long nanos, long since, long millis) {
        return nanos - since >= TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
