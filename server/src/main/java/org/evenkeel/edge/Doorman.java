package org.evenkeel.edge;

import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.SessionId;

import java.util.Optional;

/** Knows who stands behind a socket ticket. Blocks; called on virtual threads. */
public interface Doorman {

    /** Takes a ticket, once. Empty for unknown, used and expired ones alike. */
    Optional<Entrance> redeem(String ticket);

    /** Whether there is such a session at all. */
    boolean exists(SessionId session);

    /** Whether this person may still be here: not signed out everywhere, not deactivated, link not revoked. */
    boolean stillWelcome(SessionId session, PersonId person);

    /**
     * What a ticket was issued for.
     *
     * @param settings taken when nobody prepared the room before
     * @param gate the gate answers, when they were given
     */
    record Entrance(
            SessionId session,
            RoomSettings settings,
            PersonId person,
            Role role,
            boolean credentialed,
            Expected expected,
            Optional<GateFlags> gate) {}
}
