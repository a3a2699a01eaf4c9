package org.evenkeel.live;

import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One node of a {@link FaultHarness}: the real rooms, keeper and recorder over the memory store, whose turns the
 * harness takes. It ends by being killed, without a word.
 */
final class HarnessNode implements Rooms.Listeners, HarnessHub.Home {

    private static final long TICK_MILLIS = 250;

    private final NodeId id;
    private final LongSupplier clock;
    private final Rooms rooms;
    private final Arrivals arrivals;
    private final NodeKeeper keeper;
    private final Recorder recorder;
    private final Map<RoomMailbox, Boolean> mailboxes = new LinkedHashMap<>();
    private final Map<SessionId, HarnessHub> hubs = new HashMap<>();
    private final HarnessHub.Claims claims;
    private long tickAt;
    private long renewedAt;
    private long killedAt;
    private boolean alive = true;

    HarnessNode(
            NodeId id,
            MemoryNode ports,
            AttendanceLedger ledger,
            LongSupplier clock,
            Ids ids,
            HarnessHub.Claims claims) {
        this.id = id;
        this.clock = clock;
        this.claims = claims;
        recorder = Recorder.stepped(ledger);
        rooms =
                new Rooms(
                        id,
                        ports,
                        ports,
                        recorder,
                        clock,
                        ids,
                        this,
                        CommandMeter.none(),
                        box -> mailboxes.put(box, true));
        arrivals = new Arrivals(rooms, clock);
        keeper = new NodeKeeper(id, noting(ports), ports, rooms, clock);
        renewedAt = clock.getAsLong();
    }

    /** Notes when this node's last renewal is known to have reached the store. */
    private NodeLeases noting(NodeLeases leases) {
        return new NodeLeases() {
            @Override
            public Renewal renew(NodeId node) {
                var renewal = leases.renew(node);
                renewedAt = renewal.storeTime();
                return renewal;
            }

            @Override
            public Map<NodeId, Long> all() {
                return leases.all();
            }

            @Override
            public void remove(NodeId node) {
                leases.remove(node);
            }
        };
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public Rooms rooms() {
        return rooms;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    NodeKeeper keeper() {
        return keeper;
    }

    Recorder recorder() {
        return recorder;
    }

    boolean alive() {
        return alive;
    }

    long renewedAt() {
        return renewedAt;
    }

    long killedAt() {
        return killedAt;
    }

    void kill() {
        killedAt = clock.getAsLong();
        alive = false;
    }

    /** Lets every part of the node do what it can do now. */
    void turn() {
        if (clock.getAsLong() >= tickAt) {
            tickAt = clock.getAsLong() + TICK_MILLIS;
            keeper.tick();
        }
        mailboxes.keySet().removeIf(RoomMailbox::isClosed);
        List.copyOf(mailboxes.keySet()).forEach(RoomMailbox::turn);
        recorder.turn();
    }

    boolean idle() {
        return mailboxes.keySet().stream().allMatch(RoomMailbox::idle) && recorder.waiting() == 0;
    }

    /** The room's hub, warming the room. */
    HarnessHub hub(SessionId session) {
        rooms.warm(session);
        return hubs.get(session);
    }

    Optional<HarnessHub> warmHub(SessionId session) {
        return Optional.ofNullable(hubs.get(session));
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        var hub = new HarnessHub(session, this, clock, claims);
        hubs.put(session, hub);
        return hub;
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        hubs.remove(session, listener);
    }
}
