package org.evenkeel.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows by itself from whatever was decided, in the same entry: that a talk apart is over when one of the two is
 * out, who leads when the lead drops or comes back, and that the last qualified staff are gone or there is somebody
 * again. Nobody but staff is ever promoted.
 */
final class Consequences {

    private Consequences() {}

    /**
     * @param after the state with the decided events
     */
    static List<RoomEvent> of(RoomState after, long at) {
        var events = new ArrayList<RoomEvent>();
        if (after.phase() == Phase.PREPARED || after.phase() == Phase.STARTED) {
            asides(after).forEach(events::add);
            lead(after).ifPresent(events::add);
        }
        if (after.phase() == Phase.STARTED) {
            staff(after, at).ifPresent(events::add);
        }
        return events;
    }

    /** A lost connection within its grace time ends nothing. */
    private static Stream<RoomEvent> asides(RoomState state) {
        return state.members().values().stream()
                .flatMap(member -> member.aside().stream().filter(aside -> aside.member().equals(member.id())))
                .filter(aside -> !holds(state, aside))
                .map(aside -> new RoomEvent.AsideEnded(aside.member(), aside.staff(), Optional.empty()));
    }

    private static boolean holds(RoomState state, Aside aside) {
        return state.member(aside.member()).filter(Member::inRoom).filter(EventFold::isModerated).isPresent()
                && state.member(aside.staff()).filter(Member::inRoom).filter(it -> it.role().isStaff()).isPresent();
    }

    private static Optional<RoomEvent> staff(RoomState state, long at) {
        if (state.qualifiedStaffConnected()) {
            return state.staffGap().map(_ -> new RoomEvent.StaffBack());
        }
        if (state.staffGap().isEmpty()) {
            return Optional.of(new RoomEvent.StaffGone(at));
        }
        return state.parked() ? strays(state) : Optional.empty();
    }

    /** Whoever comes back to a parked room with his old approval is parked too: nobody sits in it without staff. */
    private static Optional<RoomEvent> strays(RoomState state) {
        var strays = state.inRoom().filter(EventFold::isModerated).map(Member::id).toList();
        return strays.isEmpty() ? Optional.empty() : Optional.of(new RoomEvent.ParkedForStaffGone(strays));
    }

    /** Whether somebody is in the room with a live socket. */
    static boolean present(Member member) {
        return member.inRoom() && member.presence() == Presence.CONNECTED;
    }

    /** Whether this member can hold the lead now. */
    static boolean mayLead(RoomState state, Member member) {
        return present(member) && state.qualified(member);
    }

    private static Optional<RoomEvent> lead(RoomState state) {
        var current = state.lead();
        var returned = current.flatMap(Lead::insteadOf).flatMap(state::member).filter(member -> mayLead(state, member));
        if (returned.isPresent()) {
            return Optional.of(new RoomEvent.LeadGiven(returned.get().id(), false, Optional.empty()));
        }
        if (current.flatMap(lead -> state.member(lead.member())).filter(member -> mayLead(state, member)).isPresent()) {
            return Optional.empty();
        }
        return successor(state)
                .map(member -> new RoomEvent.LeadGiven(member.id(), current.isPresent(), Optional.empty()));
    }

    /** The roles stand in the order in which they succeed. */
    private static Optional<Member> successor(RoomState state) {
        return state.inRoom().filter(member -> mayLead(state, member)).min(Comparator.comparing(Member::role));
    }
}
