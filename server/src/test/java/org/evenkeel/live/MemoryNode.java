package org.evenkeel.live;

import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A {@link MemoryStore} as one node sees it. Like the real one, a node hears nothing that it told itself, signals
 * excepted.
 */
public final class MemoryNode implements RoomLog, RoomBus, NodeLeases, RoomIndex {

    private final MemoryStore store;
    private final NodeId self;

    MemoryNode(MemoryStore store, NodeId self) {
        this.store = store;
        this.self = self;
    }

    @Override
    public Loaded load(SessionId room) {
        return store.call(self, Call.LOAD, () -> store.state().load(room, store.run()));
    }

    @Override
    public Outcome append(Append append) {
        return store.call(
                self,
                Call.APPEND,
                () -> {
                    var before = store.save();
                    var outcome = store.state().append(append, store.run());
                    if (outcome instanceof Outcome.Written) {
                        store.remember(before);
                        store.witness().appended(append);
                        var entries =
                                append.entries().stream().map(entry -> new LoggedEntry(append.batch(), entry)).toList();
                        store.tell(self, append.room(), listener -> listener.written(append.expected(), entries));
                    }
                    return outcome;
                });
    }

    @Override
    public List<LoggedEntry> after(SessionId room, Position position) {
        return store.call(self, Call.AFTER, () -> store.state().after(room, position));
    }

    @Override
    public Map<SessionId, Head> heads(Collection<SessionId> rooms) {
        return store.call(
                self,
                Call.HEADS,
                () -> {
                    Map<SessionId, Head> heads = new LinkedHashMap<>();
                    rooms.forEach(
                            room -> store.state().check(room, store.run()).ifPresent(head -> heads.put(room, head)));
                    return heads;
                });
    }

    @Override
    public boolean snapshot(SessionId room, RoomSnapshot snapshot, long confirmedSeq) {
        return store.call(self, Call.SNAPSHOT, () -> store.state().snapshot(room, snapshot, confirmedSeq, store.run()));
    }

    @Override
    public boolean openEpoch(
            SessionId room, NodeId node, Optional<Position> found, RoomSnapshot snapshot, OptionalLong nextDue) {
        return store.call(
                self,
                Call.OPEN_EPOCH,
                () -> {
                    boolean opened = store.state().openEpoch(room, node, found, snapshot, nextDue, store.run());
                    if (opened) {
                        store.witness().opened(room, node, snapshot);
                        store.tell(node, room, listener -> listener.announced(node, snapshot.at()));
                    }
                    return opened;
                });
    }

    @Override
    public void forget(SessionId room) {
        run(Call.FORGET, () -> store.state().forget(room));
    }

    @Override
    public Subscription subscribe(SessionId room, Listener listener) {
        return store.call(self, Call.SUBSCRIBE, () -> store.listen(self, room, listener));
    }

    @Override
    public void announce(SessionId room, NodeId node, Position position) {
        run(Call.PUBLISH, () -> store.tell(node, room, listener -> listener.announced(node, position)));
    }

    @Override
    public void whisper(SessionId room, MediaWhisper words) {
        try {
            run(Call.PUBLISH, () -> store.tell(self, room, listener -> listener.whispered(self, words)));
        } catch (StoreUnavailable _) {
            // At most once: nobody tries again.
        }
    }

    @Override
    public void signal(Signal signal) {
        run(Call.PUBLISH, () -> store.tellAll(signal));
    }

    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        return store.call(self, Call.SUBSCRIBE, () -> store.listen(self, listener));
    }

    @Override
    public Renewal renew(NodeId node) {
        return store.call(
                self,
                Call.RENEW,
                () -> {
                    long now = store.now();
                    store.state().renew(node, now);
                    return new Renewal(now, store.run());
                });
    }

    @Override
    public Map<NodeId, Long> all() {
        return store.call(self, Call.LEASES, () -> store.state().leases());
    }

    @Override
    public void remove(NodeId node) {
        run(Call.REMOVE_LEASE, () -> store.state().removeLease(node));
    }

    @Override
    public List<SessionId> due(long now, int most) {
        return store.call(self, Call.DUE, () -> store.state().due(now, most));
    }

    @Override
    public List<SessionId> roomsOf(NodeId node) {
        return store.call(self, Call.ROOMS_OF, () -> store.state().roomsOf(node));
    }

    @Override
    public void release(NodeId node, SessionId room) {
        run(Call.RELEASE, () -> store.state().release(node, room));
    }

    private void run(Call call, Runnable work) {
        store.call(
                self,
                call,
                () -> {
                    work.run();
                    return self;
                });
    }
}
