package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.Deadlines;
import org.evenkeel.room.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a room is, as one node knows it: warms it up, follows what others write, and agrees with the other nodes on a
 * history when the store lost some of it. Confined to the room's thread; methods that ask the store block and may throw
 * {@link StoreUnavailable}.
 *
 * <p>An epoch's number is the time of its opening (larger than any known): two nodes that open one without knowing of
 * each other never give it the same number, so a position means one thing only.
 */
final class RoomHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RoomHistory.class);

    /** Who decides on this history. */
    interface Owner {
        /**
         * Another history holds now.
         *
         * @param lost what of the former one it does not contain, oldest first
         */
        void replaced(RoomReplica fresh, List<LoggedEntry> lost);
    }

    private final RoomPorts ports;
    private final Owner owner;
    private final HistoryKeeping keeping;
    private Optional<RoomReplica> replica = Optional.empty();
    private Optional<Healing> healing = Optional.empty();
    private boolean doubtful;
    private boolean lossKnown;

    RoomHistory(RoomPorts ports, Owner owner) {
        this.ports = ports;
        this.owner = owner;
        keeping = new HistoryKeeping(ports);
    }

    Optional<RoomReplica> replica() {
        return replica;
    }

    /** The replica, while it can be decided on. */
    Optional<RoomReplica> settledReplica() {
        return healing.isPresent() ? Optional.empty() : replica;
    }

    /** Whether there is something to find out. */
    boolean unsettled() {
        return healing.isPresent() || doubtful;
    }

    /** Something may have been missed: {@link #settle} looks. */
    void doubt() {
        doubtful = true;
    }

    /** Warms up, heals, catches up: whatever stands before deciding. */
    void settle(long now) {
        if (replica.isEmpty() && healing.isEmpty()) {
            load();
        }
        if (healing.isPresent()) {
            heal(healing.get(), now);
        }
        if (doubtful) {
            catchUp();
        }
    }

    // --- following ---

    /** Other nodes wrote. */
    void heard(Position before, List<LoggedEntry> entries) {
        if (settledReplica().isEmpty()) {
            return;
        }
        var here = replica.get().position();
        if (before.epoch() != here.epoch() || before.seq() > here.seq()) {
            catchUp();
        } else {
            foldNew(entries);
        }
    }

    /** Folds what is not folded yet of entries that follow each other. */
    void foldNew(List<LoggedEntry> entries) {
        var warm = replica.orElseThrow();
        for (var logged : entries) {
            if (logged.entry().seq() == warm.position().seq() + 1) {
                fold(warm, logged);
            }
        }
    }

    void wrote(Batch batch) {
        keeping.wrote(batch);
        foldNew(batch.entries().stream().map(entry -> new LoggedEntry(batch.id(), entry)).toList());
        replica.ifPresent(keeping::snapshotWhenDue);
    }

    /**
     * The store tells where the log stands. Also what others wrote goes to the ledger then: of a node that died in the
     * moment after its write, and had nobody left in the room, nobody would sweep it.
     */
    void checked(Optional<RoomLog.Head> head) {
        reconcile();
        if (settledReplica().filter(warm -> !stands(warm.position(), head)).isPresent()) {
            catchUp();
        }
    }

    boolean standsAt(Position position) {
        return stands(position, head());
    }

    private Optional<RoomLog.Head> head() {
        return Optional.ofNullable(ports.log().heads(List.of(ports.session())).get(ports.session()));
    }

    private static boolean stands(Position position, Optional<RoomLog.Head> head) {
        return head.map(there -> there.intact() && there.at().equals(position))
                .orElseGet(() -> position.equals(Position.ORIGIN));
    }

    /** Reads what was missed; finds out whether the store lost something. */
    void catchUp() {
        if (settledReplica().isEmpty()) {
            return;
        }
        foldNew(ports.log().after(ports.session(), replica.get().position()));
        if (!stands(replica.get().position(), head())) {
            load();
        }
        doubtful = false;
    }

    private void fold(RoomReplica warm, LoggedEntry logged) {
        var before = warm.state();
        warm.apply(logged);
        tell(() -> ports.listener().advanced(before, warm.state(), warm.position(), logged.entry()));
        keeping.folded(before, warm);
    }

    /** A listener's defect must not keep an entry from the room or an answer from its sender. */
    private void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("event", "listener-defect").setCause(e).log("a room's listener failed");
        }
    }

    /** Hands the ledger what it was not given yet. */
    void reconcile() {
        replica.ifPresent(keeping::reconcile);
    }

    /**
     * All presence facts that the ledger has and those that are still under way to it.
     *
     * @throws StoreUnavailable when SQL does not answer
     */
    List<LedgerFact> facts() {
        return keeping.facts(replica);
    }

    // --- warming up ---

    /** Reads the room anew. The ledger's head is read first: whatever the log shows afterwards is not older. */
    void load() {
        var ledger = replica.isPresent() ? LedgerHead.UNASKED : ledgerHead();
        switch (ports.log().load(ports.session())) {
            case RoomLog.Loaded.Absent _ -> absent(ledger);
            case RoomLog.Loaded.Present present -> consider(present, ledger);
        }
    }

    /**
     * @param unknown SQL did not answer
     */
    private record LedgerHead(boolean unknown, Optional<Position> at) {
        private static final LedgerHead UNASKED = new LedgerHead(false, Optional.empty());
    }

    private LedgerHead ledgerHead() {
        try {
            return new LedgerHead(false, ports.recorder().head(ports.session()));
        } catch (StoreUnavailable e) {
            return new LedgerHead(true, Optional.empty());
        }
    }

    /** Nothing in the store: a new room, if no node and not the ledger know better. */
    private void absent(LedgerHead ledger) {
        if (replica.filter(warm -> !warm.position().equals(Position.ORIGIN)).isPresent() || ledger.at().isPresent()) {
            beginHealing(Optional.empty(), true);
        } else if (ledger.unknown()) {
            throw new StoreUnavailable("nobody can tell whether the room is new");
        } else if (replica.isEmpty()) {
            adopt(new RoomReplica(RoomSnapshot.nothing(ports.session())));
        }
    }

    private void consider(RoomLog.Loaded.Present present, LedgerHead ledger) {
        var loaded = RoomReplica.of(ports.session(), present);
        boolean ledgerAhead = ledger.at().filter(head -> head.compareTo(present.head()) > 0).isPresent();
        boolean ownAhead = replica.filter(warm -> warm.position().compareTo(present.head()) > 0).isPresent();
        if (present.intact() && !ledgerAhead && !ownAhead) {
            adopt(loaded);
            return;
        }
        if (replica.isEmpty()) {
            take(loaded);
        }
        beginHealing(Optional.of(present.head()), ledgerAhead || ownAhead);
    }

    /** The first entry of a new room is about to be written. Whoever is second finds the room of the first. */
    void begin() {
        var first = RoomSnapshot.nothing(ports.session()).inEpoch(numberAbove(Position.ORIGIN.epoch()));
        if (ports.log().openEpoch(ports.session(), ports.node(), Optional.empty(), first, OptionalLong.empty())) {
            adopt(new RoomReplica(first));
        } else {
            load();
        }
    }

    private long numberAbove(long epoch) {
        return Math.max(epoch + 1, ports.now());
    }

    /** Takes a history for true. */
    private void adopt(RoomReplica fresh) {
        healing = Optional.empty();
        doubtful = false;
        take(fresh);
    }

    /** What this node knew beyond it is put in again; what it knew is in the ledger whatever becomes of it. */
    private void take(RoomReplica fresh) {
        reconcile();
        if (replica.filter(old -> old.position().equals(fresh.position())).isPresent()) {
            owner.replaced(replica.get(), List.of());
            return;
        }
        var lost = replica.map(old -> old.lostIn(fresh.epochs())).orElse(List.of());
        replica.ifPresent(fresh::remember);
        replica = Optional.of(fresh);
        keeping.begin(fresh);
        owner.replaced(fresh, lost);
        tell(() -> ports.listener().replaced(fresh.state(), fresh.position()));
    }

    // --- healing ---

    private Position own() {
        return replica.map(RoomReplica::position).orElse(Position.ORIGIN);
    }

    /** The store refused to go on from where this node stands, and says where it stands itself. */
    void beginHealing(Optional<Position> found) {
        beginHealing(found, found.filter(own()::equals).isEmpty());
    }

    /**
     * The nodes tell each other how far their histories go.
     *
     * @param lost whether somebody knows already that the store lost something; else it was only started again
     */
    private void beginHealing(Optional<Position> found, boolean lost) {
        lossKnown = lost;
        (lost ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("event", lost ? "history-lost" : "history-settled")
                .addKeyValue("session", ports.session())
                .addKeyValue("own", own())
                .addKeyValue("found", found.map(Position::toString).orElse("nothing"))
                .log(
                        lost
                                ? "the store lost some of a room's history"
                                : "the store was started again; as far as this node knows it lost nothing");
        var round = new Healing(ports.now(), ports.node(), own());
        healing = Optional.of(round);
        announce(round);
    }

    private void announce(Healing round) {
        ports.bus().announce(ports.session(), ports.node(), own());
        round.announced(ports.now());
    }

    /** Another node says how far its history goes. Who knows more says so, also when he said it before. */
    void announced(NodeId from, Position position) {
        if (from.equals(ports.node())) {
            return;
        }
        if (healing.isEmpty() && replica.isPresent()) {
            load();
        }
        if (healing.isPresent()) {
            healing.get().heard(from, position);
            if (position.compareTo(own()) < 0) {
                ports.bus().announce(ports.session(), ports.node(), own());
            }
        }
    }

    private void heal(Healing round, long now) {
        if (round.mustAnnounce(now)) {
            announce(round);
        }
        if (round.listening(now)) {
            return;
        }
        var loaded = ports.log().load(ports.session());
        boolean opened =
                loaded instanceof RoomLog.Loaded.Present present
                        && present.intact()
                        && present.head().epoch() > own().epoch();
        if (opened) {
            adopt(RoomReplica.of(ports.session(), (RoomLog.Loaded.Present) loaded));
            return;
        }
        awaitLedger(round, now);
        if (round.mayOpen(ports.node(), now)) {
            open(loaded);
        }
    }

    /**
     * Without SQL no node can open an epoch. When it is back all would have waited long enough for each other, and a
     * node that knows little might be first.
     */
    private void awaitLedger(Healing round, long now) {
        try {
            ports.recorder().head(ports.session());
        } catch (StoreUnavailable e) {
            round.postpone(now);
            throw e;
        }
    }

    private void open(RoomLog.Loaded loaded) {
        var found = keptByTheStore(loaded);
        var known = replica.orElseGet(() -> new RoomReplica(RoomSnapshot.nothing(ports.session())));
        var facts = ports.recorder().after(ports.session(), known.position());
        var agreed = Rebuild.from(known.state(), facts);
        long highest =
                Math.max(
                        Math.max(known.position().epoch(), found.map(Position::epoch).orElse(0L)),
                        facts.stream().mapToLong(LedgerFact::epoch).max().orElse(0L));
        var snapshot = known.snapshot().inEpoch(numberAbove(highest), agreed);
        if (ports.log().openEpoch(ports.session(), ports.node(), found, snapshot, Deadlines.next(agreed))) {
            (lossKnown ? LOG.atWarn() : LOG.atInfo())
                    .addKeyValue("event", "epoch-opened")
                    .addKeyValue("session", ports.session())
                    .addKeyValue("at", snapshot.at())
                    .log("a room's history was agreed on again");
            adopt(new RoomReplica(snapshot));
        } else {
            healing = Optional.empty();
            load();
        }
    }

    /** A store that was only restarted may know more than this node: its own write whose answer was lost, for one. */
    private Optional<Position> keptByTheStore(RoomLog.Loaded loaded) {
        return switch (loaded) {
            case RoomLog.Loaded.Absent _ -> Optional.empty();
            case RoomLog.Loaded.Present present -> {
                if (present.head().compareTo(own()) > 0) {
                    take(RoomReplica.of(ports.session(), present));
                }
                yield Optional.of(present.head());
            }
        };
    }
}
