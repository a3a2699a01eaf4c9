package org.evenkeel.room;

import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The waiting room: one queue, owned by the server. Staff arriving admits nobody. */
final class WaitingRules {

    private WaitingRules() {}

    static Outcome passGate(Context c, GateFlags flags) {
        return c.actor().gate().filter(flags::equals).isPresent()
                ? Outcome.nothing()
                : Outcome.yes(new RoomEvent.GatePassed(c.by(), flags));
    }

    static Outcome admit(Context c, MemberId id) {
        if (c.state().phase() != Phase.STARTED) {
            return Outcome.no(RejectionCode.NOT_STARTED);
        }
        if (c.state().parked()) {
            return Outcome.no(RejectionCode.NOT_QUALIFIED);
        }
        var member = c.state().member(id);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        if (!member.get().waiting()) {
            return Outcome.no(RejectionCode.NOT_WAITING);
        }
        return obstacle(c.state(), member.get(), 1)
                .map(Outcome::no)
                .orElseGet(() -> Outcome.yes(new RoomEvent.Admitted(id, Optional.of(c.by()))));
    }

    /**
     * Those who are expected today and of whom nothing is to be asked first; in the order of the queue, up to the cap.
     * Whether two who must not meet shall meet after all is asked of each of them.
     */
    static Outcome admitAllExpected(Context c, KeptApart apart) {
        if (c.state().phase() != Phase.STARTED) {
            return Outcome.no(RejectionCode.NOT_STARTED);
        }
        if (c.state().parked()) {
            return Outcome.no(RejectionCode.NOT_QUALIFIED);
        }
        var events = new ArrayList<RoomEvent>();
        boolean full = false;
        for (var member : admissibleTogether(c.state(), apart)) {
            if (obstacle(c.state(), member, events.size() + 1).isEmpty()) {
                events.add(new RoomEvent.Admitted(member.id(), Optional.of(c.by())));
            } else {
                full = true;
            }
        }
        return events.isEmpty() && full ? Outcome.no(RejectionCode.ROOM_FULL) : Outcome.yes(events);
    }

    private static List<Member> admissibleTogether(RoomState state, KeptApart apart) {
        return state.waiting().stream()
                .filter(member -> member.expected() == Expected.TODAY)
                .filter(member -> member.cause() == WaitingCause.ARRIVED || member.cause() == WaitingCause.PARKED)
                .filter(member -> member.gate().filter(GateFlags::clear).isPresent())
                .filter(member -> apart.wouldMeet(state, member).isEmpty())
                .toList();
    }

    private static Optional<RejectionCode> obstacle(RoomState state, Member member, int admittedNow) {
        if (member.gate().filter(GateFlags::driving).isPresent()) {
            return Optional.of(RejectionCode.DRIVING);
        }
        if (!EventFold.isModerated(member)) {
            return Optional.empty();
        }
        if (member.gate().filter(GateFlags::rulesAccepted).isEmpty()) {
            return Optional.of(RejectionCode.GATE_MISSING);
        }
        long seats = state.inRoom().filter(EventFold::isModerated).count();
        return seats + admittedNow > state.settings().policy().cap()
                ? Optional.of(RejectionCode.ROOM_FULL)
                : Optional.empty();
    }

    static Outcome notNow(Context c, MemberId id) {
        return waitingOnly(
                c,
                id,
                member ->
                        member.cause() == WaitingCause.NOT_NOW
                                ? Outcome.nothing()
                                : Outcome.yes(new RoomEvent.NotNowSaid(id, c.by())));
    }

    static Outcome decline(Context c, MemberId id) {
        return waitingOnly(c, id, _ -> Outcome.yes(new RoomEvent.Declined(id, c.by())));
    }

    private static Outcome waitingOnly(Context c, MemberId id, Function<Member, Outcome> then) {
        var member = c.state().member(id);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        return member.filter(Member::waiting).map(then).orElse(Outcome.no(RejectionCode.NOT_WAITING));
    }

    static Outcome undoDecline(Context c, MemberId id) {
        return c.state()
                .member(id)
                .filter(member -> member.standing() == Standing.DECLINED)
                .map(_ -> Outcome.yes(new RoomEvent.DeclineUndone(id, c.by())))
                .orElse(Outcome.no(RejectionCode.NOTHING_TO_UNDO));
    }

    /**
     * Any member but staff can be put back; he keeps his seat, sees nothing of the room, and the interval is tagged.
     */
    static Outcome sendBack(Context c, MemberId id) {
        var member = c.state().member(id);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        if (member.get().role().passesWaitingRoom()) {
            return Outcome.no(RejectionCode.MEMBER_ONLY_TARGET);
        }
        return member.get().inRoom()
                ? Outcome.yes(new RoomEvent.SentBack(id, c.by()))
                : Outcome.no(RejectionCode.NOT_IN_ROOM);
    }
}
