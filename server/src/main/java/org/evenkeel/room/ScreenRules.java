package org.evenkeel.room;

import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.Optional;

/** The one screen of a room: staff share theirs, one participant his by invitation. */
final class ScreenRules {

    private ScreenRules() {}

    static Outcome set(Context c, boolean on) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        if (on == c.actor().sharesScreen() && (on || c.actor().screen().isEmpty())) {
            return Outcome.nothing();
        }
        return (on ? obstacle(c) : Optional.<RejectionCode>empty())
                .map(Outcome::no)
                .orElseGet(() -> Outcome.yes(new RoomEvent.ScreenSet(c.by(), on)));
    }

    private static Optional<RejectionCode> obstacle(Context c) {
        var closed = away(c.actor());
        if (closed.isPresent()) {
            return closed;
        }
        if (!c.actor().role().isStaff() && c.actor().screen().isEmpty()) {
            return Optional.of(RejectionCode.NOT_INVITED);
        }
        return c.state().members().values().stream().anyMatch(Member::sharesScreen)
                ? Optional.of(RejectionCode.SCREEN_TAKEN)
                : Optional.empty();
    }

    /** The group sees nothing of who hides or talks apart. */
    private static Optional<RejectionCode> away(Member member) {
        if (member.shielded()) {
            return Optional.of(RejectionCode.SHIELDED);
        }
        return member.aside().map(_ -> RejectionCode.ASIDE);
    }

    static Outcome invite(Context c, MemberId id) {
        return VoiceRules.inRoom(
                c,
                id,
                member -> {
                    if (!EventFold.isModerated(member)) {
                        return Outcome.no(RejectionCode.MEMBER_ONLY_TARGET);
                    }
                    return member.screen().isPresent()
                            ? Outcome.nothing()
                            : away(member)
                                    .map(Outcome::no)
                                    .orElseGet(() -> Outcome.yes(new RoomEvent.ScreenInvited(id, c.by())));
                });
    }

    static Outcome stop(Context c, MemberId id) {
        return VoiceRules.inRoom(
                c,
                id,
                member ->
                        member.screen().isPresent()
                                ? Outcome.yes(new RoomEvent.ScreenStopped(id, c.by()))
                                : Outcome.nothing());
    }
}
