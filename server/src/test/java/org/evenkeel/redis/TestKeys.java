package org.evenkeel.redis;

import org.evenkeel.live.SessionKeys;
import org.evenkeel.room.SessionId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A key of its own for each session, the same on every node. */
public final class TestKeys implements SessionKeys {

    @Override
    public byte[] key(SessionId session) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return digest.digest(("key of " + session).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
