package org.evenkeel.live;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Secure random for what every command needs: ids of batches, nonces of sealed entries. */
public final class InProcessRandom {

    private InProcessRandom() {}

    /**
     * A generator that works in the process, seeded from the kernel (NIST SP 800-90A): the platform's default would
     * read from the kernel each time. Any thread.
     */
    public static SecureRandom generator() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 9 has it", e);
        }
    }
}
