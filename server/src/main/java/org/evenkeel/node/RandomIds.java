package org.evenkeel.node;

import org.evenkeel.live.Ids;
import org.evenkeel.live.InProcessRandom;

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
        return new RandomIds(InProcessRandom.generator());
    }

    @Override
    public String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
