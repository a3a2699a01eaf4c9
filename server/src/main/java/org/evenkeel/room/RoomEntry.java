package org.evenkeel.room;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of a room's log: the events of one accepted command.
 *
 * @param seq position in the log, one more than the entry before
 * @param at milliseconds UTC, never before the entry before
 * @param key the client's number, when a client sent the command
 * @param events in order, never empty
 */
public record RoomEntry(long seq, long at, Optional<CommandKey> key, List<RoomEvent> events) {
    public RoomEntry {
        Objects.requireNonNull(key, "key");
        events = List.copyOf(events);
        if (seq < 1 || events.isEmpty()) {
            throw new IllegalArgumentException("an entry has a position from 1 and at least one event");
        }
    }
}
