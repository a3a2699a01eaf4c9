package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code decide(state, command)}: what follows from a command, or why it is refused. Pure and total; any thread.
 *
 * <p>Each line of the room rules is here or in one of the rule classes beside it; what always follows by itself (acting
 * lead, staff gone) is in {@link Consequences}.
 */
public final class RoomRules {

    private RoomRules() {}

    /**
     * Decides one command on one state.
     *
     * @param submission its time must not lie before {@link RoomState#lastAt()}
     */
    public static Decision decide(RoomState state, Submission submission) {
        return known(state, submission).orElseGet(() -> consider(state, submission));
    }

    /** Exactly once: a resent number is answered again, or refused when nobody can tell any more. */
    private static Optional<Decision> known(RoomState state, Submission submission) {
        return submission
                .key()
                .flatMap(
                        key ->
                                state.member(key.member())
                                        .flatMap(member -> member.appliedBy(key.client()))
                                        .flatMap(ring -> known(ring, key.n())));
    }

    private static Optional<Decision> known(Applied ring, long n) {
        if (ring.forgot(n)) {
            return Optional.of(new Decision.Rejected(RejectionCode.TOO_OLD));
        }
        return ring.seqOf(n).map(Decision.Repeated::new);
    }

    private static Decision consider(RoomState state, Submission submission) {
        var outcome =
                submission.command() instanceof Prepare prepare
                        ? prepare(state, submission, prepare)
                        : state.phase() == Phase.ABSENT && !(submission.command() instanceof Recover)
                                ? Outcome.no(RejectionCode.NOT_PREPARED)
                                : dispatch(state, submission);
        return switch (outcome) {
            case Outcome.No(var code) -> new Decision.Rejected(code);
            case Outcome.Yes(var events) when events.isEmpty() -> new Decision.AlreadySo();
            case Outcome.Yes(var events) -> {
                var all = new ArrayList<>(events);
                all.addAll(Consequences.of(state.foresee(events, submission.at()), submission.at()));
                yield new Decision.Accepted(all);
            }
        };
    }

    private static Outcome prepare(RoomState state, Submission submission, Prepare command) {
        if (!(submission.actor() instanceof Actor.Server)) {
            return Outcome.no(RejectionCode.NOT_ALLOWED);
        }
        return state.phase() == Phase.ABSENT
                ? Outcome.yes(new RoomEvent.RoomPrepared(command.settings()))
                : Outcome.nothing();
    }

    private static Outcome dispatch(RoomState state, Submission submission) {
        return switch (submission.actor()) {
            case Actor.Server _ -> byServer(state, submission.command(), submission.at());
            case Actor.ByMember(var id) ->
                    state.member(id)
                            .map(
                                    actor ->
                                            lostTheSeat(actor, submission)
                                                    ? Outcome.no(RejectionCode.STALE_CONNECTION)
                                                    : byMember(
                                                            new Context(state, actor, submission.at()),
                                                            submission.command()))
                            .orElse(Outcome.no(RejectionCode.NOT_A_MEMBER));
        };
    }

    /**
     * A frame under way from an old tab must not act for the page that has the seat now: that one starts muted. And
     * after he left nobody can tell any more which of its numbers were applied.
     */
    private static boolean lostTheSeat(Member actor, Submission submission) {
        return submission
                .key()
                .filter(key -> actor.attachment().filter(seat -> seat.client().equals(key.client())).isEmpty())
                .isPresent();
    }

    private static Outcome byServer(RoomState state, RoomCommand command, long at) {
        return switch (command) {
            case Enter c -> ArrivalRules.enter(state, c);
            case Resume c -> ArrivalRules.resume(state, c, at);
            case LoseConnection c -> ArrivalRules.lose(state, c, at);
            case ConfirmConnection c -> ArrivalRules.confirm(state, c);
            case GraceOver c -> ArrivalRules.graceOver(state, c, at);
            case TimerOver c -> SessionRules.timerOver(state, c, at);
            case MuteForStaffGone c -> SessionRules.muteForStaffGone(state, c, at);
            case ParkForStaffGone c -> SessionRules.parkForStaffGone(state, c, at);
            case EndOverdue _ -> SessionRules.endOverdue(state, at);
            case Recover c -> RecoveryRules.recover(state, c, at);
            default -> Outcome.no(RejectionCode.NOT_ALLOWED);
        };
    }

