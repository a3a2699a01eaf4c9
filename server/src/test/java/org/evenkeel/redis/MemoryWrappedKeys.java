package org.evenkeel.redis;

import org.evenkeel.live.WrappedKeys;
import org.evenkeel.room.SessionId;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The memory twin of the table of wrapped keys. Any thread. */
public final class MemoryWrappedKeys implements WrappedKeys {

    private final Map<SessionId, Wrapped> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<Wrapped> get(SessionId session) {
        return Optional.ofNullable(keys.get(session));
    }

    @Override
    public Wrapped putIfAbsent(SessionId session, Wrapped key) {
        var standing = keys.putIfAbsent(session, key);
        return standing == null ? key : standing;
    }
}
