package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps staff sign-ins by the hash of their secret. */
public interface StaffSessionStore {

    /** Keeps a new one; a complete one also as the last of its person. */
    void add(String hash, StaffSession session);

    /** The one with this hash, however old. */
    Optional<StaffSession> find(String hash);

    /** All of a person, however old, in no order. */
    List<StaffSession> ofPerson(PersonId person);

    /** When a person's sign-in was last complete, milliseconds UTC, though it ended since; empty: never. */
    OptionalLong lastOf(PersonId person);

    /** Moves its last activity forward, never back; nothing happens when it is gone. */
    void seen(String id, long at);

    /** Forgets one; returns whether it was there. */
    boolean remove(String id);

    /** Forgets all of a person; returns how many there were. */
    int removeAllOf(PersonId person);

    /** Forgets those last seen before {@code seenBefore} or made before {@code createdBefore}, milliseconds UTC. */
    int removeOld(long seenBefore, long createdBefore);
}
