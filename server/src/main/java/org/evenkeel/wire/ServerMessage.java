package org.evenkeel.wire;

import java.util.List;
import java.util.Optional;

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

    // --- sound and picture ---

    @Meaning(
            "Sound and picture can be set up. A page that has peer connections of this life keeps them; another closes"
                    + " what it has and begins anew.")
    record Media(
            Words.MediaMode mode,
            @Meaning("Names one life of the room's media.") String life,
            @Meaning("Use relays alone: nobody may learn the page's address.") boolean relayOnly,
            List<RelayView> relays)
            implements ServerMessage {
        public Media {
            relays = List.copyOf(relays);
        }
    }

    @Meaning("What others send, for the page's receiving peer connection; the newest of several holds.")
    record Offered(
            @Meaning("Number of the peer connection; a higher one takes the lower one's place.") long pc,
            @Meaning("In a mesh: the member it is from.") Optional<String> peer,
            @Meaning("Number of this offer, for the answer: one that is said twice keeps it. Missing in a mesh.")
                    Optional<Long> offer,
            String sdp,
            @Meaning("Whose track each media section carries; sections that are not listed carry nothing.")
                    List<TrackView> tracks)
            implements ServerMessage {
        public Offered {
            tracks = List.copyOf(tracks);
        }
    }

    @Meaning("Answer to offer.")
    record Answered(
            @Meaning("Number of the peer connection, as offered.") long pc,
            @Meaning("In a mesh: the member it is from.") Optional<String> peer,
            String sdp)
            implements ServerMessage {}

    @Meaning("In a mesh only: one address at which the other can be reached.")
    record Reachable(
            long pc,
            @Meaning("The member it is from.") String peer,
            @Meaning("Missing: there are no more.") Optional<IceView> ice)
            implements ServerMessage {}

    @Meaning("The server has no peer connection of this side any more, or refused it: open a new one.")
    record Renew(Words.Side side) implements ServerMessage {}

    @Meaning("To staff: how far what was decided in the room is carried out where sound and picture flow.")
    record Held(
            @Meaning("Everything up to this seq was looked at.") long seq,
            @Meaning("Members for whom it is not confirmed yet.") List<String> late,
            @Meaning("Those of them for whom it failed or takes over two seconds.") List<String> failed)
            implements ServerMessage {
        public Held {
            late = List.copyOf(late);
            failed = List.copyOf(failed);
        }
    }

    @Meaning("Somebody began or stopped talking; may be lost.")
    record Talking(String member, boolean on) implements ServerMessage {}

    @Meaning("Sound and picture of somebody, or to him, are lost in part on their way, or are so no more; may be lost.")
    record Weak(String member, boolean on) implements ServerMessage {}
}
