package org.evenkeel.room;

import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps somebody's trouble from the group: his own shield, and a talk apart with one staff member. A talk apart
 * ends nobody's session and mutes nobody: the group goes on.
 */
final class PrivacyRules {

    private PrivacyRules() {}

    static Outcome shield(Context c) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        return c.actor().shielded() ? Outcome.nothing() : Outcome.yes(new RoomEvent.ShieldRaised(c.by()));
    }

    static Outcome lowerShield(Context c) {
        return c.actor().shielded() ? Outcome.yes(new RoomEvent.ShieldLowered(c.by())) : Outcome.nothing();
    }

    /** Also when nobody qualified stays with the group: the screen warns before, and the ledger tells. */
    static Outcome stepAside(Context c, MemberId id) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        return VoiceRules.inRoom(c, id, member -> stepAside(c, member));
    }

    private static Outcome stepAside(Context c, Member member) {
        if (!EventFold.isModerated(member)) {
            return Outcome.no(RejectionCode.MEMBER_ONLY_TARGET);
        }
        if (c.actor().aside().filter(aside -> aside.member().equals(member.id())).isPresent()) {
            return Outcome.nothing();
        }
        return obstacle(c, member).map(Outcome::no).orElseGet(() -> Outcome.yes(steppedAside(c, member)));
    }

    /** He must be there and able to hear: else the group would lose its counselor for nobody. */
    private static Optional<RejectionCode> obstacle(Context c, Member member) {
        if (c.actor().aside().isPresent() || member.aside().isPresent()) {
            return Optional.of(RejectionCode.ASIDE);
        }
        if (member.shielded()) {
            return Optional.of(RejectionCode.SHIELDED);
        }
        return Consequences.present(member) ? Optional.empty() : Optional.of(RejectionCode.NOT_IN_ROOM);
    }

    /** Talking apart with who asked for support is looking after it. */
    private static List<RoomEvent> steppedAside(Context c, Member member) {
        var events = new ArrayList<RoomEvent>();
        events.add(new RoomEvent.SteppedAside(member.id(), c.by()));
        if (member.supportAskedAt().isPresent()) {
            events.add(new RoomEvent.SupportSeen(member.id(), c.by()));
        }
        return events;
    }

    static Outcome endAside(Context c, MemberId id) {
        var member = c.state().member(id);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        return member.get()
                .aside()
                .filter(aside -> aside.member().equals(id))
                .map(aside -> Outcome.yes(new RoomEvent.AsideEnded(id, aside.staff(), Optional.of(c.by()))))
                .orElse(Outcome.nothing());
    }
}
