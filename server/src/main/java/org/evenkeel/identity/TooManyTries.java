package org.evenkeel.identity;

import java.time.Duration;

/**
 * Refused before anything was looked at: too many tries in vain. Says nothing about whether there is such an account.
 */
public final class TooManyTries extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyTries(Duration wait) {
        super("too many tries", null, false, false);
        this.wait = wait;
    }

    /** How long until the next one may come. */
    public Duration until() {
        return wait;
    }
}
