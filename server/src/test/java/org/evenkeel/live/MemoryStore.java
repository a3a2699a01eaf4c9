package org.evenkeel.live;

import org.evenkeel.live.RoomBus.Listener;
import org.evenkeel.live.RoomBus.Signal;
import org.evenkeel.live.RoomBus.Subscription;
import org.evenkeel.live.StoreFaults.Call;
import org.evenkeel.live.StoreFaults.CallFault;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The memory twin of the shared store: what several nodes see, with everything that can go wrong. No thread of its own
 * and no clock of its own: with one caller and seeded faults, a run repeats exactly. A message on the bus is delivered
 * in the thread that caused it, after the write. Any thread.
 */
public final class MemoryStore {

    private static final int WRITES_REMEMBERED = 1_000;

    private record RoomEar(NodeId node, SessionId room, Listener listener) {}

    private record SignalEar(NodeId node, Consumer<Signal> listener) {}

    /** Sees what was written, also what was lost later. */
    interface Witness {
        void appended(RoomLog.Append append);

        void opened(SessionId room, NodeId by, RoomSnapshot snapshot);
    }

    private static final Witness NOBODY =
            new Witness() {
                @Override
                public void appended(RoomLog.Append append) {}

                @Override
                public void opened(SessionId room, NodeId by, RoomSnapshot snapshot) {}
            };

    private final LongSupplier clock;
    private final Deque<MemoryState> before = new ArrayDeque<>();
    private final List<RoomEar> ears = new ArrayList<>();
    private final List<SignalEar> signalEars = new ArrayList<>();
    private final List<Runnable> delayed = new ArrayList<>();
    private final List<Runnable> outbox = new ArrayList<>();
    private final Set<NodeId> deaf = new HashSet<>();
    private MemoryState state = new MemoryState();
    private StoreFaults faults = StoreFaults.NONE;
    private Witness witness = NOBODY;
    private int runs = 1;
    private boolean down;

    /**
     * @param clock the store's own time, milliseconds UTC
     */
    public MemoryStore(LongSupplier clock) {
        this.clock = clock;
    }

    /** The ports as one node has them. */
    public MemoryNode node(NodeId node) {
        return new MemoryNode(this, node);
    }

    /** From now on this goes wrong. */
    public synchronized void faults(StoreFaults next) {
        faults = next;
    }

    synchronized void witness(Witness next) {
        witness = next;
    }

    Witness witness() {
        return witness;
    }

    /** A node is gone without a word: nothing reaches it any more. */
    public synchronized void vanish(NodeId node) {
        ears.removeIf(ear -> ear.node().equals(node));
        signalEars.removeIf(ear -> ear.node().equals(node));
    }

    /** Restarts the store from files that lack the last appends; all listeners hear of the interruption. */
    public void rewind(int appends) {
        synchronized (this) {
            for (int i = 0; i < appends && !before.isEmpty(); i++) {
                state = before.removeLast();
            }
        }
        restart();
    }

    /** Restarts the store without loss; nobody may append before a new epoch all the same. */
    public void restart() {
        down();
        synchronized (this) {
            runs++;
        }
        up();
    }

    /** Restarts the store from what it held when {@link #save()} was called. */
    void restartFrom(MemoryState saved) {
        synchronized (this) {
            state = saved.copy();
        }
        restart();
    }

    synchronized MemoryState save() {
        return state.copy();
    }

    /**
     * Everything is gone; the run stays the same and no connection breaks. Older files have the flush too: from before
     * it nothing comes back.
     */
    public synchronized void flush() {
        state = new MemoryState();
        before.clear();
    }

    /** Every call fails and no message comes until {@link #up()}. */
    public synchronized void down() {
        down = true;
        delayed.clear();
    }

    /** Goes on; listeners hear that they may have missed something. */
    public void up() {
        synchronized (this) {
            down = false;
        }
        ears().stream().filter(ear -> !isDeaf(ear.node())).forEach(ear -> ear.listener().interrupted());
    }

    /** This node hears nothing until {@link #mendBus}; its calls still work. */
    public synchronized void cutBus(NodeId node) {
        deaf.add(node);
    }

    /** The node hears again, and hears first that it may have missed something. */
    public void mendBus(NodeId node) {
        synchronized (this) {
            deaf.remove(node);
        }
        ears().stream().filter(ear -> ear.node().equals(node)).forEach(ear -> ear.listener().interrupted());
    }

    /** Delivers what a fault held back. */
    public void deliverDelayed() {
        List<Runnable> late;
        synchronized (this) {
            late = List.copyOf(delayed);
            delayed.clear();
        }
        late.forEach(Runnable::run);
    }

    private synchronized boolean isDeaf(NodeId node) {
        return deaf.contains(node);
    }

    private synchronized List<RoomEar> ears() {
        return List.copyOf(ears);
    }

    // --- for the ports of one node ---

    <T> T call(NodeId node, Call call, Supplier<T> work) {
        CallFault fault;
        T result;
        List<Runnable> messages;
        synchronized (this) {
            fault = down ? CallFault.FAIL_BEFORE : faults.onCall(node, call);
            // A subscription whose confirmation was lost is none.
            if (fault == CallFault.FAIL_BEFORE || fault == CallFault.LOSE_REPLY && call == Call.SUBSCRIBE) {
                throw new StoreUnavailable("the memory store refused a call");
            }
            result = work.get();
            messages = List.copyOf(outbox);
            outbox.clear();
        }
        messages.forEach(Runnable::run);
        if (fault == CallFault.LOSE_REPLY) {
            throw new StoreUnavailable("the memory store's answer was lost");
        }
        return result;
    }

    MemoryState state() {
        return state;
    }

    String run() {
        return "run-" + runs;
    }

    long now() {
        return clock.getAsLong();
    }

    /** What stood before an append, so that it can be taken back. */
    void remember(MemoryState state) {
        before.addLast(state);
        if (before.size() > WRITES_REMEMBERED) {
            before.removeFirst();
        }
    }

    void tell(NodeId from, SessionId room, Consumer<Listener> message) {
        ears.stream()
                .filter(ear -> ear.room().equals(room) && !ear.node().equals(from))
                .forEach(ear -> post(ear.node(), () -> ifListening(ear, message)));
    }

    void tellAll(Signal signal) {
        signalEars.forEach(ear -> post(ear.node(), () -> ear.listener().accept(signal)));
    }

    private void ifListening(RoomEar ear, Consumer<Listener> message) {
        if (ears().contains(ear)) {
            message.accept(ear.listener());
        }
    }

    private void post(NodeId to, Runnable message) {
        if (deaf.contains(to)) {
            return;
        }
        switch (faults.onMessage(to)) {
            case NONE -> outbox.add(message);
            case DROP -> {}
            case DELAY -> delayed.add(message);
            case DUPLICATE -> {
                outbox.add(message);
                outbox.add(message);
            }
        }
    }

    Subscription listen(NodeId node, SessionId room, Listener listener) {
        var ear = new RoomEar(node, room, Objects.requireNonNull(listener));
        ears.add(ear);
        return () -> {
            synchronized (this) {
                ears.remove(ear);
            }
        };
    }

    Subscription listen(NodeId node, Consumer<Signal> listener) {
        var ear = new SignalEar(node, listener);
        signalEars.add(ear);
        return () -> {
            synchronized (this) {
                signalEars.remove(ear);
            }
        };
    }
}
