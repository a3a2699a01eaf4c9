package org.evenkeel.live;

import org.evenkeel.room.Deadlines;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.Submission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One warm room on one node: decides what waits, appends it in one call (group commit) and answers. What the room is,
 * also after the store lost something, is the {@link RoomHistory}'s. Not thread-safe: everything runs on the room's one
 * thread ({@link RoomMailbox}), or on a test's.
 *
 * <p>A command is answered "done" only when its entry is in the log; "refused" and "already so" only when the log stood
 * where they were decided. When the store does not answer, the batch of unknown fate is sent again under the same id
 * and found among what was missed; nothing is decided again before that is known.
 */
final class RoomDesk implements RoomHistory.Owner {

    private static final long FIRST_BACKOFF = 50;
    private static final long LONGEST_BACKOFF = 1_000;

    private final RoomPorts ports;
    private final RoomHistory history;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private Optional<Batch> unknown = Optional.empty();
    private long retryAt;
    private long backoff = FIRST_BACKOFF;

    RoomDesk(RoomPorts ports) {
        this.ports = ports;
        history = new RoomHistory(ports, this);
    }

    /** Queues a command; {@link #work} decides it. */
    void submit(Pending command) {
        pending.addLast(command);
    }

    /** The replica's state, once warm. */
    Optional<RoomState> state() {
        return history.replica().map(RoomReplica::state);
    }

    Optional<RoomState> stateAt(Position position) {
        return history.replica().flatMap(warm -> warm.stateAt(position));
    }

    /** Whether {@link #work} has something to do later even if nobody calls. */
    boolean restless() {
        return !pending.isEmpty() || unknown.isPresent() || history.unsettled();
    }

    /** Other nodes wrote. */
    void heard(Position before, List<LoggedEntry> entries) {
        tried(() -> history.heard(before, entries));
    }

    /** The store tells where the log stands, or that it has none: finds out about messages that never came. */
    void checked(Optional<RoomLog.Head> head) {
        tried(() -> history.checked(head));
    }

    /** The channel was interrupted: something may have been missed. */
    void recheck() {
        tried(history::catchUp);
        ports.listener().whispersMissed();
    }

    /** Another node told something about the media; what it wrote before is known here by now. */
    void whispered(NodeId from, MediaWhisper words) {
        ports.listener().whispered(from, words);
    }

    /** Another node says how far its history goes: answer, and look whether the store lost something. */
    void announced(NodeId from, Position position) {
        tried(() -> history.announced(from, position));
    }

    /**
     * The state as the store has it now, for what cannot be taken back.
     *
     * @throws StoreUnavailable when it does not answer, or the nodes are about to agree on a history
     */
    RoomState current() {
        work();
        history.catchUp();
        return state().filter(_ -> !history.unsettled())
                .orElseThrow(() -> new StoreUnavailable("the room's history is not settled"));
    }

    /** What must be said about members of a dead node, as the store and the ledger have it now. */
    List<RoomCommand.LoseConnection> lostWith(NodeId dead, long lastRenewal) {
        var lost = new ArrayList<>(LostMembers.on(current(), dead, lastRenewal));
        lost.addAll(Orphans.of(history.facts(), dead, lastRenewal));
        return lost;
    }

    /** Hands the ledger what it may not have. */
    void reconcile() {
        history.reconcile();
    }

    /** What was missed while the store did not answer is found at the next turn. */
    private void tried(Runnable what) {
        try {
            what.run();
        } catch (StoreUnavailable e) {
            history.doubt();
            retryLater();
        }
    }

    /** Goes on as far as it can: warms up, heals, decides and appends what waits. Blocks on the store. */
    void work() {
        long now = ports.now();
        expire(now);
        if (now < retryAt) {
            return;
        }
        try {
            history.settle(now);
            while (history.settledReplica().isPresent() && (unknown.isPresent() || !pending.isEmpty())) {
                step(history.settledReplica().get());
            }
            backoff = FIRST_BACKOFF;
        } catch (StoreUnavailable e) {
            retryLater();
        } catch (RuntimeException e) {
            // A defect, or live data whose key was forgotten: said once a round by the mailbox, not in a tight loop.
            retryLater();
            throw e;
        }
    }

    private void retryLater() {
        retryAt = ports.now() + backoff;
        backoff = Math.min(LONGEST_BACKOFF, backoff * 2);
    }

