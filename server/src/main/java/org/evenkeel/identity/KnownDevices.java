package org.evenkeel.identity;

import org.evenkeel.program.RandomBytes;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Browsers on which somebody signed in completely before: 256 random bits in a long-lived cookie, one a browser, kept
 * as a hash beside each person who signed in there. It opens nothing; it only says that its holder is no stranger, so
 * that strangers' tries do not count against him (OWASP's device cookies; why kept and not signed: decision 0024).
 */
public final class KnownDevices {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final int MOST = 20;

    private final DeviceStore store;
    private final InstantSource clock;
    private final RandomBytes random;

    KnownDevices(DeviceStore store, InstantSource clock, RandomBytes random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** How long a browser keeps it. */
    public Duration kept() {
        return KEPT;
    }

    /**
     * Notes a complete sign-in.
     *
     * @param presented what the browser holds; taken only when it came from here
     * @return what it is to hold from now on
     */
    public Secret remember(PersonId person, Optional<String> presented) {
        Secret secret =
                presented
                        .filter(value -> store.knows(Secret.hash(value)))
                        .map(Secret::new)
                        .orElseGet(() -> Secret.fresh(random));
        store.put(secret.hash(), person, clock.millis(), MOST);
        return secret;
    }

    /** Whether this person signed in on this browser before. */
    boolean knows(String presented, PersonId person) {
        return store.knows(Secret.hash(presented), person);
    }

    /** Forgets those not used for half a year: housekeeping, at any interval. */
    public int sweep() {
        return store.removeOld(clock.millis() - KEPT.toMillis());
    }
}
