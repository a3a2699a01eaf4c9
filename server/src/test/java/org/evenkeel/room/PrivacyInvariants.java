package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** What is always true of shields, talks apart, the shared screen, and of what the media plane is ordered. */
final class PrivacyInvariants {

    private PrivacyInvariants() {}

    static void hold(RoomState before, RoomState after) {
        after.members().values().forEach(member -> holds(after, member));
        screens(after);
        var order = MediaOrder.of(after);
        order.seats().values().forEach(seat -> seat(after, seat));
        places(after, order);
        assertThat(order.seats().keySet())
                .as("who is in the room has a seat, and nobody else")
                .containsExactlyInAnyOrderElementsOf(
                        after.phase() == Phase.ENDED ? List.of() : after.inRoom().map(Member::id).toList());
        if (before != after) {
            onlyWhatBothAllow(order, MediaOrder.of(before));
            onlyWhatBothAllow(MediaOrder.of(before), order);
        }
    }

    private static void holds(RoomState state, Member member) {
        var who = member.id().value();
        if (member.shielded()) {
            assertThat(member.microphone() || member.camera() || member.sharesScreen())
                    .as("%s hides and shows nothing", who)
                    .isFalse();
            assertThat(member.role().passesWaitingRoom()).as("%s hides", who).isFalse();
        }
        if (!member.inRoom()) {
            assertThat(member.screen()).as("%s has no screen outside", who).isEmpty();
        }
        member.aside().ifPresent(aside -> apart(state, member, aside));
    }

    private static void apart(RoomState state, Member member, Aside aside) {
        assertThat(state.phase()).as("nobody talks apart after the end").isNotEqualTo(Phase.ENDED);
        assertThat(member.inRoom()).as("%s talks apart in the room", member.id()).isTrue();
        assertThat(member.role().isStaff()).as("one of two is staff").isEqualTo(member.id().equals(aside.staff()));
        assertThat(member.id().equals(aside.staff()) || !member.role().passesWaitingRoom())
                .as("the other is a participant or guest")
                .isTrue();
        assertThat(state.member(aside.with(member.id())).flatMap(Member::aside)).as("both know").contains(aside);
        assertThat(member.screen()).as("no screen apart").isEmpty();
    }

    private static void screens(RoomState state) {
        assertThat(state.members().values().stream().filter(Member::sharesScreen).count())
                .as("one screen in a room")
                .isLessThanOrEqualTo(1);
        assertThat(state.members().values().stream().filter(m -> m.screen().equals(invited())).count())
                .as("one invitation at a time")
                .isLessThanOrEqualTo(1);
    }

    private static Optional<Screen> invited() {
        return Optional.of(Screen.INVITED);
    }

    private static void seat(RoomState state, MediaSeat seat) {
        var member = state.member(seat.member()).orElseThrow();
        var who = seat.member().value();
        boolean lockedWithGroup =
                state.speakingLocked() && !member.role().passesWaitingRoom() && member.aside().isEmpty();
        if (!member.microphone() || member.speakingLocked() || lockedWithGroup) {
            assertThat(seat.audible()).as("%s is not heard", who).isFalse();
        }
        if (member.shielded() || member.role() == Role.OBSERVER) {
            assertThat(seat.audible() || seat.visible() || seat.screen()).as("nothing goes out of %s", who).isFalse();
        }
        if (member.shielded()) {
            assertThat(seat.receives()).as("%s gets nothing", who).isFalse();
        }
        assertThat(seat.visible() && !member.camera()).as("%s is not seen", who).isFalse();
        assertThat(seat.screen() && !member.sharesScreen()).as("%s shares nothing", who).isFalse();
    }

    private static void places(RoomState state, MediaOrder order) {
        for (var seat : order.seats().values()) {
            for (var other : order.seats().values()) {
                if (seat.gets(other) && !place(state, seat).equals(place(state, other))) {
                    throw new AssertionError(seat.member() + " gets what is in another place: " + other.member());
                }
            }
        }
    }

    private static Optional<MemberId> place(RoomState state, MediaSeat seat) {
        return state.member(seat.member()).flatMap(Member::aside).map(Aside::staff);
    }

    private static void onlyWhatBothAllow(MediaOrder one, MediaOrder two) {
        var both = one.and(two);
        both.seats().forEach((id, seat) -> both.seats().forEach((from, other) -> allowed(seat, other, one, two)));
    }

    private static void allowed(MediaSeat seat, MediaSeat other, MediaOrder... orders) {
        for (var order : orders) {
            var mine = order.seat(seat.member()).orElseThrow();
            var theirs = order.seat(other.member()).orElseThrow();
            boolean gets = mine.gets(theirs);
            if (heard(seat, other) && !(gets && theirs.audible())
                    || seat.gets(other) && other.visible() && !(gets && theirs.visible())
                    || seat.gets(other) && other.screen() && !(gets && theirs.screen())) {
                throw new AssertionError(seat.member() + " gets of " + other.member() + " what one order denies");
            }
        }
    }

    private static boolean heard(MediaSeat by, MediaSeat speaker) {
        return by.gets(speaker) && speaker.audible();
    }
}
