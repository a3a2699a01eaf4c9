package org.evenkeel.live;

import org.evenkeel.room.Actor;
import org.evenkeel.room.Deadlines;
import org.evenkeel.room.Decision;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomRules;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * One warm room on one node: decides what waits, appends it in one call (group commit), folds what was written by
 * whomever, and answers. Not thread-safe: everything runs on the room's one thread ({@link RoomMailbox}), or on a
 * test's.
 *
 * <p>A command is answered "done" only when its entry is in the log. When the store does not answer, the batch of
 * unknown fate is sent again under the same id and found among what was missed; nothing is decided again before that is
 * known.
 */
final class RoomDesk {

    private static final int LARGEST_BATCH = 64;
    private static final int SNAPSHOT_EVERY = 256;
    private static final long FIRST_BACKOFF = 50;
    private static final long LONGEST_BACKOFF = 1_000;

    private final SessionId session;
    private final NodeId node;
    private final RoomLog log;
    private final RoomBus bus;
    private final FactRecorder recorder;
    private final LongSupplier clock;
    private final Ids ids;
    private final RoomListener listener;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private Optional<RoomReplica> replica = Optional.empty();
    private Optional<Batch> unknown = Optional.empty();
    private Optional<Healing> healing = Optional.empty();
    private long snapshotSeq;
    private long retryAt;
    private long backoff = FIRST_BACKOFF;

    /** A batch that was sent: what it holds and who waits for it. */
    private record Batch(String id, Position expected, List<RoomEntry> entries, List<Pending> waiting) {}

    RoomDesk(
            SessionId session,
            NodeId node,
            RoomLog log,
            RoomBus bus,
            FactRecorder recorder,
            LongSupplier clock,
            Ids ids,
            RoomListener listener) {
        this.session = session;
        this.node = node;
        this.log = log;
        this.bus = bus;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
        this.listener = listener;
    }

    /** Queues a command; {@link #work} decides it. */
    void submit(Pending command) {
        pending.addLast(command);
    }

    /** The replica's state, once warm. */
    Optional<RoomState> state() {
        return replica.map(RoomReplica::state);
    }

    Optional<Position> position() {
        return replica.map(RoomReplica::position);
    }

    Optional<RoomState> stateAt(Position position) {
        return replica.flatMap(warm -> warm.stateAt(position));
    }

    /** Whether {@link #work} has something to do later even if nobody calls. */
    boolean restless() {
        return !pending.isEmpty() || unknown.isPresent() || healing.isPresent();
    }

    /** Other nodes wrote. */
    void heard(Position before, List<LoggedEntry> entries) {
        replica.ifPresent(
                warm -> {
                    var here = warm.position();
                    if (before.epoch() != here.epoch() || before.seq() > here.seq()) {
                        catchUp(warm);
                        return;
                    }
                    entries.stream().filter(logged -> logged.entry().seq() > warm.position().seq()).forEach(this::fold);
                });
    }

    /** The store tells where the log stands: finds out about messages that never came. */
    void checked(Position head) {
        replica.filter(warm -> !warm.position().equals(head)).ifPresent(this::catchUp);
    }

    /** The channel was interrupted: something may have been missed. */
    void recheck() {
        replica.ifPresent(this::catchUp);
    }

    private void catchUp(RoomReplica warm) {
        try {
            var missed = log.after(session, warm.position());
            missed.stream().filter(logged -> logged.entry().seq() == warm.position().seq() + 1).forEach(this::fold);
            var head = log.heads(List.of(session)).get(session);
            if (!warm.position().equals(head)) {
                load();
            }
        } catch (StoreUnavailable e) {
            retryLater();
        }
    }

    /** Another node says how far its history goes: answer, and look whether the store lost something. */
    void announced(NodeId from, Position position) {
        if (from.equals(node)) {
            return;
        }
        if (healing.isPresent()) {
            healing.get().heard(from, position);
        } else if (replica.isPresent()) {
            load();
            healing.ifPresent(round -> round.heard(from, position));
        }
    }

