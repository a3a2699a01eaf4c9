package org.evenkeel.live;

import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.RedisStore;
import org.evenkeel.redis.TestKeys;
import org.evenkeel.room.Actor;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.CommandKey;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A node with threads and a real Redis. {@link #close} is its sudden end: nothing is handed over. */
final class RealNode implements Rooms.Listeners, HarnessHub.Home, AutoCloseable {

    private static final long KEEP_MILLIS = 100;

    private final NodeId id;
    private final RedisStore store;
    private final Recorder recorder;
    private final Rooms rooms;
    private final Arrivals arrivals;
    private final Map<SessionId, HarnessHub> hubs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService keeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    RealNode(String name, RedisAddress address, AttendanceLedger ledger) {
        id = new NodeId(name);
        store = new RedisStore(address, id, new TestKeys());
        recorder = Recorder.start(ledger);
        rooms =
                new Rooms(
                        id,
                        store.log(),
                        store.bus(),
                        recorder,
                        System::currentTimeMillis,
                        () -> UUID.randomUUID().toString(),
                        this);
        arrivals = new Arrivals(rooms, System::currentTimeMillis);
        var keeper = new NodeKeeper(id, store.leases(), store.index(), rooms, System::currentTimeMillis);
        keeping.scheduleWithFixedDelay(keeper::tick, 0, KEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public Rooms rooms() {
        return rooms;
    }

    RedisStore store() {
        return store;
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        var hub = new HarnessHub(session, this, System::currentTimeMillis, (_, _, _, _, _) -> {});
        hubs.put(session, hub);
        return hub;
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        hubs.computeIfPresent(session, (_, hub) -> hub == listener ? null : hub);
    }

    private void expect(SessionId session, MemberId who, ConnectionId connection) {
        rooms.warm(session);
        hubs.get(session).expect(who, connection);
    }

    CompletableFuture<Answer> enters(SessionId session, MemberId who, Role role, int tab) {
        expect(session, who, socket(who, tab));
        var enter =
                new RoomCommand.Enter(
                        who,
                        new PersonId("p-" + who),
                        role,
                        role.isCare(),
                        Expected.TODAY,
                        socket(who, tab),
                        client(who, tab),
                        id);
        var clear = new GateFlags(true, false, true, true);
        return arrivals.enter(session, settings(), enter, Optional.of(clear));
    }

    CompletableFuture<Answer> resumes(SessionId session, MemberId who, int presented, int socket) {
        expect(session, who, socket(who, socket));
        return rooms.submit(
                session,
                Submission.byServer(
                        System.currentTimeMillis(),
                        new RoomCommand.Resume(who, socket(who, presented), socket(who, socket), id)));
    }

    CompletableFuture<Answer> asks(SessionId session, MemberId who, int tab, long n, RoomCommand command) {
        var key = new CommandKey(who, client(who, tab), n);
        return rooms.submit(
                session,
                new Submission(new Actor.ByMember(who), System.currentTimeMillis(), Optional.of(key), command));
    }

    Optional<RoomState> state(SessionId session) {
        return Optional.ofNullable(hubs.get(session)).flatMap(HarnessHub::state);
    }

    Optional<Position> position(SessionId session) {
        return Optional.ofNullable(hubs.get(session)).flatMap(HarnessHub::position);
    }

    static ConnectionId socket(MemberId who, int n) {
        return new ConnectionId(who + "-socket-" + n);
    }

    static ClientId client(MemberId who, int tab) {
        return new ClientId(who + "-tab-" + tab);
    }

    /** A room of now. */
    static org.evenkeel.room.RoomSettings settings() {
        long now = System.currentTimeMillis();
        var kind = org.evenkeel.room.RoomKind.THERAPY;
        return new org.evenkeel.room.RoomSettings(
                kind, now, now + 3_600_000, org.evenkeel.room.RoomPolicy.defaults(kind));
    }

    @Override
    public void close() {
        keeping.shutdownNow();
        rooms.close();
        store.close();
        recorder.close();
    }
}
