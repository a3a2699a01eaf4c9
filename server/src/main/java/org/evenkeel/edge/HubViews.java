package org.evenkeel.edge;

import org.evenkeel.live.Position;
import org.evenkeel.live.Rooms;
import org.evenkeel.room.Audience;
import org.evenkeel.room.Member;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.RoomView;
import org.evenkeel.room.SessionId;
import org.evenkeel.wire.Change;
import org.evenkeel.wire.RoomSnapshot;
import org.evenkeel.wire.ServerMessage;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What the viewers of one room are told, as messages: whole views and changes. Runs on the room's thread. */
final class HubViews {

    private final SessionId session;
    private final Rooms.History history;
    private final Translator translator;
    private final LongSupplier clock;

    /**
     * @param clock milliseconds UTC
     */
    HubViews(SessionId session, Rooms.History history, Translator translator, LongSupplier clock) {
        this.session = session;
        this.history = history;
        this.translator = translator;
        this.clock = clock;
    }

    /** The whole view anew. */
    ServerMessage.Sync sync(RoomState state, Member member, Position at) {
        return new ServerMessage.Sync(at.epoch(), at.seq(), clock.getAsLong(), snapshot(state, member));
    }

    /** What is different for all of an audience. */
    List<Change> shared(RoomState before, RoomState after, Audience audience) {
        return translated(after, audience, warned(before, after, audience, RoomView.changes(before, after, audience)));
    }

    /** What is different for this member alone. */
    List<Change> own(RoomState before, RoomState after, Member now) {
        boolean untouched = before.member(now.id()).filter(then -> then == now).isPresent();
        return untouched && !concernsAll(before, after)
                ? List.of()
                : translated(after, Audience.of(now), RoomView.ownChanges(before, after, now.id()));
    }

    /**
     * Whether something changed outside members' own records that their own views, or those of waiting people, show.
     */
    static boolean concernsAll(RoomState before, RoomState after) {
        return before.speakingLocked() != after.speakingLocked()
                || before.messages() != after.messages()
                || before.phase() != after.phase()
                || !before.startedAt().equals(after.startedAt())
                || !before.endedAt().equals(after.endedAt());
    }

    /** The first message to a page that has its seat now. */
    ServerMessage first(Seat seat, Arrival arrival, RoomState state, Member member, Position at) {
        long now = clock.getAsLong();
        return missed(arrival, state, member)
                .<ServerMessage>map(
                        changes ->
                                new ServerMessage.Resumed(
                                        seat.member().value(), at.epoch(), at.seq(), now, seat.token(), changes))
                .orElseGet(
                        () ->
                                new ServerMessage.Welcome(
                                        seat.member().value(),
                                        at.epoch(),
                                        at.seq(),
                                        now,
                                        seat.token(),
                                        snapshot(state, member)));
    }

    /** What a resuming page missed; empty when it must be given the whole view. */
    private Optional<List<Change>> missed(Arrival arrival, RoomState state, Member member) {
        var audience = Audience.of(member);
        return switch (arrival) {
            case Arrival.NewPage() -> Optional.empty();
            case Arrival.SamePage(var from) ->
                    history.stateAt(from)
                            .filter(_ -> audience != Audience.WAITING)
                            .filter(
                                    then ->
                                            then.member(member.id())
                                                    .map(Audience::of)
                                                    .filter(audience::equals)
                                                    .isPresent())
                            .map(
                                    then ->
                                            translated(
                                                    state,
                                                    audience,
                                                    warned(
                                                            then,
                                                            state,
                                                            audience,
                                                            RoomView.missed(then, state, member))));
        };
    }

    /** With those who wait as they did, whom somebody of their pair came to or left. */
    private List<org.evenkeel.room.Change> warned(
            RoomState before, RoomState after, Audience audience, List<org.evenkeel.room.Change> changes) {
        if (audience != Audience.CARE) {
            return changes;
        }
        var news = translator.keptApart().news(before, after, audience);
        return news.isEmpty()
                ? changes
                : joined(changes, news.stream().filter(change -> !changes.contains(change)).toList());
    }

    /** Both lists, one behind the other. */
    static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private List<Change> translated(RoomState state, Audience audience, List<org.evenkeel.room.Change> changes) {
        return changes.stream().map(change -> translator.change(session, state, audience, change)).toList();
    }

    private RoomSnapshot snapshot(RoomState state, Member member) {
        return translator.snapshot(session, state, Audience.of(member), RoomView.whole(state, member));
    }
}
