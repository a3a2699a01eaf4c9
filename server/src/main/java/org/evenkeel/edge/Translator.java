package org.evenkeel.edge;

import org.evenkeel.live.Directory;
import org.evenkeel.room.Audience;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.KeptApart;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.Message;
import org.evenkeel.room.RejectionCode;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Sight;
import org.evenkeel.wire.AlertView;
import org.evenkeel.wire.Change;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.GateView;
import org.evenkeel.wire.MemberView;
import org.evenkeel.wire.MessageView;
import org.evenkeel.wire.OutsideView;
import org.evenkeel.wire.RoomSnapshot;
import org.evenkeel.wire.SelfView;
import org.evenkeel.wire.SessionView;
import org.evenkeel.wire.TimerView;
import org.evenkeel.wire.WaitingView;
import org.evenkeel.wire.Words;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From what a viewer may see to what goes over the wire: adds names and who must not meet, nothing else. What may be
 * seen was decided before, by {@link org.evenkeel.room.RoomView} and {@link KeptApart}; full names go to facilitators
 * and co-facilitators only. Any thread.
 */
final class Translator {

    private final Directory directory;

    Translator(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param state the state that the sight was taken of, for the writers of messages
     */
    RoomSnapshot snapshot(SessionId session, RoomState state, Audience audience, Sight.Room sight) {
        return new RoomSnapshot(
                session(session, audience, sight.session()),
                self(sight.self()),
                sight.members().stream().map(person -> member(audience, person)).toList(),
                sight.waiting().stream().map(waiter -> waiting(state, audience, waiter)).toList(),
                sight.outside().stream().map(outsider -> outside(audience, outsider)).toList(),
                sight.messages().stream().map(message -> message(state, audience, message)).toList(),
                sight.alerts().stream().map(this::alert).toList());
    }

    Change change(SessionId session, RoomState state, Audience audience, org.evenkeel.room.Change change) {
        return switch (change) {
            case org.evenkeel.room.Change.SessionChanged(var sight) ->
                    new Change.Session(session(session, audience, sight));
            case org.evenkeel.room.Change.SelfChanged(var sight) -> new Change.Self(self(sight));
            case org.evenkeel.room.Change.MemberChanged(var sight) -> new Change.Member(member(audience, sight));
            case org.evenkeel.room.Change.MemberGone(var id) -> new Change.MemberGone(id.value());
            case org.evenkeel.room.Change.WaitingChanged(var sight) ->
                    new Change.Waiting(waiting(state, audience, sight));
            case org.evenkeel.room.Change.WaitingGone(var id) -> new Change.WaitingGone(id.value());
            case org.evenkeel.room.Change.OutsideChanged(var sight) -> new Change.Outside(outside(audience, sight));
            case org.evenkeel.room.Change.OutsideGone(var id) -> new Change.OutsideGone(id.value());
            case org.evenkeel.room.Change.MessageAdded(var message) ->
                    new Change.Message(message(state, audience, message));
            case org.evenkeel.room.Change.AlertChanged(var sight) -> new Change.Alert(alert(sight));
            case org.evenkeel.room.Change.AlertGone(var id) -> new Change.AlertGone(id.value());
        };
    }

    /** The wire's code of a rule's refusal; a test holds the two tables together. */
    static ErrorCode error(RejectionCode code) {
        return ErrorCode.valueOf(code.name());
    }

    private SessionView session(SessionId session, Audience audience, Sight.Session sight) {
        return new SessionView(
                phase(sight),
                sight.scheduledStart(),
                sight.scheduledEnd(),
                boxed(sight.startedAt()),
                boxed(sight.endedAt()),
                sight.locked(),
                boxed(sight.breakSince()),
                sight.timer().map(timer -> new TimerView(timer.id(), timer.deadline())),
                sight.lead().map(MemberId::value),
                sight.actingLead(),
                boxed(sight.staffGoneSince()),
                sight.speakingLocked(),
                sight.chat(),
                audience.seesWaitingRoom() ? directory.title(session) : directory.neutralTitle());
    }

    /** Nobody is shown a room that was never prepared: entering prepares it first. */
    private static Words.Phase phase(Sight.Session sight) {
        return switch (sight.phase()) {
            case ABSENT, PREPARED -> Words.Phase.PREPARED;
            case STARTED -> Words.Phase.STARTED;
            case ENDED -> Words.Phase.ENDED;
        };
    }

    private static SelfView self(Sight.Self sight) {
        return new SelfView(
                sight.member().value(),
                same(Words.Role.class, sight.role()),
                same(Words.Standing.class, sight.standing()),
                sight.cause().map(cause -> same(Words.Cause.class, cause)),
                sight.gatePassed(),
                sight.microphone(),
                sight.camera(),
                sight.speakingLocked(),
                sight.mutedByStaff(),
                boxed(sight.hand()),
                sight.supportAsked(),
                sight.qualified(),
                sight.asideWith().map(MemberId::value),
                sight.shielded(),
                sight.screen(),
                sight.screenInvited());
    }

    private MemberView member(Audience audience, Sight.Person sight) {
        var names = directory.names(sight.person());
        boolean staff = audience.seesWaitingRoom();
        return new MemberView(
                sight.member().value(),
                names.display(),
                full(audience, names),
                same(Words.Role.class, sight.role()),
                presence(sight.presence()),
                sight.presenceSince(),
                boxed(sight.hand()),
                sight.microphone(),
                sight.camera(),
                staff ? Optional.of(sight.speakingLocked()) : Optional.empty(),
                staff ? Optional.of(sight.supportAsked()) : Optional.empty(),
                sight.aside(),
                sight.asideWith().map(MemberId::value),
                staff ? Optional.of(sight.shielded()) : Optional.empty(),
                sight.screen(),
                staff ? Optional.of(sight.screenInvited()) : Optional.empty(),
                staff ? Optional.of(sight.qualified()) : Optional.empty());
    }

    /** Peer mentors and moderators see display names, as everywhere else in the clinic. */
    private static Optional<String> full(Audience audience, Directory.Names names) {
        return audience == Audience.CARE ? Optional.of(names.full()) : Optional.empty();
    }

    private WaitingView waiting(RoomState state, Audience audience, Sight.Waiter sight) {
        var names = directory.names(sight.person());
        return new WaitingView(
                sight.member().value(),
                names.display(),
                full(audience, names),
                same(Words.Role.class, sight.role()),
                same(Words.Expected.class, sight.expected()),
                same(Words.Cause.class, sight.cause()),
                sight.since(),
                presence(sight.presence()),
                sight.gatePassed(),
                sight.gate().map(Translator::gate),
                apart(state, audience, sight.member()));
    }

    /** Those whom a waiting person must not meet, when there are any and the reader may know. */
    private Optional<List<String>> apart(RoomState state, Audience audience, MemberId waiting) {
        return Optional.of(keptApart().toldTo(audience, state, waiting).stream().map(MemberId::value).toList())
                .filter(those -> !those.isEmpty());
    }

    /** Who must not meet whom, as the clinic says now. */
    KeptApart keptApart() {
        return directory.keptApart();
    }

    private static GateView gate(GateFlags flags) {
        return new GateView(flags.alone(), flags.driving(), flags.safe(), flags.rulesAccepted());
    }

    private OutsideView outside(Audience audience, Sight.Outsider sight) {
        var names = directory.names(sight.person());
        return new OutsideView(
                sight.member().value(),
                names.display(),
                full(audience, names),
                same(Words.OutsideStanding.class, sight.standing()),
                sight.reason().map(reason -> same(Words.RemovalReason.class, reason)),
                sight.at());
    }

    private AlertView alert(Sight.Alert sight) {
        return new AlertView(sight.member().value(), directory.names(sight.person()).display(), sight.at());
    }

    /** Who waits is told that staff wrote, not who: he may know neither the room nor anybody in it. */
    private MessageView message(RoomState state, Audience audience, Message message) {
        boolean anonymous = audience == Audience.WAITING && message.kind() != Message.Kind.TO_STAFF;
        var from = anonymous ? Optional.<MemberId>empty() : Optional.of(message.from());
        return new MessageView(
                message.seq() + "",
                same(Words.MessageKind.class, message.kind()),
                from.map(MemberId::value),
                from.flatMap(state::member).map(writer -> directory.names(writer.person()).display()),
                message.to().map(MemberId::value),
                message.text(),
                message.at());
    }

    private static Words.Presence presence(org.evenkeel.room.Presence presence) {
        return switch (presence) {
            case CONNECTED -> Words.Presence.CONNECTED;
            case RECONNECTING, LEFT -> Words.Presence.RECONNECTING;
        };
    }

    /** The words of the wire and of the room are the same by name; a test walks every one. */
    private static <E extends Enum<E>> E same(Class<E> words, Enum<?> word) {
        return Enum.valueOf(words, word.name().toUpperCase(Locale.ROOT));
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
