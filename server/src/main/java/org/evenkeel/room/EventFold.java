package org.evenkeel.room;

import org.evenkeel.room.RoomEvent.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What each event does to the state. Total: an event about a member who is not there does nothing. What a released
 * event does never changes; a new meaning is a new event.
 */
final class EventFold {

    private EventFold() {}

    /**
     * @param state as it is before the event
     * @param draft of that state, to be changed
     * @param seq the entry that carries the event
     * @param at its time, milliseconds UTC
     */
    static void fold(RoomState state, RoomEvent event, RoomState.Draft draft, long seq, long at) {
        switch (event) {
            case RoomPrepared e -> prepare(draft, e.settings());
            case SessionStarted _ -> start(draft, at);
            case SessionEnded _ -> end(draft, at);
            case SessionReopened _ -> reopen(draft, at);
            case Entered e -> enter(draft, e, at);
            case Attached e -> draft.edit(e.member(), member -> attach(member, e, at));
            case ConnectionLost e -> lose(state, draft, e, at);
            case ConnectionConfirmed e -> confirm(state, draft, e, at);
            case Left e -> draft.edit(e.member(), member -> detach(member, at));
            case GatePassed e -> draft.edit(e.member(), member -> member.gate = Optional.of(e.flags()));
            case Admitted e -> draft.edit(e.member(), member -> admit(member, at));
            case NotNowSaid e -> draft.edit(e.member(), member -> member.cause = WaitingCause.NOT_NOW);
            case Declined e -> draft.edit(e.member(), member -> out(member, Standing.DECLINED, at));
            case DeclineUndone e -> draft.edit(e.member(), member -> member.stand(Standing.WAITING, member.cause, at));
            case SentBack e -> draft.edit(e.member(), member -> toWaiting(member, WaitingCause.SENT_BACK, at));
            case CameBack e -> draft.edit(e.member(), member -> toWaiting(member, WaitingCause.CAME_BACK, at));
            case HandRaised e -> raise(draft, e);
            case HandLowered e -> draft.edit(e.member(), member -> member.hand = OptionalLong.empty());
            case HandsLowered _ -> lowerAll(state, draft, at);
            case HandsRestored _ -> restoreHands(state, draft);
            case MicrophoneSet e -> draft.edit(e.member(), member -> setMicrophone(member, e.on()));
            case CameraSet e -> draft.edit(e.member(), member -> member.camera = e.on());
            case MutedByStaff e -> draft.edit(e.member(), EventFold::mute);
            case AllMuted _ -> draft.editAll(EventFold::isWithGroup, EventFold::mute);
            case SpeakingLocked e -> draft.edit(e.member(), EventFold::lockSpeaking);
            case SpeakingUnlocked e -> draft.edit(e.member(), member -> member.speakingLocked = false);
            case SpeakingLockedForAll _ -> lockAll(draft);
            case SpeakingUnlockedForAll _ -> draft.speakingLocked = false;
            case CameraStopped e -> draft.edit(e.member(), member -> member.camera = false);
            case ScreenSet e -> draft.edit(e.member(), member -> PrivacyFold.setScreen(member, e.on()));
            case ScreenInvited e -> PrivacyFold.invite(draft, e.member());
            case ScreenStopped e -> draft.edit(e.member(), member -> member.screen = Optional.empty());
            case RoomLocked _ -> draft.locked = true;
            case RoomUnlocked _ -> draft.locked = false;
            case Removed e -> draft.edit(e.member(), member -> remove(member, e, at));
            case RemovalUndone e -> draft.edit(e.member(), member -> restore(member, at));
            case LeadGiven e -> draft.lead = Optional.of(lead(state, e));
            case BreakStarted _ -> draft.breakSince = OptionalLong.of(at);
            case BreakEnded _ -> draft.breakSince = OptionalLong.empty();
            case TimerStarted e -> draft.timer = Optional.of(new RoomTimer(e.id(), e.deadline()));
            case TimerStopped _ -> draft.timer = Optional.empty();
            case TimerFinished _ -> draft.timer = Optional.empty();
            case RoomMessage e -> write(draft, seq, at, Message.Kind.ROOM, e.from(), Optional.empty(), e.text());
            case NoteToStaff e -> write(draft, seq, at, Message.Kind.TO_STAFF, e.from(), Optional.empty(), e.text());
            case StaffMessage e -> write(draft, seq, at, Message.Kind.STAFF, e.from(), Optional.empty(), e.text());
            case LineToMember e ->
                    write(draft, seq, at, Message.Kind.LINE, e.from(), Optional.of(e.member()), e.text());
            case LineToWaiting e ->
                    write(draft, seq, at, Message.Kind.WAITING_LINE, e.from(), Optional.empty(), e.text());
            case SupportAsked e -> draft.edit(e.member(), member -> member.supportAskedAt = OptionalLong.of(at));
            case SupportSeen e -> draft.edit(e.member(), member -> member.supportAskedAt = OptionalLong.empty());
            case ShieldRaised e -> draft.edit(e.member(), member -> PrivacyFold.shield(member, at));
            case ShieldLowered e -> draft.edit(e.member(), member -> member.shieldedAt = OptionalLong.empty());
            case SteppedAside e -> PrivacyFold.stepAside(draft, new Aside(e.member(), e.staff(), at));
            case AsideEnded e -> PrivacyFold.endAside(state, draft, e);
            case StaffGone e -> draft.staffGap = Optional.of(new StaffGap(e.since(), StaffGap.Step.NOTICED));
            case StaffBack _ -> draft.staffGap = Optional.empty();
            case MutedForStaffGone _ -> muteForGap(state, draft);
            case ParkedForStaffGone e -> park(state, draft, e.members(), at);
        }
    }

