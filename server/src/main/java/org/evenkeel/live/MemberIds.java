package org.evenkeel.live;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids that every node makes alike without asking: a person's member id in a session, and a connection's id from its
 * resume token. Keyed with the session's key, so that the public member id says nothing about the person and two
 * sessions of the same person cannot be linked. Any thread.
 */
public final class MemberIds {

    private final SessionKeys keys;

    public MemberIds(SessionKeys keys) {
        this.keys = keys;
    }

    /** The id by which everybody in this session knows the person. */
    public MemberId member(SessionId session, PersonId person) {
        return new MemberId(hash(session, "member", person.value()));
    }

    /** The connection that this resume token speaks for: only the hash of a token is ever stored. */
    public ConnectionId connection(SessionId session, String token) {
        return new ConnectionId(hash(session, "token", token));
    }

    private String hash(SessionId session, String purpose, String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.key(session), "HmacSHA256"));
            mac.update((purpose + ":").getBytes(StandardCharsets.US_ASCII));
            var full = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA-256", e);
        }
    }
}