    private void expire(long now) {
        var expired = pending.stream().filter(command -> command.expired(now)).toList();
        pending.removeAll(expired);
        expired.forEach(command -> command.answer().complete(new Answer.Unavailable()));
        unknown.stream()
                .flatMap(batch -> batch.unanswered().stream())
                .filter(command -> command.expired(now))
                .forEach(command -> command.answer().complete(new Answer.Unavailable()));
    }

    private void step(RoomReplica warm) {
        if (unknown.filter(Batch::isPartlyGivenUp).isPresent()) {
            findOut(unknown.get());
            return;
        }
        var batch = unknown.orElseGet(() -> Batch.decide(ports.ids().next(), warm, pending, ports.now()));
        unknown = Optional.of(batch);
        if (batch.entries().isEmpty()) {
            verify(warm, batch);
        } else if (batch.expected().equals(Position.ORIGIN)) {
            // Decided again in the room's first epoch, whose number nobody else can give.
            requeue(batch);
            history.begin();
        } else {
            send(batch);
        }
    }

    /**
     * Somebody in a batch of unknown fate was told "unavailable" meanwhile. It must not be written now if it was not
     * before: a page that gave up and was opened anew would lose its seat to its own earlier self.
     */
    private void findOut(Batch batch) {
        history.catchUp();
        if (unknown.isPresent() && history.settledReplica().isPresent()) {
            settle(batch, history.settledReplica().get());
        }
    }

    private void settle(Batch batch, RoomReplica in) {
        boolean arrived =
                in.position().epoch() == batch.expected().epoch()
                        && in.after(batch.expected().seq()).stream()
                                .anyMatch(logged -> logged.batch().equals(batch.id()));
        if (arrived) {
            written(batch);
        } else {
            requeue(batch);
        }
    }

    /** Nothing is to be written: the answers hold when the log still stands where they were decided. */
    private void verify(RoomReplica warm, Batch batch) {
        if (history.standsAt(warm.position())) {
            unknown = Optional.empty();
            batch.settle();
        } else {
            requeue(batch);
            history.catchUp();
        }
    }

    private void send(Batch batch) {
        var outcome =
                ports.log()
                        .append(
                                new RoomLog.Append(
                                        ports.session(),
                                        ports.node(),
                                        batch.expected(),
                                        batch.id(),
                                        batch.entries(),
                                        Deadlines.next(batch.after()),
                                        occupied(batch.after())));
        switch (outcome) {
            case RoomLog.Outcome.Written _ -> {
                history.wrote(batch);
                written(batch);
            }
            case RoomLog.Outcome.Behind(_, var missed) -> behind(batch, missed);
            case RoomLog.Outcome.Reload _ -> history.load();
            case RoomLog.Outcome.Lost(var found) -> history.beginHealing(found);
        }
    }

    private boolean occupied(RoomState state) {
        return state.members().values().stream()
                .flatMap(member -> member.attachment().stream())
                .anyMatch(seat -> seat.node().equals(ports.node()));
    }

    private void written(Batch batch) {
        unknown = Optional.empty();
        ports.recorder().record(ports.session(), batch.expected(), batch.entries());
        batch.settle();
    }

    /** Somebody else was faster, or the own write arrived and its answer was lost. */
    private void behind(Batch batch, List<LoggedEntry> missed) {
        boolean arrived = missed.stream().anyMatch(logged -> logged.batch().equals(batch.id()));
        history.foldNew(missed);
        if (arrived) {
            written(batch);
        } else {
            requeue(batch);
        }
    }

    private void requeue(Batch batch) {
        unknown = Optional.empty();
        batch.unanswered().reversed().forEach(pending::addFirst);
    }

    /**
     * A batch of unknown fate is in the history that holds now, or it never will be. What of the former history is lost
     * in it is put in again, before everything that waits.
     */
    @Override
    public void replaced(RoomReplica fresh, List<LoggedEntry> lost) {
        unknown.ifPresent(batch -> settle(batch, fresh));
        for (var logged : lost.reversed()) {
            pending.addFirst(recovery(logged.entry()));
        }
    }

    private static Pending recovery(RoomEntry entry) {
        var command = new RoomCommand.Recover(entry.at(), entry.events());
        var submission = Submission.byServer(entry.at(), command).numbered(entry.key());
        return new Pending(submission, new CompletableFuture<>(), Pending.NEVER);
    }
}
