package org.evenkeel.room;

import java.util.Objects;
import java.util.Optional;

/**
 * One command with all that deciding needs: nothing is looked up, no clock is read.
 *
 * @param actor who gives it
 * @param at milliseconds UTC: never before the last entry's time (the caller takes the larger of both)
 * @param key the client's number, when a client sent it
 * @param command what is wanted
 */
public record Submission(Actor actor, long at, Optional<CommandKey> key, RoomCommand command) {
    public Submission {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(command, "command");
    }

    /** A command of the server itself. */
    public static Submission byServer(long at, RoomCommand command) {
        return new Submission(Actor.SERVER, at, Optional.empty(), command);
    }

    /** A command of a member without a client's number (tests, use cases over HTTP). */
    public static Submission byMember(MemberId member, long at, RoomCommand command) {
        return new Submission(new Actor.ByMember(member), at, Optional.empty(), command);
    }

    /** The same command under the number that a client gave it. */
    public Submission numbered(Optional<CommandKey> number) {
        return new Submission(actor, at, number, command);
    }

    /** The same command at another time: used when a command is decided again after a lost race. */
    public Submission at(long time) {
        return new Submission(actor, time, key, command);
    }
}
