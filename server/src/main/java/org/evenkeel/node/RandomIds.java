package org.evenkeel.node;

import org.evenkeel.live.Ids;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids from the platform's secure random. Any thread. */
final class RandomIds implements Ids {

    private static final int BYTES = 16;

    private final SecureRandom random;

    private RandomIds(SecureRandom random) {
        this.random = random;
    }

    static RandomIds secure() {
        return new RandomIds(generator());
    }

    /** Generates in the process: the platform's default would read from the kernel for each id. */
    private static SecureRandom generator() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
