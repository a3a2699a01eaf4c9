package org.evenkeel.node;

import org.evenkeel.live.ListenerBefore;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomListener;
import org.evenkeel.live.Rooms;
import org.evenkeel.program.Schedule;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;

/**
 * Tells the schedule when a session was started, ended or opened again, beside whoever listens to the room. Every node
 * that has the room warm does it; doing it twice changes nothing. The ledger, not the schedule, is what attendance
 * counts by.
 */
final class SessionNotices implements Rooms.Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(SessionNotices.class);

    private final Rooms.Listeners beside;
    private final Schedule schedule;
    private final Executor virtual;

    SessionNotices(Rooms.Listeners beside, Schedule schedule, Executor virtual) {
        this.beside = beside;
        this.schedule = schedule;
        this.virtual = virtual;
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        return new Notice(session, beside.listen(session, history));
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        beside.cooled(session, listener instanceof Notice notice ? notice.next() : listener);
    }

    private final class Notice extends ListenerBefore {
        private final SessionId session;

        Notice(SessionId session, RoomListener next) {
            super(next);
            this.session = session;
        }

        @Override
        public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
            super.advanced(before, after, at, entry);
            for (var event : entry.events()) {
                switch (event) {
                    case RoomEvent.SessionStarted _ -> tell(() -> schedule.recordStarted(session, entry.at()));
                    case RoomEvent.SessionEnded _ -> tell(() -> schedule.recordEnded(session, entry.at()));
                    case RoomEvent.SessionReopened _ -> tell(() -> schedule.recordReopened(session));
                    default -> {}
                }
            }
        }
    }

    private void tell(Runnable notice) {
        virtual.execute(
                () -> {
                    try {
                        notice.run();
                    } catch (RuntimeException e) {
                        LOG.atWarn()
                                .addKeyValue("event", "schedule-not-told")
                                .addKeyValue("kind", e.getClass().getSimpleName())
                                .log("a session's start or end is in the ledger but not in the schedule yet");
                    }
                });
    }
}
