package org.evenkeel.attendance;

import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.Standing;
import org.evenkeel.room.WaitingCause;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the ledger says of one member, before any policy.
 *
 * @param role what he was in the end
 * @param roles his role over time
 * @param connected when a socket of his was there, each millisecond once
 * @param standings his standing over time, whether or not connected
 * @param gaps reconnects without a "left" in between
 * @param lastStanding how he stood at the end
 * @param lostAt when his last connection ended by the network, a lost node or our drain; empty when he closed it
 *     himself, was taken out or stayed
 * @param asides when he talked apart from the group, as the participant or as the staff member, connected or not
 * @param exclusions other time that does not count (camera rule); no fact says so yet, so none
 */
public record MemberPresence(
        Role role,
        List<RolePiece> roles,
        Intervals connected,
        List<StandingPiece> standings,
        List<ConnectionGap> gaps,
        Standing lastStanding,
        OptionalLong lostAt,
        Intervals asides,
        Intervals exclusions) {

    public MemberPresence {
        roles = List.copyOf(roles);
        standings = List.copyOf(standings);
        gaps = List.copyOf(gaps);
    }

    /** When he was approved to be in the room, connected or not. */
    public Intervals admitted() {
        return during(Standing.ADMITTED, Optional.empty());
    }

    /** When he sat in the waiting room for this cause. */
    public Intervals waiting(WaitingCause cause) {
        return during(Standing.WAITING, Optional.of(cause)).intersect(connected);
    }

    /** When his role and credential made him qualified staff of this kind of room, connected or not. */
    public Intervals qualified(RoomKind kind) {
        return Intervals.of(
                roles.stream()
                        .filter(piece -> kind.qualifies(piece.role(), piece.credentialed()))
                        .map(RolePiece::during)
                        .toList());
    }

    private Intervals during(Standing standing, Optional<WaitingCause> cause) {
        return Intervals.of(
                standings.stream()
                        .filter(piece -> piece.standing() == standing)
                        .filter(piece -> cause.isEmpty() || piece.cause() == cause.get())
                        .map(StandingPiece::during)
                        .toList());
    }
}
