package org.evenkeel.wire;

import java.util.List;

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
}
