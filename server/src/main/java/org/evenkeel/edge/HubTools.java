package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;

import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.SessionId;
import org.evenkeel.wire.ServerMessage;

import java.util.function.LongSupplier;

/**
 * What all hubs share.
 *
 * @param frames makes frames once the port is open
 * @param clock milliseconds UTC
 */
record HubTools(Translator translator, FrameMaker frames, Submitter rooms, LongSupplier clock) {

    /** Makes one frame of a message. */
    interface FrameMaker {
        ByteBuf text(ServerMessage message);
    }

    /** Submits a command of the server itself. */
    interface Submitter {
        void submit(SessionId session, RoomCommand command);
    }
}
