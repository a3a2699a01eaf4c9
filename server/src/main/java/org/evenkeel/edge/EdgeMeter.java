package org.evenkeel.edge;

import org.evenkeel.live.Answer;

/**
 * Port: is told what the edge does, for figures. Nothing of it names a person, a room or an address. Called on event
 * loops and rooms' threads; must not block or throw.
 */
public interface EdgeMeter {

    /** What may be refused because it is too much. */
    enum Limit {
        /** Open connections of the whole server. */
        CONNECTIONS,
        /** HTTP requests from one address. */
        REQUESTS,
        /** Requests that are worked on at once. */
        RUNNING,
        /** New sockets from one address. */
        SOCKETS,
        /** Frames of one socket. */
        FRAMES,
        /** Commands of one person. */
        COMMANDS,
        /** Commands of one page that are not answered yet. */
        UNACKNOWLEDGED,
        /** Written messages of one person. */
        MESSAGES,
        /** Calls for support of one person. */
        SUPPORT,
        /** Media signals of one person. */
        SIGNALS,
        /** Probes of one socket. */
        PINGS,
        /** Tries to sign in, by name or address. */
        SIGN_IN,
        /** Tries of personal links, by link or address. */
        LINKS,
        /** Emergency accesses that one member of staff opens. */
        EMERGENCY
    }

    /**
     * A room's frames were written and flushed on one event loop.
     *
     * @param nanos since the oldest of them was handed over by its room
     */
    void fannedOut(long nanos);

    /**
     * An event loop came to its regular look at its sockets.
     *
     * @param nanos how much later than it should have
     */
    void loopLate(long nanos);

    /** A page that was cut off came back, or did not. */
    void resumed(Answer answer);

    /** A socket ended. */
    void closed(SocketEnd end);

    /** Something was too much. */
    void refused(Limit limit);

    /** Counts a refusal each time that it runs. */
    default Runnable refusing(Limit limit) {
        return () -> refused(limit);
    }

    /** Nobody counts. */
    static EdgeMeter none() {
        return new EdgeMeter() {
            @Override
            public void fannedOut(long nanos) {}

            @Override
            public void loopLate(long nanos) {}

            @Override
            public void resumed(Answer answer) {}

            @Override
            public void closed(SocketEnd end) {}

            @Override
            public void refused(Limit limit) {}
        };
    }
}
