package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a room's history is kept where: facts in the ledger, snapshots in the store. Confined to the room's thread.
 */
final class HistoryKeeping {

    private static final int SNAPSHOT_EVERY = 256;
    private static final int RECONCILE_EVERY = 128;
    private static final Logger LOG = LoggerFactory.getLogger(HistoryKeeping.class);

    private final RoomPorts ports;
    private long snapshotSeq;
    private long handedOver;

    HistoryKeeping(RoomPorts ports) {
        this.ports = ports;
    }

    /** A history is followed from here on: what a dead node wrote and did not record is in its entries. */
    void begin(RoomReplica fresh) {
        snapshotSeq = fresh.baseSeq();
        handedOver = fresh.baseSeq();
        ports.recorder().holds(ports.session(), fresh.position().withSeq(fresh.baseSeq()));
        reconcile(fresh);
    }

    void folded(RoomState before, RoomReplica warm) {
        boolean ended = before.phase() != Phase.ENDED && warm.state().phase() == Phase.ENDED;
        if (ended || warm.position().seq() - handedOver >= RECONCILE_EVERY) {
            reconcile(warm);
        }
    }

    /** The node itself wrote these and hands them to the recorder as it is. */
    void wrote(Batch batch) {
        if (handedOver == batch.expected().seq()) {
            handedOver += batch.entries().size();
        }
    }

    /** Hands the recorder what it was not given yet, whoever wrote it: also what a node wrote that died before. */
    void reconcile(RoomReplica warm) {
        if (warm.position().seq() <= handedOver) {
            return;
        }
        var entries = warm.after(handedOver).stream().map(LoggedEntry::entry).toList();
        ports.recorder().record(ports.session(), warm.position().withSeq(handedOver), entries);
        handedOver = warm.position().seq();
    }

    /**
     * All presence facts that the ledger has and those that are still under way to it.
     *
     * @throws StoreUnavailable when SQL does not answer
     */
    List<LedgerFact> facts(Optional<RoomReplica> replica) {
        var facts = new ArrayList<>(ports.recorder().after(ports.session(), Position.ORIGIN));
        var known = facts.stream().map(LedgerFact::key).collect(Collectors.toSet());
        replica.ifPresent(
                warm ->
                        warm.after(0).stream()
                                .flatMap(logged -> LedgerFact.of(warm.position().epoch(), logged.entry()).stream())
                                .filter(fact -> !known.contains(fact.key()))
                                .forEach(facts::add));
        return facts;
    }

    /**
     * A snapshot stands only where the ledger has everything before it: the entries behind a snapshot are loaded by
     * nobody any more, and no node would find out that a fact among them never came to SQL.
     */
    void snapshotWhenDue(RoomReplica warm) {
        var at = warm.position();
        long confirmed = Math.min(at.seq(), ports.recorder().confirmed(ports.session(), at.epoch()));
        if (confirmed - snapshotSeq < SNAPSHOT_EVERY) {
            return;
        }
        try {
            warm.snapshotAt(confirmed)
                    .ifPresent(snapshot -> ports.log().snapshot(ports.session(), snapshot, confirmed));
        } catch (StoreUnavailable e) {
            // A missing snapshot costs time at a reload, nothing else.
            LOG.atInfo().addKeyValue("event", "snapshot-postponed").log(e.getMessage());
        }
        snapshotSeq = confirmed;
    }
}
