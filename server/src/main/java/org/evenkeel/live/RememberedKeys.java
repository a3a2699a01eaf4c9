package org.evenkeel.live;

import org.evenkeel.room.SessionId;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Session keys of the rooms at hand, in memory: a resume must not wait for SQL, nor fail while it is down. Bounded; the
 * key unused for longest goes first. Any thread.
 */
public final class RememberedKeys implements SessionKeys {

    private static final int MOST = 1_000;

    private final SessionKeys keys;
    private final Map<SessionId, byte[]> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<SessionId, byte[]> eldest) {
                            return size() > MOST;
                        }
                    });

    public RememberedKeys(SessionKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] key(SessionId session) {
        var found = known.get(session);
        if (found == null) {
            found = keys.key(session);
            known.put(session, found);
        }
        return found.clone();
    }
}
