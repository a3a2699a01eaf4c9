package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.AdmitAllExpected;
import org.evenkeel.room.RoomCommand.AskForSupport;
import org.evenkeel.room.RoomCommand.ConfirmConnection;
import org.evenkeel.room.RoomCommand.Decline;
import org.evenkeel.room.RoomCommand.End;
import org.evenkeel.room.RoomCommand.EndBreak;
import org.evenkeel.room.RoomCommand.EndOverdue;
import org.evenkeel.room.RoomCommand.Enter;
import org.evenkeel.room.RoomCommand.GraceOver;
import org.evenkeel.room.RoomCommand.HandOverLead;
import org.evenkeel.room.RoomCommand.Leave;
import org.evenkeel.room.RoomCommand.LockRoom;
import org.evenkeel.room.RoomCommand.LockSpeaking;
import org.evenkeel.room.RoomCommand.LockSpeakingForAll;
import org.evenkeel.room.RoomCommand.LoseConnection;
import org.evenkeel.room.RoomCommand.LowerAllHands;
import org.evenkeel.room.RoomCommand.LowerHand;
import org.evenkeel.room.RoomCommand.Mute;
import org.evenkeel.room.RoomCommand.MuteAll;
import org.evenkeel.room.RoomCommand.MuteForStaffGone;
import org.evenkeel.room.RoomCommand.NotNow;
import org.evenkeel.room.RoomCommand.ParkForStaffGone;
import org.evenkeel.room.RoomCommand.PassGate;
import org.evenkeel.room.RoomCommand.Prepare;
import org.evenkeel.room.RoomCommand.RaiseHand;
import org.evenkeel.room.RoomCommand.Recover;
import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomCommand.Reopen;
import org.evenkeel.room.RoomCommand.RestoreHands;
import org.evenkeel.room.RoomCommand.Resume;
import org.evenkeel.room.RoomCommand.SayInRoom;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.SendBack;
import org.evenkeel.room.RoomCommand.SetCamera;
import org.evenkeel.room.RoomCommand.SetMicrophone;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.StartTimer;
import org.evenkeel.room.RoomCommand.StopTimer;
import org.evenkeel.room.RoomCommand.SupportSeen;
import org.evenkeel.room.RoomCommand.TakeLead;
import org.evenkeel.room.RoomCommand.TimerOver;
import org.evenkeel.room.RoomCommand.UndoDecline;
import org.evenkeel.room.RoomCommand.UndoRemove;
import org.evenkeel.room.RoomCommand.UnlockRoom;
import org.evenkeel.room.RoomCommand.UnlockSpeaking;
import org.evenkeel.room.RoomCommand.UnlockSpeakingForAll;
import org.evenkeel.room.RoomCommand.WriteToMember;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomCommand.WriteToWaiting;
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
