package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The memory twin of the media leases and directory. Any thread. */
public final class MemoryMediaStore implements MediaLeases, MediaDirectory {

    private final LongSupplier clock;
    private final long leaseMillis;
    private final Map<SessionId, Row> rows = new HashMap<>();
    private final Map<SessionId, Anchor> anchors = new HashMap<>();

    private record Row(Optional<NodeId> holder, long term, long at) {}

    public MemoryMediaStore(LongSupplier clock) {
        this(clock, LEASE_MILLIS);
    }

    MemoryMediaStore(LongSupplier clock, long leaseMillis) {
        this.clock = clock;
        this.leaseMillis = leaseMillis;
    }

    @Override
    public synchronized Lease take(SessionId session, NodeId node, Set<NodeId> gone) {
        long now = clock.getAsLong();
        var row = rows.getOrDefault(session, new Row(Optional.empty(), 0, 0));
        boolean mine = row.holder().filter(node::equals).isPresent();
        boolean free = row.holder().isEmpty() || gone.contains(row.holder().get()) || now - row.at() > leaseMillis;
        if (!mine && !free) {
            return new Lease(row.holder().get(), row.term());
        }
        var next = new Row(Optional.of(node), mine ? row.term() : row.term() + 1, now);
        rows.put(session, next);
        return new Lease(node, next.term());
    }

    @Override
    public synchronized void release(SessionId session, NodeId node) {
        rows.computeIfPresent(
                session,
                (_, row) ->
                        row.holder().filter(node::equals).isPresent() ? new Row(Optional.empty(), row.term(), 0) : row);
    }

    @Override
    public synchronized Optional<Anchor> find(SessionId session) {
        return Optional.ofNullable(anchors.get(session));
    }

    @Override
    public synchronized boolean keep(SessionId session, Anchor anchor) {
        if (find(session).filter(there -> there.term() > anchor.term()).isPresent()) {
            return false;
        }
        anchors.put(session, anchor);
        return true;
    }

    @Override
    public synchronized void forget(SessionId session) {
        anchors.remove(session);
    }
}
