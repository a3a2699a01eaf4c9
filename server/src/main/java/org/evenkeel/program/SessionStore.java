package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;

/** Keeps sessions with their rosters. */
public interface SessionStore {

    /** The session, in whatever state. */
    Optional<Session> find(SessionId id);

    /**
     * Sessions whose scheduled start is in {@code [from, to)}, milliseconds UTC, cancelled ones too; by start, then id.
     */
    List<Session> startingBetween(long from, long to);

    /** Those of them on whose roster this person is. */
    List<Session> startingBetween(long from, long to, PersonId person);

    /** Sessions of a group whose scheduled end is after this moment, milliseconds UTC; by start, then id. */
    List<Session> ofGroupEndingAfter(GroupId group, long moment);

    /**
     * Keeps a new session, unless one of the same occurrence is there: two callers at once get the same one.
     *
     * @return the session that is kept
     */
    Session addIfAbsent(Session session);

    /**
     * Keeps a change of the version that was read; the occurrence never changes.
     *
     * @return the session at the new version
     * @throws ProgramProblem {@code conflict} when changed since or unknown
     */
    Session save(Session session);
}
