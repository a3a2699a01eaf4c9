package org.evenkeel.wire;

/**
 * The numbers of the protocol that a client should respect. They are settings of the server; the generated TypeScript
 * carries the defaults. Durations are milliseconds.
 */
@Meaning("The numbers of the protocol that a client should respect; a server may be configured otherwise.")
public record Limits(
        @Meaning("Largest client frame, in bytes, fragments added up.") int frameBytes,
        @Meaning("Largest client frame that sets up sound and picture, in bytes.") int signalBytes,
        @Meaning("Longest text of a written message, in characters.") int textCharacters,
        @Meaning("Commands that may wait for their answer at a time.") int unacknowledged,
        @Meaning("Commands of one link or account.") Rate commands,
        @Meaning("Written messages of one link or account.") Rate chat,
        @Meaning("Calls for support of one link or account.") Rate doorbell,
        @Meaning("Probes of one socket.") Rate pings,
        @Meaning("Frames of one link or account that set up sound and picture.") Rate signals,
        @Meaning("New sockets of one link or account.") Rate sockets,
        @Meaning("The server's protocol Ping goes out this often.") long pingEveryMillis,
        @Meaning("A socket that was not heard for this long is lost.") long lostAfterMillis,
        @Meaning("A client that does not read for this long is closed with too_slow.") long slowAfterMillis,
        @Meaning("The first frame must come within this time.") long firstFrameMillis) {

    /**
     * @throws IllegalArgumentException when a number is not positive, or a socket is lost before it was pinged
     */
    public Limits {
        if (frameBytes < 256 || signalBytes < frameBytes || textCharacters < 1 || unacknowledged < 1) {
            throw new IllegalArgumentException("a frame has at least 256 bytes, the other sizes are positive");
        }
        if (pingEveryMillis < 1 || lostAfterMillis <= pingEveryMillis || slowAfterMillis < 1 || firstFrameMillis < 1) {
            throw new IllegalArgumentException("times are positive and a socket is pinged before it is lost");
        }
    }

    /** What a server uses that is not configured otherwise. */
    public static Limits defaults() {
        return new Limits(
                8192,
                65_536,
                1000,
                8,
                new Rate(20, 10_000),
                new Rate(5, 10_000),
                new Rate(1, 10_000),
                new Rate(10, 10_000),
                new Rate(150, 10_000),
                new Rate(10, 60_000),
                10_000,
                25_000,
                10_000,
                10_000);
    }
}
