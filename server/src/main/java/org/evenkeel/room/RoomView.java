package org.evenkeel.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one projection for every message: what a viewer may see of a room, whole or as changes between two states.
 * Nothing else decides what goes to whom, so a hidden thing cannot slip out by another path.
 */
public final class RoomView {

    private RoomView() {}

    /** Everything this member may see now. */
    public static Sight.Room whole(RoomState state, Member viewer) {
        var audience = Audience.of(viewer);
        return new Sight.Room(
                session(state, audience),
                self(state, viewer),
                all(state, audience, (member, to) -> person(state, member, to)),
                all(state, audience, RoomView::waiter),
                all(state, audience, RoomView::outsider),
                state.messages().stream().filter(message -> reads(viewer, audience, message)).toList(),
                all(state, audience, RoomView::alert));
    }

    private static <T> List<T> all(
            RoomState state, Audience audience, BiFunction<Member, Audience, Optional<T>> facet) {
        return state.members().values().stream().flatMap(member -> facet.apply(member, audience).stream()).toList();
    }

    /** What changed for a whole audience; nothing that concerns one viewer alone. Empty for those outside. */
    public static List<Change> changes(RoomState before, RoomState after, Audience audience) {
        if (audience == Audience.WAITING) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        if (!after.sameSession(before)) {
            var session = session(after, audience);
            if (!session.equals(session(before, audience))) {
                changes.add(new Change.SessionChanged(session));
            }
        }
        after.members()
                .forEach(
                        (id, now) -> {
                            var then = before.member(id);
                            if (then.isEmpty() || then.get() != now) {
                                memberChanges(after, then, now, audience, changes);
                            }
                        });
        newMessages(before, after)
                .filter(message -> forAudience(audience, message))
                .forEach(message -> changes.add(new Change.MessageAdded(message)));
        return changes;
    }

    private static void memberChanges(
            RoomState after, Optional<Member> then, Member now, Audience audience, List<Change> changes) {
        var id = now.id();
        facet(
                then,
                now,
                m -> person(after, m, audience),
                Change.MemberChanged::new,
                () -> new Change.MemberGone(id),
                changes);
        facet(
                then,
                now,
                m -> waiter(m, audience),
                Change.WaitingChanged::new,
                () -> new Change.WaitingGone(id),
                changes);
        facet(
                then,
                now,
                m -> outsider(m, audience),
                Change.OutsideChanged::new,
                () -> new Change.OutsideGone(id),
                changes);
        facet(then, now, m -> alert(m, audience), Change.AlertChanged::new, () -> new Change.AlertGone(id), changes);
    }

    private static <T> void facet(
            Optional<Member> then,
            Member now,
            Function<Member, Optional<T>> look,
            Function<T, Change> changed,
            Supplier<Change> gone,
            List<Change> changes) {
        var before = then.flatMap(look);
        var after = look.apply(now);
        if (after.isPresent() && !after.equals(before)) {
            changes.add(changed.apply(after.get()));
        } else if (before.isPresent() && after.isEmpty()) {
            changes.add(gone.get());
        }
    }

    /** What changed for this one viewer and nobody else: himself, and what was written to or by him. */
    public static List<Change> ownChanges(RoomState before, RoomState after, MemberId viewer) {
        var now = after.member(viewer);
        if (now.isEmpty()) {
            return List.of();
        }
        var audience = Audience.of(now.get());
        var changes = new ArrayList<Change>();
        var self = self(after, now.get());
        if (before.member(viewer).map(then -> self(before, then)).filter(self::equals).isEmpty()) {
            changes.add(new Change.SelfChanged(self));
        }
        newMessages(before, after)
                .filter(message -> !forAudience(audience, message) && reads(now.get(), audience, message))
                .forEach(message -> changes.add(new Change.MessageAdded(message)));
        return changes;
    }

    /**
     * What changed for one viewer over any number of entries: for a page that comes back. Messages stand in their
     * order, and those are left out that were written to the room while he was outside.
     *
     * @param viewer of the same audience in both states, and not waiting
     */
    public static List<Change> missed(RoomState before, RoomState after, Member viewer) {
        var audience = Audience.of(viewer);
        var changes =
                Stream.concat(
                                changes(before, after, audience).stream(),
                                ownChanges(before, after, viewer.id()).stream())
                        .filter(change -> !(change instanceof Change.MessageAdded));
        var messages =
                newMessages(before, after)
                        .filter(message -> reads(viewer, audience, message))
                        .map(Change.MessageAdded::new);
        return Stream.<Change>concat(changes, messages).toList();
    }

    private static Stream<Message> newMessages(RoomState before, RoomState after) {
        return after.messages() == before.messages()
                ? Stream.empty()
                : after.messages().stream().filter(message -> message.seq() > before.seq());
    }

    /** Whether all of an audience may read it. */
    private static boolean forAudience(Audience audience, Message message) {
        return switch (audience) {
            case CARE, STAFF -> true;
            case MEMBER -> message.kind() == Message.Kind.ROOM;
            case WAITING -> false;
        };
    }

