package org.evenkeel.live;

import org.evenkeel.room.Deadlines;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps this node's lease, judges the dead, and does what is due in rooms that nobody looks at. {@link #tick} is called
 * a few times a second by one thread; it blocks on the store.
 *
 * <p>Nobody is judged dead until the store has answered this judge without a break for a full lease under one run:
 * after an outage all leases look old, and a judge who does not know that sends a whole clinic home.
 */
public final class NodeKeeper {

    /** A lease older than this is a dead node's, milliseconds. */
    public static final long LEASE_MILLIS = 10_000;

    /** How often a lease is renewed, milliseconds. */
    public static final long RENEW_MILLIS = 3_000;

    /** A node whose clock is further from the store's refuses to serve, milliseconds. */
    public static final long LARGEST_SKEW = 500;

    static final long CHECK_MILLIS = 3_000;
    private static final long FORGET_MILLIS = 24 * 3_600_000L;
    private static final long COOL_AFTER_MILLIS = 60_000;
    private static final int DUE_AT_ONCE = 50;
    private static final Logger LOG = LoggerFactory.getLogger(NodeKeeper.class);

    private final NodeId node;
    private final NodeLeases leases;
    private final RoomIndex index;
    private final Rooms rooms;
    private final LongSupplier clock;

    private final Map<SessionId, Long> emptySince = new ConcurrentHashMap<>();

    /** The newest renewal this judge ever saw of a node: a store that lost data shows older ones, or none. */
    private final Map<NodeId, Long> renewals = new ConcurrentHashMap<>();

    /** Since when a node that has members here has no row, by the store's time. */
    private final Map<NodeId, Long> missingSince = new ConcurrentHashMap<>();

    private long renewAt;
    private long checkAt;
    private Optional<NodeLeases.Renewal> last = Optional.empty();
    private long answeredSince;
    private volatile boolean trusted;
    private volatile long leaseEnds;

