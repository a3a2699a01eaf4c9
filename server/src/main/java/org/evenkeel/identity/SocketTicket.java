package org.evenkeel.identity;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.Objects;

/**
 * What a socket ticket stands for.
 *
 * @param session the session whose room may be entered
 * @param person who
 * @param audience as what
 * @param access the sign-in or visit it was asked with, by its id: when that ends, the socket ends
 */
public record SocketTicket(SessionId session, PersonId person, Audience audience, String access) {

    /** Who holds a ticket. */
    public enum Audience {
        STAFF,
        PARTICIPANT
    }

    public SocketTicket {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(access, "access");
    }
}
