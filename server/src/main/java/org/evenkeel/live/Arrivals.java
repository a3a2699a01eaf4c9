package org.evenkeel.live;

import org.evenkeel.room.GateFlags;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** How an authenticated person comes into a room: the room is prepared, he enters, his gate answers come along. */
public final class Arrivals {

    private final Rooms rooms;
    private final LongSupplier clock;

    public Arrivals(Rooms rooms, LongSupplier clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * Brings somebody in. The three commands stand behind one another in the room's mailbox, so no other node or tab
     * comes between them unseen.
     *
     * @param settings taken when nobody prepared the room before
     * @param gate his answers, when he gave them already
     * @return the answer to entering; cancelled, it takes the entering back as {@link Rooms#submit} says
     */
    public CompletableFuture<Answer> enter(
            SessionId session, RoomSettings settings, RoomCommand.Enter enter, Optional<GateFlags> gate) {
        long now = clock.getAsLong();
        var _ = rooms.submit(session, Submission.byServer(now, new RoomCommand.Prepare(settings)));
        var entered = rooms.submit(session, Submission.byServer(now, enter));
        gate.ifPresent(
                flags ->
                        rooms.submit(
                                session, Submission.byMember(enter.member(), now, new RoomCommand.PassGate(flags))));
        return entered;
    }
}
