package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.ConfirmConnection;
import org.evenkeel.room.RoomCommand.Enter;
import org.evenkeel.room.RoomCommand.GraceOver;
import org.evenkeel.room.RoomCommand.Leave;
import org.evenkeel.room.RoomCommand.LoseConnection;
import org.evenkeel.room.RoomCommand.Resume;
import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.Optional;

/** Coming, coming back, dropping and going. */
final class ArrivalRules {

    private ArrivalRules() {}

    static Outcome enter(RoomState state, Enter c) {
        var known = state.member(c.member());
        var refusal =
                known.or(() -> state.memberOf(c.person()))
                        .flatMap(member -> refusal(member, c))
                        .or(() -> closed(state, known, c.role()));
        if (refusal.isPresent()) {
            return Outcome.no(refusal.get());
        }
        if (known.filter(member -> member.holds(c.connection())).isPresent()) {
            return Outcome.nothing();
        }
        var events = new ArrayList<RoomEvent>();
        if (known.filter(member -> sameOnRoster(member, c)).isEmpty()) {
            events.add(new RoomEvent.Entered(c.member(), c.person(), c.role(), c.credentialed(), c.expected()));
        }
        if (known.filter(member -> member.standing() == Standing.REMOVED).isPresent()) {
            events.add(new RoomEvent.CameBack(c.member()));
        }
        int generation = known.map(Member::generation).orElse(0) + 1;
        events.add(new RoomEvent.Attached(c.member(), c.connection(), c.client(), c.node(), generation, true));
        if (c.role().passesWaitingRoom() && known.filter(ArrivalRules::keepsItsStanding).isEmpty()) {
            events.add(new RoomEvent.Admitted(c.member(), Optional.empty()));
        }
        return Outcome.yes(events);
    }

    /** Who was removed comes back through the waiting room, also one who otherwise passes it. */
    private static boolean keepsItsStanding(Member member) {
        return switch (member.standing()) {
            case ADMITTED, REMOVED -> true;
            case WAITING -> member.access() > 0;
            case DECLINED, BARRED -> false;
        };
    }

    /** One person is one member: two nodes that make up an id for the same newcomer must not seat him twice. */
    private static Optional<RejectionCode> refusal(Member member, Enter c) {
        if (!member.person().equals(c.person()) || !member.id().equals(c.member())) {
            return Optional.of(RejectionCode.NO_SUCH_MEMBER);
        }
        return switch (member.standing()) {
            case BARRED -> Optional.of(RejectionCode.BARRED);
            case DECLINED -> Optional.of(RejectionCode.DECLINED);
            case WAITING, ADMITTED, REMOVED -> Optional.empty();
        };
    }

    private static boolean sameOnRoster(Member member, Enter c) {
        return member.role() == c.role()
                && member.credentialed() == c.credentialed()
                && member.expected() == c.expected();
    }

    /** The end and the lock stop new people; staff pass both, and the lock never shuts out who was already here. */
    private static Optional<RejectionCode> closed(RoomState state, Optional<Member> known, Role role) {
        if (state.phase() == Phase.ENDED && !role.isStaff()) {
            return Optional.of(RejectionCode.ENDED);
        }
        boolean here = known.filter(member -> member.wasAdmitted() || member.presence() != Presence.LEFT).isPresent();
        return state.locked() && !role.passesWaitingRoom() && !here
                ? Optional.of(RejectionCode.ROOM_LOCKED)
                : Optional.empty();
    }

    /** A resume takes over at once, even while the old socket still looks open; but only the tab that has the seat. */
    static Outcome resume(RoomState state, Resume c, long at) {
        var found = state.member(c.member());
        if (found.isEmpty()) {
            return Outcome.no(RejectionCode.NOT_A_MEMBER);
        }
        var member = found.get();
        if (state.phase() == Phase.ENDED && !member.role().isStaff()) {
            return Outcome.no(RejectionCode.ENDED);
        }
        if (member.holds(c.connection())) {
            return Outcome.nothing();
        }
        return member.attachment()
                .filter(seat -> seat.accepts(c.presented(), at))
                .map(
                        seat ->
                                Outcome.yes(
                                        new RoomEvent.Attached(
                                                c.member(),
                                                c.connection(),
                                                seat.client(),
                                                c.node(),
                                                member.generation() + 1,
                                                false)))
                .orElseGet(() -> Outcome.no(noSeat(member)));
    }

    private static RejectionCode noSeat(Member member) {
        return switch (member.standing()) {
            case BARRED -> RejectionCode.BARRED;
            case DECLINED -> RejectionCode.DECLINED;
            case REMOVED -> RejectionCode.ACCESS_REVOKED;
            case WAITING, ADMITTED -> RejectionCode.STALE_CONNECTION;
        };
    }

    static Outcome leave(Context c, Leave command) {
        return c.actor().holds(command.connection())
                ? Outcome.yes(new RoomEvent.Left(c.by(), command.reason()))
                : Outcome.no(RejectionCode.STALE_CONNECTION);
    }

    /**
     * A late word about an older connection changes nothing: a newer one has the seat. Only that its node died, and
     * when, is still written: the room does not change, but the time until the newer one came is not attendance.
     */
    static Outcome lose(RoomState state, LoseConnection c, long at) {
        var member = state.member(c.member()).filter(m -> m.holds(c.connection()));
        if (member.isEmpty()) {
            return state.member(c.member()).isPresent() && c.reason() == LeaveReason.NODE_LOST
                    ? Outcome.yes(
                            new RoomEvent.ConnectionLost(
                                    c.member(), c.connection(), Math.min(c.effectiveAt(), at), c.reason()))
                    : Outcome.no(RejectionCode.STALE_CONNECTION);
        }
        if (member.get().presence() != Presence.CONNECTED) {
            return Outcome.nothing();
        }
        long attachedAt = member.get().attachment().map(Attachment::since).orElse(at);
        long effectiveAt = Math.clamp(c.effectiveAt(), Math.min(attachedAt, at), at);
        return Outcome.yes(new RoomEvent.ConnectionLost(c.member(), c.connection(), effectiveAt, c.reason()));
    }

    static Outcome confirm(RoomState state, ConfirmConnection c) {
        var member = state.member(c.member()).filter(m -> m.holds(c.connection()));
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.STALE_CONNECTION);
        }
        return member.get().presence() == Presence.RECONNECTING
                ? Outcome.yes(new RoomEvent.ConnectionConfirmed(c.member(), c.connection()))
                : Outcome.nothing();
    }

    static Outcome graceOver(RoomState state, GraceOver c, long at) {
        boolean due =
                state.member(c.member())
                        .filter(member -> member.holds(c.connection()))
                        .filter(member -> member.presence() == Presence.RECONNECTING)
                        .filter(member -> at >= Deadlines.graceEnd(state, member))
                        .isPresent();
        return due ? Outcome.yes(new RoomEvent.Left(c.member(), LeaveReason.NETWORK)) : Outcome.nothing();
    }
}