    /** Whom "all" means in mute all, lock all and park: never staff, observers or interpreters. */
    static boolean isModerated(Member member) {
        return !member.role().passesWaitingRoom();
    }

    /** Whom "all" in mute all and lock all means: who talks apart is not with the group. */
    private static boolean isWithGroup(Member member) {
        return isModerated(member) && member.aside().isEmpty();
    }

    private static void prepare(RoomState.Draft draft, RoomSettings settings) {
        draft.phase = Phase.PREPARED;
        draft.settings = settings;
        draft.overdueAt = settings.overdueAt();
    }

    private static void start(RoomState.Draft draft, long at) {
        draft.phase = Phase.STARTED;
        draft.startedAt = draft.startedAt.isPresent() ? draft.startedAt : OptionalLong.of(at);
        draft.endedAt = OptionalLong.empty();
    }

    private static void end(RoomState.Draft draft, long at) {
        draft.phase = Phase.ENDED;
        draft.endedAt = OptionalLong.of(at);
        draft.breakSince = OptionalLong.empty();
        draft.timer = Optional.empty();
        draft.staffGap = Optional.empty();
        draft.lead = Optional.empty();
        draft.editAll(member -> member.aside().isPresent(), member -> member.aside = Optional.empty());
        draft.editAll(member -> member.presence() != Presence.LEFT, member -> detach(member, at));
    }

    private static void reopen(RoomState.Draft draft, long at) {
        draft.phase = Phase.STARTED;
        draft.endedAt = OptionalLong.empty();
        draft.overdueAt = Math.max(draft.overdueAt, at + draft.settings.policy().endAfterMillis());
    }

    private static void enter(RoomState.Draft draft, Entered event, long at) {
        var known = draft.members.get(event.member());
        draft.put(known == null ? Member.entered(event, at) : known.rostered(event, at));
        if (!event.role().isStaff()) {
            draft.lead = draft.lead.flatMap(lead -> lead.without(event.member()));
        }
    }

    private static void attach(Member.Draft member, Attached event, long at) {
        if (member.presence == Presence.LEFT && member.standing == Standing.WAITING) {
            member.standingSince = at;
        }
        var former =
                event.fresh() ? List.<ConnectionId>of() : member.attachment.map(Attachment::handedOn).orElse(List.of());
        member.attachment =
                Optional.of(
                        new Attachment(
                                event.connection(), event.client(), event.node(), event.generation(), at, former));
        member.generation = event.generation();
        member.presence(Presence.CONNECTED, at);
        if (event.fresh()) {
            member.silent();
        }
    }

    private static void lose(RoomState state, RoomState.Draft draft, ConnectionLost event, long at) {
        if (holds(state, event.member(), event.connection())) {
            draft.edit(event.member(), member -> member.presence(Presence.RECONNECTING, at));
        }
    }

    private static void confirm(RoomState state, RoomState.Draft draft, ConnectionConfirmed event, long at) {
        if (holds(state, event.member(), event.connection())) {
            draft.edit(event.member(), member -> member.presence(Presence.CONNECTED, at));
        }
    }

    private static boolean holds(RoomState state, MemberId member, ConnectionId connection) {
        return state.member(member).filter(m -> m.holds(connection)).isPresent();
    }

