package org.evenkeel.room;

/** Who gives a command. */
public sealed interface Actor {

    /** The server itself: timers, lost connections, preparation. Never reachable from a client's frame. */
    record Server() implements Actor {}

    /**
     * A member through one of his connections.
     *
     * @param member who
     */
    record ByMember(MemberId member) implements Actor {}

    /** The server as actor. */
    Actor SERVER = new Server();
}
