package org.evenkeel.live;

import org.evenkeel.room.SessionId;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Keeps each session's key in wrapped form. What stands here is worthless without the day key, which stands elsewhere.
 * Methods block, any thread may call, and each may throw {@link StoreUnavailable}.
 */
public interface WrappedKeys {

    /**
     * A session key, sealed under a day key.
     *
     * @param day which day's key opens it, UTC
     * @param bytes opaque
     */
    record Wrapped(LocalDate day, byte[] bytes) {
        public Wrapped {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    Optional<Wrapped> get(SessionId session);

    /**
     * Stores a key unless the session has one.
     *
     * @return the one that stands afterwards: of two nodes at once, both use the same
     */
    Wrapped putIfAbsent(SessionId session, Wrapped key);
}
