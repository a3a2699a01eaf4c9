package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;

/**
 * A room's ear on the bus. Subscribes before the room is loaded, so that nothing written afterwards is missed unseen;
 * when the store does not answer, the periodic check of heads takes its place and {@link #begin} is tried again.
 */
final class Subscribing implements RoomBus.Listener {

    private final SessionId session;
    private final RoomBus bus;
    private Optional<RoomMailbox> mailbox = Optional.empty();
    private Optional<RoomBus.Subscription> subscription = Optional.empty();
    private boolean closed;

    Subscribing(SessionId session, RoomBus bus) {
        this.session = session;
        this.bus = bus;
    }

    synchronized void into(RoomMailbox box) {
        mailbox = Optional.of(box);
    }

    /** Blocks until the store confirmed. Does nothing when it is subscribed. */
    void begin() {
        synchronized (this) {
            if (subscription.isPresent() || closed) {
                return;
            }
        }
        var fresh = bus.subscribe(session, this);
        synchronized (this) {
            if (closed) {
                fresh.close();
            } else {
                subscription = Optional.of(fresh);
            }
        }
    }

    synchronized void close() {
        closed = true;
        subscription.ifPresent(RoomBus.Subscription::close);
        subscription = Optional.empty();
    }

    private synchronized Optional<RoomMailbox> box() {
        return mailbox;
    }

    @Override
    public void written(Position before, List<LoggedEntry> entries) {
        box().ifPresent(box -> box.post(desk -> desk.heard(before, entries)));
    }

    @Override
    public void announced(NodeId node, Position position) {
        box().ifPresent(box -> box.post(desk -> desk.announced(node, position)));
    }

    @Override
    public void whispered(NodeId from, MediaWhisper words) {
        box().ifPresent(box -> box.post(desk -> desk.whispered(from, words)));
    }

    @Override
    public void interrupted() {
        box().ifPresent(box -> box.post(RoomDesk::recheck));
    }
}
