package org.evenkeel.attendance;

import org.evenkeel.room.EndReason;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomSettings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a session's ledger says, before any policy.
 *
 * @param settings what the room was prepared with; empty when the ledger has no such fact
 * @param startedAt the actual start: the first one, milliseconds UTC
 * @param spans from each start or reopening to the end after it; the last may be still open and then ends at the
 *     horizon. One that took no time is not in it
 * @param ended why it ended, when its last word is an end
 * @param horizon until when the ledger speaks: the last end, or for an open session the later of its last fact and the
 *     time the caller gave
 * @param breaks breaks of the whole group
 * @param people by person, never by member or name
 * @param unplaced how many facts named a member or a connection that the ledger does not know; above 0 history is
 *     missing
 */
public record SessionPresence(
        Optional<RoomSettings> settings,
        OptionalLong startedAt,
        List<Interval> spans,
        Optional<EndReason> ended,
        long horizon,
        Intervals breaks,
        Map<PersonId, PersonPresence> people,
        int unplaced) {

    public SessionPresence {
        spans = List.copyOf(spans);
        people = Map.copyOf(people);
    }

    /** The actual session: all spans. */
    public Intervals actual() {
        return Intervals.of(spans);
    }
}