    /** A newcomer reads what was written since he was admitted or began to wait, not what others said before. */
    private static boolean reads(Member viewer, Audience audience, Message message) {
        if (audience.seesWaitingRoom()) {
            return true;
        }
        boolean since = message.at() >= viewer.standingSince();
        return switch (message.kind()) {
            case ROOM -> audience == Audience.MEMBER && since;
            case TO_STAFF -> message.from().equals(viewer.id());
            case STAFF -> false;
            case LINE -> message.to().filter(viewer.id()::equals).isPresent();
            case WAITING_LINE -> viewer.standing() == Standing.WAITING && since;
        };
    }

    private static Sight.Session session(RoomState state, Audience audience) {
        var settings = state.settings();
        if (audience == Audience.WAITING) {
            return new Sight.Session(
                    state.phase(),
                    settings.scheduledStart(),
                    settings.scheduledEnd(),
                    state.startedAt(),
                    state.endedAt(),
                    false,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    OptionalLong.empty(),
                    false,
                    false);
        }
        boolean staff = audience.seesWaitingRoom();
        return new Sight.Session(
                state.phase(),
                settings.scheduledStart(),
                settings.scheduledEnd(),
                state.startedAt(),
                state.endedAt(),
                staff && state.locked(),
                state.breakSince(),
                state.timer(),
                state.lead().map(lead -> staff ? lead.member() : lead.insteadOf().orElse(lead.member())),
                staff && state.lead().filter(Lead::acting).isPresent(),
                state.staffGap().map(gap -> OptionalLong.of(gap.since())).orElse(OptionalLong.empty()),
                state.speakingLocked(),
                settings.policy().roomChat());
    }

    /** Mute all and lock all reach those who wait, too, but tell them nothing: they would learn what the room does. */
    private static Sight.Self self(RoomState state, Member viewer) {
        boolean inRoom = viewer.inRoom();
        var cause = viewer.cause() == WaitingCause.NOT_NOW ? WaitingCause.ARRIVED : viewer.cause();
        return new Sight.Self(
                viewer.id(),
                viewer.role(),
                viewer.standing(),
                viewer.standing() == Standing.WAITING ? Optional.of(cause) : Optional.empty(),
                viewer.gate().isPresent(),
                viewer.microphone(),
                viewer.camera(),
                inRoom && state.speakingLocked(viewer),
                inRoom && viewer.mutedByStaff(),
                viewer.hand(),
                viewer.supportAskedAt().isPresent(),
                state.qualified(viewer),
                viewer.aside().map(aside -> aside.with(viewer.id())),
                viewer.shielded(),
                viewer.sharesScreen(),
                mayShare(viewer));
    }

    private static boolean mayShare(Member member) {
        return member.screen().filter(Screen.INVITED::equals).isPresent();
    }

    private static Optional<Sight.Person> person(RoomState state, Member member, Audience audience) {
        if (audience == Audience.WAITING || !member.inRoom()) {
            return Optional.empty();
        }
        boolean staff = audience.seesWaitingRoom();
        return Optional.of(
                new Sight.Person(
                        member.id(),
                        member.person(),
                        member.role(),
                        member.presence(),
                        member.presenceSince(),
                        member.hand(),
                        member.microphone(),
                        member.camera(),
                        staff && member.speakingLocked(),
                        staff && member.supportAskedAt().isPresent(),
                        member.aside().isPresent(),
                        member.aside().filter(_ -> staff).map(aside -> aside.with(member.id())),
                        staff && member.shielded(),
                        member.sharesScreen(),
                        staff && mayShare(member),
                        staff && state.qualified(member)));
    }

    static Optional<Sight.Waiter> waiter(Member member, Audience audience) {
        if (!audience.seesWaitingRoom() || !member.waiting()) {
            return Optional.empty();
        }
        return Optional.of(
                new Sight.Waiter(
                        member.id(),
                        member.person(),
                        member.role(),
                        member.expected(),
                        member.cause(),
                        member.standingSince(),
                        member.presence(),
                        member.gate().isPresent(),
                        audience == Audience.CARE ? member.gate() : Optional.empty()));
    }

    private static Optional<Sight.Outsider> outsider(Member member, Audience audience) {
        boolean outside =
                switch (member.standing()) {
                    case DECLINED, REMOVED, BARRED -> true;
                    case WAITING, ADMITTED -> false;
                };
        return audience.seesWaitingRoom() && outside
                ? Optional.of(
                        new Sight.Outsider(
                                member.id(),
                                member.person(),
                                member.standing(),
                                member.removal(),
                                member.standingSince()))
                : Optional.empty();
    }

    private static Optional<Sight.Alert> alert(Member member, Audience audience) {
        return audience.seesWaitingRoom() && member.supportAskedAt().isPresent()
                ? Optional.of(new Sight.Alert(member.id(), member.person(), member.supportAskedAt().getAsLong()))
                : Optional.empty();
    }
}
