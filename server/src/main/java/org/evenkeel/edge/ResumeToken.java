package org.evenkeel.edge;

import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.util.Optional;

/**
 * The form of a resume token: where it is good, and a secret. Any node can look it up, because its hash is the
 * connection id that stands in the room's log.
 *
 * @param secret 128 random bits
 */
public record ResumeToken(SessionId session, MemberId member, String secret) {

    /** As it goes over the wire. */
    public String text() {
        return session + "." + member + "." + secret;
    }

    /** Empty when the text cannot be a token. */
    static Optional<ResumeToken> parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3 || parts[2].isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ResumeToken(new SessionId(parts[0]), new MemberId(parts[1]), parts[2]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