    /**
     * His numbers stay: two nodes that put the same lost entries in again, one behind the other's "left", must both
     * find them applied.
     */
    private static void detach(Member.Draft member, long at) {
        member.presence(Presence.LEFT, at);
        member.attachment = Optional.empty();
        member.quiet();
    }

    /** The cause stays: an undo puts the person back where he was. */
    private static void out(Member.Draft member, Standing standing, long at) {
        detach(member, at);
        member.stand(standing, member.cause, at);
    }

    private static void admit(Member.Draft member, long at) {
        member.stand(Standing.ADMITTED, WaitingCause.ARRIVED, at);
        member.wasAdmitted = true;
        member.removal = Optional.empty();
    }

    private static void toWaiting(Member.Draft member, WaitingCause cause, long at) {
        member.stand(Standing.WAITING, cause, at);
        member.quiet();
    }

    private static void remove(Member.Draft member, Removed event, long at) {
        out(member, event.kind() == RemovalKind.BARRED ? Standing.BARRED : Standing.REMOVED, at);
        member.removal = Optional.of(event.reason());
        member.access++;
    }

    private static void restore(Member.Draft member, long at) {
        boolean wasInside = member.wasAdmitted && member.cause == WaitingCause.ARRIVED;
        member.stand(wasInside ? Standing.ADMITTED : Standing.WAITING, member.cause, at);
        member.removal = Optional.empty();
    }

    private static void raise(RoomState.Draft draft, HandRaised event) {
        draft.handsRaised = Math.max(draft.handsRaised, event.order());
        draft.edit(event.member(), member -> member.hand = OptionalLong.of(event.order()));
    }

    private static void lowerAll(RoomState state, RoomState.Draft draft, long at) {
        var hands =
                state.hands().stream()
                        .map(member -> new LoweredHands.Hand(member.id(), member.hand().getAsLong()))
                        .toList();
        draft.loweredHands = Optional.of(new LoweredHands(at, hands));
        draft.editAll(member -> member.hand().isPresent(), member -> member.hand = OptionalLong.empty());
    }

    private static void restoreHands(RoomState state, RoomState.Draft draft) {
        draft.loweredHands = Optional.empty();
        state.loweredHands().stream()
                .flatMap(lowered -> lowered.hands().stream())
                .filter(
                        hand ->
                                state.member(hand.member())
                                        .filter(Member::inRoom)
                                        .filter(member -> member.hand().isEmpty())
                                        .isPresent())
                .forEach(hand -> draft.edit(hand.member(), member -> member.hand = OptionalLong.of(hand.order())));
    }

    private static void setMicrophone(Member.Draft member, boolean on) {
        member.microphone = on;
        member.mutedByStaff = member.mutedByStaff && !on;
    }

    private static void mute(Member.Draft member) {
        member.microphone = false;
        member.mutedByStaff = true;
    }

    private static void lockSpeaking(Member.Draft member) {
        mute(member);
        member.speakingLocked = true;
    }

    private static void lockAll(RoomState.Draft draft) {
        draft.speakingLocked = true;
        draft.editAll(EventFold::isWithGroup, EventFold::mute);
    }

    private static Lead lead(RoomState state, LeadGiven event) {
        var dropped = state.lead().map(before -> before.insteadOf().orElse(before.member()));
        return new Lead(event.member(), event.acting() ? dropped : Optional.empty());
    }

    private static void write(
            RoomState.Draft draft,
            long seq,
            long at,
            Message.Kind kind,
            MemberId from,
            Optional<MemberId> to,
            String text) {
        var messages = new ArrayList<>(draft.messages);
        messages.add(new Message(seq, at, kind, from, to, text));
        int tooMany = Math.max(0, messages.size() - RoomState.MESSAGES_KEPT);
        draft.messages = messages.subList(tooMany, messages.size());
    }

    private static void muteForGap(RoomState state, RoomState.Draft draft) {
        draft.staffGap = state.staffGap().map(gap -> new StaffGap(gap.since(), StaffGap.Step.MUTED));
        draft.editAll(EventFold::isModerated, EventFold::mute);
    }

    private static void park(RoomState state, RoomState.Draft draft, List<MemberId> members, long at) {
        draft.staffGap = state.staffGap().map(gap -> new StaffGap(gap.since(), StaffGap.Step.PARKED));
        members.forEach(id -> draft.edit(id, member -> toWaiting(member, WaitingCause.PARKED, at)));
    }
}
