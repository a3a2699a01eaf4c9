package org.evenkeel.redis;

import org.evenkeel.live.SessionKeys;
import org.evenkeel.live.WrappedKeys;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Session keys wrapped by the key of the day on which they were made. Keeps none in memory. Any thread; blocks on files
 * and on {@link WrappedKeys}.
 */
public final class DaySessionKeys implements SessionKeys {

    private final DayKeys days;
    private final WrappedKeys wrapped;
    private final InstantSource clock;

    public DaySessionKeys(DayKeys days, WrappedKeys wrapped, InstantSource clock) {
        this.days = days;
        this.wrapped = wrapped;
        this.clock = clock;
    }

    @Override
    public byte[] key(SessionId session) {
        var standing = wrapped.get(session).orElseGet(() -> made(session));
        return days.unwrap(session, standing).orElseThrow(KeyForgotten::new);
    }

    private WrappedKeys.Wrapped made(SessionId session) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return wrapped.putIfAbsent(session, days.wrap(session, today, days.newSessionKey()));
    }
}
