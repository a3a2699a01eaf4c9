package org.evenkeel.identity;

import org.evenkeel.program.RandomBytes;

import java.security.SecureRandom;

/** Random bytes of the platform's secure generator. */
public final class SecureRandomBytes implements RandomBytes {

    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] next(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
