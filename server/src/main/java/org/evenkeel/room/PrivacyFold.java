package org.evenkeel.room;

import java.util.Optional;
import java.util.OptionalLong;

/** What shields, talks apart and the shared screen do to the state. */
final class PrivacyFold {

    private PrivacyFold() {}

    /** The hand stays up: he waits for his turn, not for his room to be empty. */
    static void shield(Member.Draft member, long at) {
        member.silent();
        member.shieldedAt = member.shieldedAt.isPresent() ? member.shieldedAt : OptionalLong.of(at);
    }

    /** The room's screen is the group's: who leaves the group takes his with him. */
    static void stepAside(RoomState.Draft draft, Aside aside) {
        draft.edit(aside.member(), member -> stepAside(member, aside));
        draft.edit(aside.staff(), staff -> stepAside(staff, aside));
    }

    private static void stepAside(Member.Draft member, Aside aside) {
        member.aside = Optional.of(aside);
        member.screen = Optional.empty();
    }

    /**
     * Both come back muted with the camera off: nothing that was said or shown apart goes on before the group because
     * somebody else pressed a button.
     */
    static void endAside(RoomState state, RoomState.Draft draft, RoomEvent.AsideEnded event) {
        for (var id : new MemberId[] {event.member(), event.staff()}) {
            if (state.member(id).flatMap(Member::aside).filter(aside -> isOf(aside, event)).isPresent()) {
                draft.edit(id, PrivacyFold::comeBack);
            }
        }
    }

    private static boolean isOf(Aside aside, RoomEvent.AsideEnded event) {
        return aside.member().equals(event.member()) && aside.staff().equals(event.staff());
    }

    private static void comeBack(Member.Draft member) {
        member.aside = Optional.empty();
        member.silent();
    }

    static void setScreen(Member.Draft member, boolean on) {
        member.screen = on ? Optional.of(Screen.SHARED) : Optional.empty();
    }

    /** One invitation at a time; who shares already goes on. */
    static void invite(RoomState.Draft draft, MemberId invited) {
        draft.editAll(
                member -> member.screen().isPresent() && !member.sharesScreen(),
                member -> member.screen = Optional.empty());
        draft.edit(invited, member -> member.screen = Optional.of(Screen.INVITED));
    }
}
