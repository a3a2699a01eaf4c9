package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The warm rooms of this node. Any thread; returns at once, answers come as futures that complete on the room's thread.
 */
public final class Rooms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    /**
     * After this a client's command is answered "unavailable": he is told the truth instead of waiting, milliseconds.
     */
    static final long CLIENT_PATIENCE = 5_000;

    /** What was done in the media before the log could be asked must come into the log, milliseconds. */
    static final long URGENT_PATIENCE = 600_000;

    private final NodeId node;
    private final RoomLog log;
    private final RoomBus bus;
    private final FactRecorder recorder;
    private final LongSupplier clock;
    private final Ids ids;
    private final Listeners listeners;
    private final CommandMeter meter;
    private final Consumer<RoomMailbox> starter;
    private final StoreOutage outage;
    private final Map<SessionId, Warm> warm = new ConcurrentHashMap<>();

    /** Makes the listener of a room when it becomes warm. */
    public interface Listeners {
        /**
         * @param history to be asked inside the listener's callbacks only
         */
        RoomListener listen(SessionId session, History history);

        /** The room went cold; its listener hears nothing more. */
        void cooled(SessionId session, RoomListener listener);
    }

    /** Earlier states of a warm room; only for use on its thread, inside a {@link RoomListener} callback. */
    public interface History {
        Optional<RoomState> stateAt(Position position);
    }

    private record Warm(RoomMailbox mailbox, Subscribing subscribing, RoomListener listener) {}

    /**
     * Rooms whose commands nobody counts.
     *
     * @param clock milliseconds UTC
     */
    public Rooms(
            NodeId node,
            RoomLog log,
            RoomBus bus,
            FactRecorder recorder,
            LongSupplier clock,
            Ids ids,
            Listeners listeners) {
        this(node, log, bus, recorder, clock, ids, listeners, CommandMeter.none());
    }

    /**
     * @param clock milliseconds UTC
     */
    public Rooms(
            NodeId node,
            RoomLog log,
            RoomBus bus,
            FactRecorder recorder,
            LongSupplier clock,
            Ids ids,
            Listeners listeners,
            CommandMeter meter) {
        this(node, log, bus, recorder, clock, ids, listeners, meter, RoomMailbox::start);
    }

    /**
     * @param starter gives a room its thread; a test takes its turns itself
     */
    Rooms(
            NodeId node,
            RoomLog log,
            RoomBus bus,
            FactRecorder recorder,
            LongSupplier clock,
            Ids ids,
            Listeners listeners,
            CommandMeter meter,
            Consumer<RoomMailbox> starter) {
        this.node = node;
        this.log = log;
        this.bus = bus;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
        this.listeners = listeners;
        this.meter = meter;
        this.starter = starter;
        outage = new StoreOutage(clock);
    }

    /**
     * Submits a client's command. Who cancels the answer takes the command back, if it was not decided yet; one that is
     * under way may still be written.
     */
    public CompletableFuture<Answer> submit(SessionId session, Submission submission) {
        return post(session, submission, clock.getAsLong() + CLIENT_PATIENCE);
    }

    /** Submits a client's command that is worth waiting for: it is tried for ten minutes. */
    public CompletableFuture<Answer> submitPatiently(SessionId session, Submission submission) {
        return post(session, submission, clock.getAsLong() + URGENT_PATIENCE);
    }

    /** Submits a command of the server itself: tried until the store answers. */
    public CompletableFuture<Answer> submitSurely(SessionId session, RoomCommand command) {
        return post(session, Submission.byServer(clock.getAsLong(), command), Pending.NEVER);
    }

    private CompletableFuture<Answer> post(SessionId session, Submission submission, long giveUpAt) {
        var pending = new Pending(submission, new CompletableFuture<>(), giveUpAt);
        var kind = submission.command().getClass();
        long begun = System.nanoTime();
        pending.answer().thenAccept(answer -> answered(kind, answer, System.nanoTime() - begun));
        post(session, desk -> desk.submit(pending));
        return pending.answer();
    }

    private void answered(Class<? extends RoomCommand> kind, Answer answer, long nanos) {
        meter.answered(kind, answer, nanos);
        if (LOG.isDebugEnabled()) {
            LOG.atDebug()
                    .addKeyValue("event", "command-answered")
                    .addKeyValue("command", kind.getSimpleName())
                    .addKeyValue("answer", answer)
                    .addKeyValue("micros", nanos / 1_000)
                    .log("a command was answered");
        }
    }

    /** A room that went cold between the question and the answer is warmed anew. */
    private void post(SessionId session, Consumer<RoomDesk> task) {
        for (var room = room(session); !room.mailbox().post(task); room = room(session)) {
            warm.remove(session, room);
        }
    }

    /**
     * Reads a room's state, warming it if need be.
     *
     * @return fails with {@link StoreUnavailable} when the room cannot be warmed now
     */
    public <T> CompletableFuture<T> read(SessionId session, Function<RoomState, T> question) {
        return ask(
                session,
                desk -> {
                    desk.work();
                    return question.apply(desk.state().orElseThrow(() -> new StoreUnavailable("the room is not warm")));
                });
    }

    /**
     * What must be said about a dead node's members in a room.
     *
     * @param lastRenewal the node's last sign of life, milliseconds UTC
     * @return fails with {@link StoreUnavailable} when store or ledger do not answer or the room's history is not
     *     settled
     */
    CompletableFuture<List<RoomCommand.LoseConnection>> lostWith(SessionId session, NodeId dead, long lastRenewal) {
        return ask(session, desk -> desk.lostWith(dead, lastRenewal));
    }

    private <T> CompletableFuture<T> ask(SessionId session, Function<RoomDesk, T> question) {
        var answer = new CompletableFuture<T>();
        post(
                session,
                desk -> {
                    try {
                        answer.complete(question.apply(desk));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /** The rooms that are warm here. */
    public Collection<SessionId> warmRooms() {
        return List.copyOf(warm.keySet());
    }

    /** What the store says of the heads of warm rooms: each desk finds out what it missed, or that all is gone. */
    public void checkHeads() {
        var rooms = Map.copyOf(warm);
        rooms.values().forEach(room -> room.mailbox().post(_ -> room.subscribing().begin()));
        var heads = log.heads(rooms.keySet());
        rooms.forEach(
                (session, room) -> {
                    var head = Optional.ofNullable(heads.get(session));
                    room.mailbox().post(desk -> desk.checked(head));
                });
    }

    /** Hands the ledger what a dead node may have left unrecorded in a room. */
    public void reconcile(SessionId session) {
        post(session, RoomDesk::reconcile);
    }

    /**
     * Lets a room go cold if it has nothing left to do and nobody is there or about to come in; it becomes warm again
     * at the next command.
     */
    public void cool(SessionId session) {
        Optional.ofNullable(warm.get(session))
                .ifPresent(
                        room ->
                                room.mailbox()
                                        .post(
                                                _ ->
                                                        room.mailbox()
                                                                .closeWhenDone(
                                                                        () -> !room.listener().occupied(),
                                                                        () -> end(session, room))));
    }

    private void end(SessionId session, Warm room) {
        warm.remove(session, room);
        room.subscribing().close();
        listeners.cooled(session, room.listener());
    }

    /** Warms a room without asking anything of it. */
    public void warm(SessionId session) {
        room(session);
    }

    /** What the log says of the store, for all who notice. */
    StoreOutage outage() {
        return outage;
    }

    private Warm room(SessionId session) {
        return warm.computeIfAbsent(session, this::open);
    }

    private Warm open(SessionId session) {
        var late = new LateListener();
        var desk = new RoomDesk(new RoomPorts(session, node, log, bus, recorder, clock, ids, late));
        var listener = listeners.listen(session, desk::stateAt);
        late.set(listener);
        var subscribing = new Subscribing(session, bus);
        var mailbox = new RoomMailbox(desk, subscribing::begin, outage, "room");
        subscribing.into(mailbox);
        starter.accept(mailbox);
        return new Warm(mailbox, subscribing, listener);
    }

    /** Lets every room go cold. What was accepted is in the log; what waits is answered by the client's resend. */
    @Override
    public void close() {
        warm.forEach(
                (session, room) -> {
                    room.mailbox().close();
                    end(session, room);
                });
    }

    /** The desk needs its listener, the listener the desk's history. */
    private static final class LateListener implements RoomListener {
        private RoomListener listener;

        void set(RoomListener it) {
            listener = it;
        }

        @Override
        public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
            listener.advanced(before, after, at, entry);
        }

        @Override
        public void replaced(RoomState state, Position at) {
            listener.replaced(state, at);
        }

        @Override
        public void whispered(NodeId from, MediaWhisper words) {
            listener.whispered(from, words);
        }

        @Override
        public void whispersMissed() {
            listener.whispersMissed();
        }

        @Override
        public boolean occupied() {
            return listener.occupied();
        }
    }
}