    /**
     * @param clock milliseconds UTC
     */
    public NodeKeeper(NodeId node, NodeLeases leases, RoomIndex index, Rooms rooms, LongSupplier clock) {
        this.node = node;
        this.leases = leases;
        this.index = index;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Whether this node once got a lease, and its clock agreed with the store's when it was renewed. Any thread. */
    public boolean trusted() {
        return trusted;
    }

    /**
     * Whether the lease holds now. A store may answer questions and take no writes, its disk being full; then it does
     * not. Any thread.
     */
    public boolean holdsLease() {
        return clock.getAsLong() < leaseEnds;
    }

    /** One round. Never throws for a store that does not answer. */
    public void tick() {
        long now = clock.getAsLong();
        try {
            if (now >= renewAt) {
                renewAt = now + RENEW_MILLIS;
                renew();
            }
            doDue(now);
            if (now >= checkAt) {
                checkAt = now + CHECK_MILLIS;
                rooms.checkHeads();
                coolTheEmpty(now);
            }
            rooms.outage().answered();
        } catch (StoreUnavailable e) {
            last = Optional.empty();
            renewAt = now;
            rooms.outage().failed(e);
        }
    }

    private void renew() {
        var renewal = leases.renew(node);
        leaseEnds = clock.getAsLong() + LEASE_MILLIS;
        boolean unbroken =
                last.filter(
                                before ->
                                        before.storeRun().equals(renewal.storeRun())
                                                && renewal.storeTime() - before.storeTime() < LEASE_MILLIS)
                        .isPresent();
        if (!unbroken) {
            answeredSince = renewal.storeTime();
            missingSince.clear();
        }
        last = Optional.of(renewal);
        trustClock(renewal);
        var rows = leases.all();
        rows.forEach((other, at) -> renewals.merge(other, at, Math::max));
        renewals.values().removeIf(at -> renewal.storeTime() - at > FORGET_MILLIS);
        missingSince.keySet().removeAll(rows.keySet());
        if (renewal.storeTime() - answeredSince >= LEASE_MILLIS) {
            judge(rows.keySet(), renewal.storeTime());
        }
    }

    private void trustClock(NodeLeases.Renewal renewal) {
        long skew = Math.abs(clock.getAsLong() - renewal.storeTime());
        trusted = skew <= LARGEST_SKEW;
        if (!trusted) {
            LOG.atError()
                    .addKeyValue("event", "clock-skew")
                    .addKeyValue("millis", skew)
                    .log("clock differs from store");
        }
    }

    private void judge(Set<NodeId> known, long storeTime) {
        for (var other : known) {
            if (!other.equals(node) && storeTime - renewals.get(other) > LEASE_MILLIS) {
                sweep(other, renewals.get(other));
            }
        }
        for (var session : rooms.warmRooms()) {
            rooms.read(session, state -> strangers(state, known, storeTime))
                    .thenAccept(lost -> lost.forEach(command -> rooms.submitSurely(session, command)));
        }
    }

    /** The row of a dead node goes only after all its rooms were swept: a sweep that fails is repeated next time. */
    private void sweep(NodeId dead, long lastRenewal) {
        var its = index.roomsOf(dead);
        for (var session : its) {
            rooms.lostWith(session, dead, lastRenewal)
                    .thenAccept(
                            lost -> {
                                lost.forEach(command -> rooms.submitSurely(session, command));
                                rooms.reconcile(session);
                                if (lost.isEmpty()) {
                                    index.release(dead, session);
                                }
                            });
        }
        if (its.isEmpty()) {
            leases.remove(dead);
            LOG.atInfo().addKeyValue("event", "node-swept").addKeyValue("node", dead).log("a dead node was swept");
        }
    }

    /**
     * Nodes that have members but no row: the store was emptied, or the node said good-bye. One that lives writes its
     * row within a lease; of one that does not, the last renewal is what this judge saw, else the room's last entry.
     */
    private List<RoomCommand.LoseConnection> strangers(RoomState state, Set<NodeId> known, long storeTime) {
        return state.members().values().stream()
                .flatMap(member -> member.attachment().stream())
                .map(seat -> seat.node())
                .distinct()
                .filter(other -> !other.equals(node) && !known.contains(other))
                .filter(other -> storeTime - missingSince.computeIfAbsent(other, _ -> storeTime) > LEASE_MILLIS)
                .flatMap(other -> LostMembers.on(state, other, renewals.getOrDefault(other, state.lastAt())).stream())
                .toList();
    }

    /** A room in which nobody is connected to this node costs memory and a subscription for nothing. */
    private void coolTheEmpty(long now) {
        var warm = rooms.warmRooms();
        emptySince.keySet().retainAll(warm);
        for (var session : warm) {
            rooms.read(session, this::holdsNobody).thenAccept(empty -> judgeEmpty(session, empty, now));
        }
    }

    private boolean holdsNobody(RoomState state) {
        return state.members().values().stream()
                .flatMap(member -> member.attachment().stream())
                .noneMatch(seat -> seat.node().equals(node));
    }

    private void judgeEmpty(SessionId session, boolean empty, long now) {
        if (!empty) {
            emptySince.remove(session);
        } else if (now - emptySince.computeIfAbsent(session, _ -> now) >= COOL_AFTER_MILLIS) {
            emptySince.remove(session);
            rooms.cool(session);
        }
    }

    private void doDue(long now) {
        for (SessionId session : index.due(now, DUE_AT_ONCE)) {
            rooms.read(session, state -> Deadlines.due(state, now))
                    .thenAccept(commands -> commands.forEach(command -> rooms.submitSurely(session, command)));
        }
    }

    /** Gives the lease back at an orderly end, after the members were handed over. */
    public void leave() {
        try {
            leases.remove(node);
        } catch (StoreUnavailable e) {
            LOG.atWarn().addKeyValue("event", "lease-kept").log("the lease runs out by itself");
        }
    }
}
