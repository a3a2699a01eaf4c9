package org.evenkeel.program;

import java.util.Base64;

/** Where ids and secrets come from. Implementations are safe for any thread. */
@FunctionalInterface
public interface RandomBytes {

    /** So many bytes that nobody can guess. */
    byte[] next(int count);

    /** 128 random bits as 22 url-safe characters: an id that tells nothing. */
    default String nextId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next(16));
    }
}
