package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Optional;

/** Keeps socket tickets by their hash; shared by all nodes. */
public interface SocketTicketStore {

    /** Keeps a new one; {@code expiresAt} in milliseconds UTC. */
    void add(String hash, SocketTicket ticket, long expiresAt);

    /** Takes it away and returns it, when it has not expired: of two callers at once, on any nodes, one gets it. */
    Optional<SocketTicket> consume(String hash, long now);

    /** Forgets all of a person. */
    void removeAllOf(PersonId person);

    /** Forgets those that came from one sign-in or visit. */
    void removeAllFrom(String access);

    /** Forgets those that expired. */
    int removeExpired(long now);
}
