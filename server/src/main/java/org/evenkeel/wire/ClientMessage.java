package org.evenkeel.wire;

import java.util.List;
import java.util.Optional;

/**
 * What a client may send, one object a text frame. The first frame is {@link Hello} or {@link Resume}, then never
 * again.
 */
public sealed interface ClientMessage {

    @Meaning("First frame of a new page.")
    record Hello(
            @Meaning("Protocol versions that the client speaks.") List<Long> versions,
            @Meaning("Socket ticket from the HTTP API: valid for one minute, once.") @Length(max = Length.TOKEN)
                    String ticket,
            @Meaning("Client session: 22 random url-safe characters chosen by the tab; it numbers the tab's commands.")
                    @Length(max = Length.ID)
                    String client)
            implements ClientMessage {
        public Hello {
            versions = List.copyOf(versions);
        }
    }

    @Meaning("First frame after a drop: the same page on a new socket.")
    record Resume(
            @Meaning("Protocol versions that the client speaks.") List<Long> versions,
            @Meaning("The newest resume token that the client was given.") @Length(max = Length.TOKEN) String token,
            @Meaning("Epoch of the position that the client reached.") long epoch,
            @Meaning("Last seq that the client has seen in that epoch.") long seq)
            implements ClientMessage {
        public Resume {
            versions = List.copyOf(versions);
        }
    }

    @Meaning("A command; answered by ack or no.")
    record Do(
            @Meaning("Number of the command in this client session: 1, 2, 3, …; a resent command keeps its number.")
                    long n,
            @Meaning("What is wanted.") ClientCommand command)
            implements ClientMessage {

        /**
         * @throws IllegalArgumentException when {@code n} is below 1
         */
        public Do {
            if (n < 1) {
                throw new IllegalArgumentException("commands are numbered from 1");
            }
        }
    }

    @Meaning("Probe after a wake-up: is this socket still alive?")
    record Ping(@Meaning("Comes back in pong.") long id) implements ClientMessage {}

    /** What sets up sound and picture. These frames may be larger than others, see {@link Limits#signalBytes()}. */
    sealed interface Signal permits Offer, Answer, Candidate, Restart, Want {}

    @Meaning(
            "What this page sends: a description of its own sending peer connection, first audio, then camera, then"
                    + " screen, all send-only.")
    record Offer(
            @Meaning("Number of the peer connection, chosen by the page; a higher one takes the lower one's place.")
                    long pc,
            @Meaning("In a mesh: the member it is for.") @Length(max = Length.ID) Optional<String> peer,
            String sdp)
            implements ClientMessage, Signal {}

    @Meaning("Answer to offered.")
    record Answer(
            @Meaning("Number of the peer connection, as offered.") long pc,
            @Meaning("In a mesh: the member it is for.") @Length(max = Length.ID) Optional<String> peer,
            @Meaning("Number of the offer that it answers; missing: the newest.") Optional<Long> offer,
            String sdp)
            implements ClientMessage, Signal {}

    @Meaning("One address at which the page can be reached.")
    record Candidate(
            Words.Side side,
            @Meaning("Number of the peer connection.") long pc,
            @Meaning("In a mesh: the member it is for.") @Length(max = Length.ID) Optional<String> peer,
            @Meaning("Missing: there are no more.") Optional<IceView> ice)
            implements ClientMessage, Signal {}

    @Meaning("The way to the receiving peer connection is broken: the page wants a new offer on it.")
    record Restart(@Meaning("Number of the peer connection, as offered.") long pc) implements ClientMessage, Signal {}

    @Meaning(
            "Whose cameras the page can show now. Everybody's microphone comes always; a shared screen does unless the"
                    + " page shows no face at all.")
    record Want(@Meaning("Member ids.") List<String> faces) implements ClientMessage, Signal {
        public Want {
            faces = List.copyOf(faces);
        }
    }
}
