package org.evenkeel.live;

import org.evenkeel.room.RoomCommand;

/**
 * Port: is told what became of each submitted command, for figures. It gets the kind of a command and never the command
 * itself, so that no figure can carry what somebody said or who he is. Called on rooms' threads; must not block or
 * throw.
 */
@FunctionalInterface
public interface CommandMeter {

    /**
     * A command was answered. One whose sender took it back is not told.
     *
     * @param kind of the command
     * @param nanos from its submission to its answer
     */
    void answered(Class<? extends RoomCommand> kind, Answer answer, long nanos);

    /** Nobody counts. */
    static CommandMeter none() {
        return (_, _, _) -> {};
    }
}