    /** Goes on as far as it can: warms up, heals, decides and appends what waits. Blocks on the store. */
    void work() {
        long now = clock.getAsLong();
        expire(now);
        if (now < retryAt) {
            return;
        }
        try {
            if (replica.isEmpty() && healing.isEmpty()) {
                load();
            }
            healing.ifPresent(round -> heal(round, now));
            while (healing.isEmpty() && replica.isPresent() && (unknown.isPresent() || !pending.isEmpty())) {
                step(replica.get());
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
        retryAt = clock.getAsLong() + backoff;
        backoff = Math.min(LONGEST_BACKOFF, backoff * 2);
    }

    private void expire(long now) {
        var expired = pending.stream().filter(command -> command.expired(now)).toList();
        pending.removeAll(expired);
        expired.forEach(command -> command.answer().complete(new Answer.Unavailable()));
        unknown.stream()
                .flatMap(batch -> batch.waiting().stream())
                .filter(command -> command.expired(now))
                .forEach(command -> command.answer().complete(new Answer.Unavailable()));
    }

    private void step(RoomReplica warm) {
        var batch = unknown.or(() -> decide(warm));
        if (batch.isEmpty()) {
            return;
        }
        unknown = batch;
        send(warm, batch.get());
    }

    /** Decides what waits, one after the other on what the ones before will make true. */
    private Optional<Batch> decide(RoomReplica warm) {
        var entries = new ArrayList<RoomEntry>();
        var waiting = new ArrayList<Pending>();
        var state = warm.state();
        while (!pending.isEmpty() && entries.size() < LARGEST_BATCH) {
            var command = pending.pollFirst();
            long at = Math.max(clock.getAsLong(), state.lastAt());
            var submission = command.submission().at(at);
            switch (RoomRules.decide(state, submission)) {
                case Decision.Accepted(var events) -> {
                    var entry = new RoomEntry(state.seq() + 1, at, submission.key(), events);
                    entries.add(entry);
                    waiting.add(command);
                    state = state.apply(entry);
                }
                case Decision.AlreadySo _ -> answer(command, new Answer.Done(place(warm, state.seq())));
                case Decision.Repeated(long seq) -> answer(command, new Answer.Done(place(warm, seq)));
                case Decision.Rejected(var code) -> answer(command, new Answer.Refused(code));
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Batch(ids.next(), warm.position(), entries, waiting));
    }

    private static Position place(RoomReplica warm, long seq) {
        return new Position(warm.position().epoch(), seq);
    }

    private static void answer(Pending command, Answer answer) {
        command.answer().complete(answer);
    }

    private void send(RoomReplica warm, Batch batch) {
        var after = warm.state();
        for (var entry : batch.entries()) {
            after = after.seq() + 1 == entry.seq() ? after.apply(entry) : after;
        }
        var outcome =
                log.append(
                        new RoomLog.Append(
                                session,
                                node,
                                batch.expected(),
                                batch.id(),
                                batch.entries(),
                                Deadlines.next(after),
                                occupied(after)));
        switch (outcome) {
            case RoomLog.Outcome.Written _ -> written(batch);
            case RoomLog.Outcome.Behind(_, var missed) -> behind(batch, missed);
            case RoomLog.Outcome.Reload _ -> load();
            case RoomLog.Outcome.Lost(var found) -> beginHealing(found);
        }
    }

    private boolean occupied(RoomState state) {
        return state.members().values().stream()
                .flatMap(member -> member.attachment().stream())
                .anyMatch(seat -> seat.node().equals(node));
    }

    private void written(Batch batch) {
        unknown = Optional.empty();
        batch.entries().forEach(entry -> fold(new LoggedEntry(batch.id(), entry)));
        recorder.record(session, batch.expected(), batch.entries());
        batch.waiting().forEach(command -> answer(command, done(batch, command)));
        snapshotWhenDue();
    }

    private Answer done(Batch batch, Pending command) {
        int index = batch.waiting().indexOf(command);
        return new Answer.Done(new Position(batch.expected().epoch(), batch.entries().get(index).seq()));
    }

    /** Somebody else was faster, or the own write arrived and its answer was lost. */
    private void behind(Batch batch, List<LoggedEntry> missed) {
        boolean arrived = missed.stream().anyMatch(logged -> logged.batch().equals(batch.id()));
        unknown = Optional.empty();
        missed.stream()
                .filter(logged -> logged.entry().seq() > replica.orElseThrow().position().seq())
                .forEach(this::fold);
        if (arrived) {
            recorder.record(session, batch.expected(), batch.entries());
            batch.waiting().forEach(command -> answer(command, done(batch, command)));
        } else {
            requeue(batch);
        }
    }

    private void requeue(Batch batch) {
        batch.waiting().reversed().stream().filter(command -> !command.answer().isDone()).forEach(pending::addFirst);
    }

    private void fold(LoggedEntry logged) {
        var warm = replica.orElseThrow();
        var before = warm.state();
        warm.apply(logged);
        listener.advanced(before, warm.state(), warm.position(), logged.entry());
        if (before.phase() != Phase.ENDED && warm.state().phase() == Phase.ENDED) {
            reconcile();
        }
    }

    /** Hands the recorder what is not known to be in SQL: also what a node wrote that died before it recorded. */
    void reconcile() {
        replica.ifPresent(
                warm -> {
                    var here = warm.position();
                    long from = Math.max(warm.baseSeq(), recorder.confirmed(session, here.epoch()));
                    recorder.record(
                            session, here.withSeq(from), warm.after(from).stream().map(LoggedEntry::entry).toList());
                });
    }

    private void snapshotWhenDue() {
        var warm = replica.orElseThrow();
        if (warm.position().seq() - snapshotSeq < SNAPSHOT_EVERY) {
            return;
        }
        reconcile();
        try {
            var at = warm.position();
            log.snapshot(session, warm.snapshot(), recorder.confirmed(session, at.epoch()));
            snapshotSeq = at.seq();
        } catch (StoreUnavailable e) {
            // The next entry tries again: a missing snapshot costs time at a reload, nothing else.
            snapshotSeq = warm.position().seq() - SNAPSHOT_EVERY + 1;
        }
    }

    // --- warming up and healing ---

    /** The ledger's head is read first: whatever the log shows afterwards is not older. */
    private void load() {
        var ledgerHead = replica.isPresent() ? Optional.<Position>empty() : recorder.head(session);
        switch (log.load(session)) {
            case RoomLog.Loaded.Absent _ when replica.isEmpty() && ledgerHead.isEmpty() ->
                    adopt(new RoomReplica(new RoomSnapshot(Position.ORIGIN, List.of(), RoomState.empty(session))));
            case RoomLog.Loaded.Absent _ -> {
                if (replica.filter(warm -> warm.position().equals(Position.ORIGIN)).isEmpty()) {
                    beginHealing(Optional.empty());
                }
            }
            case RoomLog.Loaded.Present present -> consider(present, ledgerHead);
        }
    }

    private void consider(RoomLog.Loaded.Present present, Optional<Position> ledgerHead) {
        var loaded = folded(present);
        boolean ledgerAhead = ledgerHead.filter(head -> head.compareTo(present.head()) > 0).isPresent();
        boolean ownAhead = replica.filter(warm -> warm.position().compareTo(present.head()) > 0).isPresent();
        if (present.intact() && !ledgerAhead && !ownAhead) {
            adopt(loaded);
            return;
        }
        if (replica.isEmpty()) {
            replica = Optional.of(loaded);
        }
        beginHealing(Optional.of(present.head()));
    }

    private RoomReplica folded(RoomLog.Loaded.Present present) {
        long epoch = present.head().epoch();
        var fresh =
                new RoomReplica(
                        present.snapshot()
                                .orElse(new RoomSnapshot(new Position(epoch, 0), List.of(), RoomState.empty(session))));
        present.tail().forEach(fresh::apply);
        return fresh;
    }

    /** Takes a loaded history for true; what this node knew beyond it is put in again. */
    private void adopt(RoomReplica fresh) {
        var lost = replica.map(old -> old.lostIn(fresh.epochs())).orElse(List.of());
        boolean changed = replica.map(old -> !old.position().equals(fresh.position())).orElse(true);
        var fate = unknown;
        unknown = Optional.empty();
        replica = Optional.of(fresh);
        healing = Optional.empty();
        fate.ifPresent(batch -> settle(batch, fresh));
        reconcile();
        for (var logged : lost.reversed()) {
            var entry = logged.entry();
            pending.addFirst(
                    new Pending(
                            new Submission(
                                    Actor.SERVER,
                                    entry.at(),
                                    entry.key(),
                                    new RoomCommand.Recover(entry.at(), entry.events())),
                            new CompletableFuture<>(),
                            Pending.NEVER));
        }
        if (changed) {
            listener.replaced(fresh.state(), fresh.position());
        }
    }

    /** A batch of unknown fate: it is in the loaded history or it never will be. */
    private void settle(Batch batch, RoomReplica fresh) {
        boolean arrived =
                fresh.position().epoch() == batch.expected().epoch()
                        && fresh.after(batch.expected().seq()).stream()
                                .anyMatch(logged -> logged.batch().equals(batch.id()));
        if (arrived) {
            recorder.record(session, batch.expected(), batch.entries());
            batch.waiting().forEach(command -> answer(command, done(batch, command)));
        } else {
            requeue(batch);
        }
    }

    private void beginHealing(Optional<Position> found) {
        var own = position().orElse(Position.ORIGIN);
        healing = Optional.of(new Healing(clock.getAsLong(), found, node, own));
        bus.announce(session, node, own);
    }

    private void heal(Healing round, long now) {
        if (round.listening(now)) {
            return;
        }
        if (round.mayOpen(node, now)) {
            open(round);
        } else if (log.load(session) instanceof RoomLog.Loaded.Present present && present.intact()) {
            adopt(folded(present));
        }
    }

    private void open(Healing round) {
        takeWhatTheStoreKept();
        var known =
                replica.orElseGet(
                        () ->
                                new RoomReplica(
                                        new RoomSnapshot(
                                                round.found().orElse(Position.ORIGIN).withSeq(0),
                                                List.of(),
                                                RoomState.empty(session))));
        var facts = recorder.after(session, known.position());
        var agreed = Rebuild.from(known.state(), facts);
        long highest =
                Math.max(
                        known.position().epoch(),
                        Math.max(
                                round.found().map(Position::epoch).orElse(0L),
                                facts.stream().mapToLong(fact -> fact.epoch()).max().orElse(0L)));
        var snapshot = known.inEpoch(highest + 1, agreed);
        if (log.openEpoch(session, node, round.found(), snapshot, Deadlines.next(agreed))) {
            adopt(new RoomReplica(snapshot));
            snapshotSeq = agreed.seq();
        } else {
            healing = Optional.empty();
            load();
        }
    }

    /** A store that was only restarted may know more than this node: its own write whose answer was lost, for one. */
    private void takeWhatTheStoreKept() {
        if (log.load(session) instanceof RoomLog.Loaded.Present present
                && replica.map(warm -> warm.position().compareTo(present.head()) < 0).orElse(true)) {
            var kept = folded(present);
            replica = Optional.of(kept);
            var fate = unknown;
            unknown = Optional.empty();
            fate.ifPresent(batch -> settle(batch, kept));
        }
    }

    /** What this node can tell an operator about the room, without personal data. */
    Map<String, Object> describe() {
        var facts = new HashMap<String, Object>();
        position().ifPresent(at -> facts.put("position", at.epoch() + ":" + at.seq()));
        facts.put("pending", pending.size());
        facts.put("healing", healing.isPresent());
        return facts;
    }
}
