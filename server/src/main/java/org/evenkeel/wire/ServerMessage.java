package org.evenkeel.wire;

import java.util.List;

/** What the server sends, one object a text frame. */
public sealed interface ServerMessage {

    @Meaning("Answer to hello, and to a resume that missed too much: the whole view.")
    record Welcome(
            @Meaning("The reader's own member id.") String you,
            long epoch,
            @Meaning("Position of this view.") long seq,
            @Meaning("The server's clock.") long now,
            @Meaning("Resume token; replaces every earlier one.") String token,
            RoomSnapshot room)
            implements ServerMessage {}

    @Meaning("Answer to resume: what changed since the client's position, as it is true now.")
    record Resumed(
            @Meaning("The reader's own member id.") String you,
            long epoch,
            @Meaning("Position after these changes.") long seq,
            @Meaning("The server's clock.") long now,
            @Meaning("Resume token; replaces every earlier one.") String token,
            List<Change> changes)
            implements ServerMessage {
        public Resumed {
            changes = List.copyOf(changes);
        }
    }

    @Meaning("Something happened in the room that this reader may see.")
    record Ev(
            long seq,
            @Meaning("Last seq sent to this audience before; greater than the client's own seq means: resume.")
                    long after,
            @Meaning("When it happened.") long at,
            List<Change> changes)
            implements ServerMessage {
        public Ev {
            changes = List.copyOf(changes);
        }
    }

    @Meaning("The whole view anew: on admission, on being sent back or parked, and for waiting people on every change.")
    record Sync(long epoch, long seq, @Meaning("The server's clock.") long now, RoomSnapshot room)
            implements ServerMessage {}

    @Meaning("The command was carried out, or what it wanted was already so.")
    record Ack(@Meaning("Number of the command.") long n, @Meaning("Where it stands in the room's log.") long seq)
            implements ServerMessage {}

    @Meaning("The command was refused; nothing changed.")
    record No(
            @Meaning("Number of the command.") long n,
            ErrorCode code,
            @Meaning("English sentence for developers; screens use their own by code.") String text)
            implements ServerMessage {}

    @Meaning("Something went wrong that belongs to no command.")
    record Error(
            ErrorCode code, @Meaning("English sentence for developers; screens use their own by code.") String text)
            implements ServerMessage {}

    @Meaning("Answer to ping.")
    record Pong(@Meaning("The ping's id.") long id, @Meaning("The server's clock.") long now)
            implements ServerMessage {}

    @Meaning("Comes just before the server closes the socket.")
    record Bye(
            CloseCode code, @Meaning("The close code's name; with refused, the error code that says why.") String text)
            implements ServerMessage {}
}
