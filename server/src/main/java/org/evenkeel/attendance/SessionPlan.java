package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was planned for a session.
 *
 * @param session which
 * @param kind the kind of group
 * @param scheduledStart milliseconds UTC
 * @param scheduledEnd milliseconds UTC, after the start
 * @param roster who belongs to it, staff too; each person once
 */
public record SessionPlan(
        SessionId session, RoomKind kind, long scheduledStart, long scheduledEnd, List<RosterEntry> roster) {

    /**
     * @throws IllegalArgumentException when the end is not after the start or a person is listed twice
     */
    public SessionPlan {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(kind, "kind");
        roster = List.copyOf(roster);
        if (scheduledEnd <= scheduledStart) {
            throw new IllegalArgumentException("a session ends after it starts");
        }
        if (roster.stream().map(RosterEntry::person).distinct().count() != roster.size()) {
            throw new IllegalArgumentException("a roster lists each person once");
        }
    }

    /** The same with what the room was really prepared with: that is what people were told. */
    public SessionPlan asPrepared(RoomSettings settings) {
        return new SessionPlan(session, settings.kind(), settings.scheduledStart(), settings.scheduledEnd(), roster);
    }

    public Optional<RosterEntry> entry(PersonId person) {
        return roster.stream().filter(entry -> entry.person().equals(person)).findFirst();
    }
}
