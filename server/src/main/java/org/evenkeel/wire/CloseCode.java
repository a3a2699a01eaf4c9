package org.evenkeel.wire;

import java.util.Locale;

/** Why the server closed a socket. Numbers from 4000 to 4499 mean "come back", from 4500 to 4999 "do not". */
public enum CloseCode {
    DRAINING(4000, "The server restarts as planned."),
    TOO_SLOW(4001, "The client did not read for too long; a resume repairs it."),
    LOST_POSITION(4002, "The client's position is unknown; it must start anew."),
    UNAVAILABLE(4003, "The server cannot serve the room at the moment."),
    TIMEOUT(4004, "Nothing was heard from the client for too long."),
    BAD_TICKET(4500, "The ticket is unknown, used or too old."),
    PROTOCOL_VIOLATION(4501, "The client broke the protocol."),
    CONNECTED_ELSEWHERE(4502, "The same person connected from another tab or device."),
    REMOVED(4503, "Staff took the person out."),
    ENDED(4504, "The session has ended."),
    BAD_TOKEN(4505, "The resume token is unknown, used or revoked."),
    DECLINED(4506, "Staff did not let the person in."),
    SIGNED_OUT(4507, "The staff session or personal link was ended."),
    LEFT(4508, "The person left."),
    REFUSED(4509, "The room refused the entry; bye says why.");

    /** The first number that means "do not come back". */
    public static final int FIRST_FINAL = 4500;

    private final int number;
    private final String sentence;

    CloseCode(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** The number in the WebSocket close frame. */
    public int number() {
        return number;
    }

    /** English, for the protocol document. */
    public String sentence() {
        return sentence;
    }

    /** Whether the client should connect again by itself. */
    public boolean comesBack() {
        return number < FIRST_FINAL;
    }

    /** The name as it stands on the wire: lower case, words joined by underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
