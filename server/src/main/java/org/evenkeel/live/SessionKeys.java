package org.evenkeel.live;

import org.evenkeel.room.SessionId;

/**
 * The key of each session's live data. Wrapped by a day key that stands in no backup and is deleted once all its
 * sessions expired: then nobody can read the live data again. May throw {@link StoreUnavailable}.
 */
public interface SessionKeys {

    /**
     * The session's 32-byte AES key, made at the first call.
     *
     * @throws KeyForgotten when its day key is gone
     */
    byte[] key(SessionId session);

    /** The live data of this session can never be read again, by design. */
    final class KeyForgotten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KeyForgotten() {
            super("the key of this session's live data was forgotten");
        }
    }
}
