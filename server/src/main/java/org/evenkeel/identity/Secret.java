package org.evenkeel.identity;

import org.evenkeel.program.RandomBytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A secret as its holder has it: 256 random bits, url-safe. Prints nothing of itself.
 *
 * @param value goes to its holder only; in addresses only behind the {@code #}
 */
public record Secret(String value) {

    private static final int BYTES = 32;

    static Secret fresh(RandomBytes random) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(BYTES)));
    }

    /** What is kept of it. */
    public String hash() {
        return hash(value);
    }

    /** The hash of whatever somebody presented, however malformed: the same work for all. */
    static String hash(String presented) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha256().digest(presented.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
