package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The media desks of all warm rooms of this node, beside whoever else listens to the rooms. Any thread. */
public final class MediaDesks implements Rooms.Listeners, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MediaDesks.class);

    /** The log has this long to answer before the media are told first, milliseconds. */
    static final long AHEAD_MILLIS = 250;

    private final NodeId node;
    private final MediaParts parts;
    private final Rooms.Listeners beside;
    private final Map<SessionId, MediaDesk> desks = new ConcurrentHashMap<>();

    public MediaDesks(NodeId node, MediaParts parts, Rooms.Listeners beside) {
        this.node = node;
        this.parts = parts;
        this.beside = beside;
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        var desk = new MediaDesk(session, node, parts, beside.listen(session, history));
        desks.put(session, desk);
        return desk;
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        if (listener instanceof MediaDesk desk) {
            desks.remove(session, desk);
            parts.virtual().execute(desk::leave);
            beside.cooled(session, desk.next());
        } else {
            beside.cooled(session, listener);
        }
    }

    /** What a page says about its media. */
    public void signal(SessionId session, MediaPage page, MediaSignal signal) {
        desk(session).ifPresent(desk -> desk.signal(page, signal));
    }

    /**
     * Watches a command of which somebody's safety depends: when the log does not answer soon, what it takes away is
     * taken away in the media first. Only for staff whose socket is on the node that controls the media; from another
     * one nobody reaches it while Redis is away.
     *
     * @param answer of the log
     */
    public void watch(SessionId session, Submission submission, CompletableFuture<Answer> answer) {
        if (!isUrgent(submission.command())) {
            return;
        }
        CompletableFuture.delayedExecutor(AHEAD_MILLIS, TimeUnit.MILLISECONDS, parts.virtual())
                .execute(
                        () -> {
                            if (!answer.isDone() && desk(session).filter(desk -> desk.ahead(submission)).isPresent()) {
                                answer.whenComplete(
                                        (_, _) -> desk(session).ifPresent(desk -> desk.settled(submission)));
                            }
                        });
    }

    /** Whether a command only takes away and must not wait for a log that is slow. */
    public static boolean isUrgent(RoomCommand command) {
        return switch (command) {
            case RoomCommand.Mute _,
                    RoomCommand.MuteAll _,
                    RoomCommand.LockSpeaking _,
                    RoomCommand.LockSpeakingForAll _,
                    RoomCommand.StopCamera _,
                    RoomCommand.StopScreen _,
                    RoomCommand.Shield _,
                    RoomCommand.SendBack _,
                    RoomCommand.Remove _ ->
                    true;
            default -> false;
        };
    }

    /** Renews this node's leases, takes free ones that it needs. Called every few seconds; blocks on the store. */
    public void tick() {
        for (var desk : List.copyOf(desks.values())) {
            try {
                desk.keep();
                desk.ask();
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("event", "media-defect").setCause(e).log("a room's media lease was not kept");
            }
        }
    }

    private Optional<MediaDesk> desk(SessionId session) {
        return Optional.ofNullable(desks.get(session));
    }

    /** Leaves all media as they flow and gives the leases back. */
    @Override
    public void close() {
        List.copyOf(desks.values()).forEach(MediaDesk::leave);
    }
}