    private static Outcome byMember(Context c, RoomCommand command) {
        if (!Entitlement.allows(c, command)) {
            return Outcome.no(RejectionCode.NOT_ALLOWED);
        }
        if (c.state().phase() == Phase.ENDED && !worksAfterTheEnd(command)) {
            return Outcome.no(RejectionCode.ENDED);
        }
        if (c.actor().standing() != Standing.ADMITTED && !worksOutsideTheRoom(command)) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        return switch (command) {
            case Start _ -> SessionRules.start(c);
            case End _ -> SessionRules.end(c);
            case Reopen _ -> SessionRules.reopen(c);
            case Leave o -> ArrivalRules.leave(c, o);
            case PassGate o -> WaitingRules.passGate(c, o.flags());
            case Admit o -> WaitingRules.admit(c, o.member());
            case AdmitAllExpected o -> WaitingRules.admitAllExpected(c, o.apart());
            case NotNow o -> WaitingRules.notNow(c, o.member());
            case Decline o -> WaitingRules.decline(c, o.member());
            case UndoDecline o -> WaitingRules.undoDecline(c, o.member());
            case SendBack o -> WaitingRules.sendBack(c, o.member());
            case RaiseHand _ -> VoiceRules.raiseHand(c);
            case LowerHand o -> VoiceRules.lowerHand(c, o.member());
            case LowerAllHands _ -> VoiceRules.lowerAllHands(c);
            case RestoreHands _ -> VoiceRules.restoreHands(c);
            case SetMicrophone o -> VoiceRules.setMicrophone(c, o.on());
            case SetCamera o -> VoiceRules.setCamera(c, o.on());
            case Mute o -> VoiceRules.mute(c, o.member());
            case MuteAll _ -> VoiceRules.muteAll(c);
            case LockSpeaking o -> VoiceRules.lockSpeaking(c, o.member());
            case UnlockSpeaking o -> VoiceRules.unlockSpeaking(c, o.member());
            case LockSpeakingForAll _ -> VoiceRules.lockSpeakingForAll(c);
            case UnlockSpeakingForAll _ -> VoiceRules.unlockSpeakingForAll(c);
            case StopCamera o -> VoiceRules.stopCamera(c, o.member());
            case SetScreen o -> ScreenRules.set(c, o.on());
            case InviteScreen o -> ScreenRules.invite(c, o.member());
            case StopScreen o -> ScreenRules.stop(c, o.member());
            case LockRoom _ -> SessionRules.lockRoom(c);
            case UnlockRoom _ -> SessionRules.unlockRoom(c);
            case Remove o -> RemovalRules.remove(c, o);
            case UndoRemove o -> RemovalRules.undo(c, o.member());
            case HandOverLead o -> SessionRules.handOverLead(c, o.member());
            case TakeLead _ -> SessionRules.takeLead(c);
            case StartBreak _ -> SessionRules.startBreak(c);
            case EndBreak _ -> SessionRules.endBreak(c);
            case StartTimer o -> SessionRules.startTimer(c, o.durationMillis());
            case StopTimer _ -> SessionRules.stopTimer(c);
            case SayInRoom o -> MessageRules.sayInRoom(c, o.text());
            case WriteToStaff o -> MessageRules.writeToStaff(c, o.text());
            case SayToStaff o -> MessageRules.sayToStaff(c, o.text());
            case WriteToMember o -> MessageRules.writeToMember(c, o.member(), o.text());
            case WriteToWaiting o -> MessageRules.writeToWaiting(c, o.text());
            case AskForSupport _ -> MessageRules.askForSupport(c);
            case SupportSeen o -> MessageRules.supportSeen(c, o.member());
            case Shield _ -> PrivacyRules.shield(c);
            case LowerShield _ -> PrivacyRules.lowerShield(c);
            case StepAside o -> PrivacyRules.stepAside(c, o.member());
            case EndAside o -> PrivacyRules.endAside(c, o.member());
            case Prepare _, Enter _, Resume _, LoseConnection _, ConfirmConnection _, GraceOver _ ->
                    Outcome.no(RejectionCode.NOT_ALLOWED);
            case TimerOver _, MuteForStaffGone _, ParkForStaffGone _, EndOverdue _, Recover _ ->
                    Outcome.no(RejectionCode.NOT_ALLOWED);
        };
    }

    private static boolean worksAfterTheEnd(RoomCommand command) {
        return command instanceof Reopen
                || command instanceof Leave
                || command instanceof SupportSeen
                || command instanceof SayToStaff
                || command instanceof UndoRemove
                || command instanceof End;
    }

    /** What a person may do who waits; who was removed, barred or declined acts on nobody, whatever his role. */
    private static boolean worksOutsideTheRoom(RoomCommand command) {
        return command instanceof Leave
                || command instanceof PassGate
                || command instanceof WriteToStaff
                || command instanceof AskForSupport;
    }

    /** What a rule answers. */
    sealed interface Outcome {
        /**
         * @param events none: it is already so
         */
        record Yes(List<RoomEvent> events) implements Outcome {}

        /** Refused. */
        record No(RejectionCode code) implements Outcome {}

        static Outcome yes(RoomEvent... events) {
            return new Yes(List.of(events));
        }

        static Outcome yes(List<RoomEvent> events) {
            return new Yes(List.copyOf(events));
        }

        static Outcome nothing() {
            return new Yes(List.of());
        }

        static Outcome no(RejectionCode code) {
            return new No(code);
        }
    }

    /**
     * A member's command in its circumstances.
     *
     * @param actor who gives it, as the state knows him
     * @param at milliseconds UTC
     */
    record Context(RoomState state, Member actor, long at) {

        MemberId by() {
            return actor.id();
        }

        boolean isActor(MemberId member) {
            return actor.id().equals(member);
        }
    }
}
