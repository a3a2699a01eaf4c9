package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.*;
import org.evenkeel.room.RoomRules.Context;

/** Looks a command up in {@link Rights}. */
final class Entitlement {

    private Entitlement() {}

    static boolean allows(Context c, RoomCommand command) {
        return switch (command) {
            case Start _ -> own(c, Rights.START);
            case End _ -> own(c, Rights.END);
            case Reopen _ -> own(c, Rights.REOPEN);
            case Leave _ -> own(c, Rights.LEAVE);
            case PassGate _ -> own(c, Rights.PASS_GATE);
            case Admit o -> about(c, Rights.ADMIT, o.member());
            case AdmitAllExpected _ -> own(c, Rights.ADMIT_ALL_EXPECTED);
            case NotNow o -> about(c, Rights.NOT_NOW, o.member());
            case Decline o -> about(c, Rights.DECLINE, o.member());
            case UndoDecline o -> about(c, Rights.UNDO_DECLINE, o.member());
            case SendBack o -> about(c, Rights.SEND_BACK, o.member());
            case RaiseHand _ -> own(c, Rights.RAISE_HAND);
            case LowerHand o -> about(c, Rights.LOWER_HAND, o.member());
            case LowerAllHands _ -> own(c, Rights.LOWER_ALL_HANDS);
            case RestoreHands _ -> own(c, Rights.RESTORE_HANDS);
            case SetMicrophone _ -> own(c, Rights.SET_MICROPHONE);
            case SetCamera _ -> own(c, Rights.SET_CAMERA);
            case Mute o -> about(c, Rights.MUTE, o.member());
            case MuteAll _ -> own(c, Rights.MUTE_ALL);
            case LockSpeaking o -> about(c, Rights.LOCK_SPEAKING, o.member());
            case UnlockSpeaking o -> about(c, Rights.UNLOCK_SPEAKING, o.member());
            case LockSpeakingForAll _ -> own(c, Rights.LOCK_SPEAKING_FOR_ALL);
            case UnlockSpeakingForAll _ -> own(c, Rights.UNLOCK_SPEAKING_FOR_ALL);
            case StopCamera o -> about(c, Rights.STOP_CAMERA, o.member());
            case SetScreen _ -> own(c, Rights.SET_SCREEN);
            case InviteScreen o -> about(c, Rights.INVITE_SCREEN, o.member());
            case StopScreen o -> about(c, Rights.STOP_SCREEN, o.member());
            case LockRoom _ -> own(c, Rights.LOCK_ROOM);
            case UnlockRoom _ -> own(c, Rights.UNLOCK_ROOM);
            case Remove o -> about(c, o.kind() == RemovalKind.BARRED ? Rights.BAR : Rights.REMOVE, o.member());
            case UndoRemove o -> about(c, isBarred(c, o.member()) ? Rights.UNDO_BAR : Rights.UNDO_REMOVE, o.member());
            case HandOverLead o -> about(c, Rights.HAND_OVER_LEAD, o.member());
            case TakeLead _ -> own(c, Rights.TAKE_LEAD);
            case StartBreak _ -> own(c, Rights.START_BREAK);
            case EndBreak _ -> own(c, Rights.END_BREAK);
            case StartTimer _ -> own(c, Rights.START_TIMER);
            case StopTimer _ -> own(c, Rights.STOP_TIMER);
            case SayInRoom _ -> own(c, Rights.SAY_IN_ROOM);
            case WriteToStaff _ -> own(c, Rights.WRITE_TO_STAFF);
            case SayToStaff _ -> own(c, Rights.SAY_TO_STAFF);
            case WriteToMember o -> about(c, Rights.WRITE_TO_MEMBER, o.member());
            case WriteToWaiting _ -> own(c, Rights.WRITE_TO_WAITING);
            case AskForSupport _ -> own(c, Rights.ASK_FOR_SUPPORT);
            case SupportSeen o -> about(c, Rights.SUPPORT_SEEN, o.member());
            case Shield _ -> own(c, Rights.SHIELD);
            case LowerShield _ -> own(c, Rights.LOWER_SHIELD);
            case StepAside o -> about(c, Rights.STEP_ASIDE, o.member());
            case EndAside o -> about(c, Rights.END_ASIDE, o.member());
            case Prepare _, Enter _, Resume _, LoseConnection _, ConfirmConnection _, GraceOver _ -> false;
            case TimerOver _, MuteForStaffGone _, ParkForStaffGone _, EndOverdue _, Recover _ -> false;
        };
    }

    private static boolean isBarred(Context c, MemberId member) {
        return c.state().member(member).filter(target -> target.standing() == Standing.BARRED).isPresent();
    }

    private static boolean own(Context c, Rights right) {
        return right.own(c.actor().role());
    }

    private static boolean about(Context c, Rights right, MemberId member) {
        return c.isActor(member) ? right.own(c.actor().role()) : right.other(c.actor().role());
    }
}
