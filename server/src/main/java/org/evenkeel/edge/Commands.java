package org.evenkeel.edge;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.KeptApart;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.RemovalReason;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.wire.ClientCommand;

import java.util.function.Supplier;

/** From what a client may ask to what a room can be asked. The server's own commands have no way through here. */
final class Commands {

    private Commands() {}

    /**
     * @param connection of the sender: a client says "I leave", not which connection ends
     * @param apart who must not meet whom; asked only where it matters
     * @throws IllegalArgumentException when a member id cannot be one
     */
    static RoomCommand of(ClientCommand command, ConnectionId connection, Supplier<KeptApart> apart) {
        return switch (command) {
            case ClientCommand.Start _ -> new RoomCommand.Start();
            case ClientCommand.End _ -> new RoomCommand.End();
            case ClientCommand.Reopen _ -> new RoomCommand.Reopen();
            case ClientCommand.Leave _ -> new RoomCommand.Leave(connection, LeaveReason.STEPPED_OUT);
            case ClientCommand.Admit c -> new RoomCommand.Admit(member(c.member()));
            case ClientCommand.AdmitAllExpected _ -> new RoomCommand.AdmitAllExpected(apart.get());
            case ClientCommand.NotNow c -> new RoomCommand.NotNow(member(c.member()));
            case ClientCommand.Decline c -> new RoomCommand.Decline(member(c.member()));
            case ClientCommand.UndoDecline c -> new RoomCommand.UndoDecline(member(c.member()));
            case ClientCommand.SendBack c -> new RoomCommand.SendBack(member(c.member()));
            case ClientCommand.RaiseHand _ -> new RoomCommand.RaiseHand();
            case ClientCommand.LowerHand c -> new RoomCommand.LowerHand(member(c.member()));
            case ClientCommand.LowerAllHands _ -> new RoomCommand.LowerAllHands();
            case ClientCommand.RestoreHands _ -> new RoomCommand.RestoreHands();
            case ClientCommand.SetMicrophone c -> new RoomCommand.SetMicrophone(c.on());
            case ClientCommand.SetCamera c -> new RoomCommand.SetCamera(c.on());
            case ClientCommand.Mute c -> new RoomCommand.Mute(member(c.member()));
            case ClientCommand.MuteAll _ -> new RoomCommand.MuteAll();
            case ClientCommand.LockSpeaking c -> new RoomCommand.LockSpeaking(member(c.member()));
            case ClientCommand.UnlockSpeaking c -> new RoomCommand.UnlockSpeaking(member(c.member()));
            case ClientCommand.LockSpeakingForAll _ -> new RoomCommand.LockSpeakingForAll();
            case ClientCommand.UnlockSpeakingForAll _ -> new RoomCommand.UnlockSpeakingForAll();
            case ClientCommand.StopCamera c -> new RoomCommand.StopCamera(member(c.member()));
            case ClientCommand.SetScreen c -> new RoomCommand.SetScreen(c.on());
            case ClientCommand.InviteScreen c -> new RoomCommand.InviteScreen(member(c.member()));
            case ClientCommand.StopScreen c -> new RoomCommand.StopScreen(member(c.member()));
            case ClientCommand.LockRoom _ -> new RoomCommand.LockRoom();
            case ClientCommand.UnlockRoom _ -> new RoomCommand.UnlockRoom();
            case ClientCommand.Remove c ->
                    new RoomCommand.Remove(
                            member(c.member()),
                            RemovalKind.valueOf(c.removal().name()),
                            RemovalReason.valueOf(c.reason().name()));
            case ClientCommand.UndoRemove c -> new RoomCommand.UndoRemove(member(c.member()));
            case ClientCommand.HandOverLead c -> new RoomCommand.HandOverLead(member(c.member()));
            case ClientCommand.TakeLead _ -> new RoomCommand.TakeLead();
            case ClientCommand.StartBreak _ -> new RoomCommand.StartBreak();
            case ClientCommand.EndBreak _ -> new RoomCommand.EndBreak();
            case ClientCommand.StartTimer c -> new RoomCommand.StartTimer(c.durationMillis());
            case ClientCommand.StopTimer _ -> new RoomCommand.StopTimer();
            case ClientCommand.SayInRoom c -> new RoomCommand.SayInRoom(c.text());
            case ClientCommand.WriteToStaff c -> new RoomCommand.WriteToStaff(c.text());
            case ClientCommand.SayToStaff c -> new RoomCommand.SayToStaff(c.text());
            case ClientCommand.WriteToMember c -> new RoomCommand.WriteToMember(member(c.member()), c.text());
            case ClientCommand.WriteToWaiting c -> new RoomCommand.WriteToWaiting(c.text());
            case ClientCommand.AskForSupport _ -> new RoomCommand.AskForSupport();
            case ClientCommand.SupportSeen c -> new RoomCommand.SupportSeen(member(c.member()));
            case ClientCommand.Shield _ -> new RoomCommand.Shield();
            case ClientCommand.LowerShield _ -> new RoomCommand.LowerShield();
            case ClientCommand.StepAside c -> new RoomCommand.StepAside(member(c.member()));
            case ClientCommand.EndAside c -> new RoomCommand.EndAside(member(c.member()));
        };
    }

    private static MemberId member(String id) {
        return new MemberId(id);
    }
}
