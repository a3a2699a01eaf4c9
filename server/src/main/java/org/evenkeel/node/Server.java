package org.evenkeel.node;

import org.evenkeel.api.ProgramDirectory;
import org.evenkeel.api.RoomDoorman;
import org.evenkeel.api.SignedOutSignal;
import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.edge.EdgeMeter;
import org.evenkeel.edge.EdgeServer;
import org.evenkeel.edge.HttpRouter;
import org.evenkeel.edge.Reception;
import org.evenkeel.edge.RoomSockets;
import org.evenkeel.edge.StaticFiles;
import org.evenkeel.live.MediaDesks;
import org.evenkeel.live.MediaParts;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.NodeKeeper;
import org.evenkeel.live.Recorder;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.RoomIndex;
import org.evenkeel.live.Rooms;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.metrics.Meters;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running server: every part made here, by hand, in the order in which they need each other, and ended in the
 * reverse order. This file is the wiring; whoever wants to know what talks to what reads it from top to bottom.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);
    private static final Duration EACH_HOUR = Duration.ofHours(1);

    /** Two looks must find the same, so a new certificate is taken within twice this time. */
    private static final Duration CERTIFICATE_LOOKS = Duration.ofSeconds(15);

    private static final Duration LOG_LEVEL_LOOKS = Duration.ofSeconds(2);
    private static final long DRAIN_MILLIS = 2_000;
    private static final long DRAIN_PATIENCE_SECONDS = 10;

    private final DataFolder folder;
    private final Stores stores;
    private final Desk desk;
    private final Recorder recorder;
    private final Rooms rooms;
    private final MemberIds memberIds;
    private final RoomSockets sockets;
    private final MediaSetup mediaSetup;
    private final MediaDesks media;
    private final NodeKeeper keeper;
    private final Chores chores;
    private final EdgeServer edge;
    private final RoomBus.Subscription signals;
    private final ExecutorService virtual;
    private final EventCounts events;
    private final Lookout lookout;
    private final Monitoring monitoring;

    private Server(Config config) {
        var limits = Limiting.wire(config);
        var node = new NodeId(RandomIds.secure().next());
        var clock = WallClock.INSTANCE;
        virtual = Executors.newVirtualThreadPerTaskExecutor();

        folder = DataFolder.take(config.dataFolder(), node);
        stores = Stores.open(config, node);
        events = EventCounts.begin();
        var meters = new Meters(Main.version());
        recorder = Recorder.start(meters.over(stores.sql().record().ledger()));
        desk = Desk.of(stores.sql(), config.staff(), new SignedOutSignal(stores.redis().bus()));

        sockets = new RoomSockets(node, new ProgramDirectory(desk.clinic(), clock), limits, clock);
        var store = stores.redis();
        var gone = folder.former().map(Set::of).orElse(Set.of());
        mediaSetup = MediaSetup.open(config, store.mediaDirectory());
        media =
                new MediaDesks(
                        node,
                        new MediaParts(
                                mediaSetup.plane(), store.mediaLeases(), sockets, store.bus(), gone, clock, virtual),
                        sockets);
        var census = meters.over(new SessionNotices(media, desk.clinic().schedule(), virtual), node);
        rooms =
                new Rooms(
                        node,
                        meters.over(store.log()),
                        store.bus(),
                        recorder,
                        clock,
                        RandomIds.secure(),
                        census,
                        meters.commands());
        keeper = new NodeKeeper(node, store.leases(), store.index(), rooms, clock);
        keeper.tick();
        gone.forEach(former -> takeOver(store.index(), former));

        var doorman = new RoomDoorman(desk.clinic(), desk.identity(), desk.audit(), clock);
        memberIds = new MemberIds(stores.sessionKeys());
        var reception =
                new Reception(
                        new Reception.Parts(
                                node,
                                sockets,
                                rooms,
                                media,
                                doorman,
                                memberIds,
                                RandomIds.secure(),
                                limits,
                                keeper::trusted,
                                clock,
                                virtual,
                                meters.edge()));
        signals = store.bus().onSignal(this::heard);

        var health = new Health(stores, keeper);
        lookout = Lookout.start(stores, CheckSetup.plan(config, List.of(), false));
        var logLevel = new LogLevel(config.dataFolder(), config.log().level(), Logs::from, clock);
        var system =
                new SystemDesk(
                        new SystemDesk.Parts(
                                census,
                                this::connections,
                                this::certificateUntil,
                                mediaSetup.plane(),
                                config.media().relay().isPresent(),
                                config.accepted(),
                                lookout,
                                events,
                                logLevel));
        var router = HttpRouter.builder();
        health.routes(router);
        desk.routes(router, rooms, memberIds, config, system, meters.edge());
        edge = opened(Limiting.edge(config, limits), router.build(), reception, meters.edge());
        monitoring =
                Monitoring.of(
                        config,
                        meters,
                        new Monitoring.Parts(edge, sockets, recorder, mediaSetup.plane(), keeper, lookout, events));
        chores =
                Chores.start(keeper, media, stores, desk)
                        .sweep("live", EACH_MINUTE, () -> sockets.persons().forEach(person -> look(doorman, person)))
                        .sweep("certificate", CERTIFICATE_LOOKS, edge::lookAtCertificate)
                        .sweep("metrics", EACH_MINUTE, monitoring::open)
                        .sweep("log-level", LOG_LEVEL_LOOKS, logLevel::look)
                        .sweep("audit-head", EACH_HOUR, () -> noteAuditHead(AuditHeads.in(config.dataFolder())))
                        .sweep(
                                "retention",
                                EACH_HOUR,
                                new NightlyRetention(
                                        stores.sql().retention(config.retention()),
                                        desk.clinic().settings()::current,
                                        clock));
        LOG.atInfo()
                .addKeyValue("event", "started")
                .addKeyValue("port", edge.port())
                .addKeyValue("node", node)
                .log("Evenkeel serves");
    }

    /**
     * Starts a server; returns when its port is open and its stores answer.
     *
     * @throws StartProblem in words for the operator
     */
    public static Server start(Config config) {
        return new Server(config);
    }

    private static EdgeServer opened(EdgeConfig config, HttpRouter router, Reception reception, EdgeMeter meter) {
        try {
            return EdgeServer.open(config, router, webClient(), reception, WallClock.INSTANCE, meter);
        } catch (UncheckedIOException e) {
            throw new StartProblem("The port cannot be opened: " + e.getCause().getMessage(), e);
        }
    }

    /** A server that was built without the web client answers its API and no pages. */
    private static StaticFiles webClient() {
        if (Server.class.getResource("/web/index.html") == null) {
            LOG.atWarn().addKeyValue("event", "no-pages").log("built without the web client: there are no pages");
            return StaticFiles.none();
        }
        return StaticFiles.ofClasspath("web", Map.of("/", "index.html", "/staff", "staff.html"));
    }

    private void heard(RoomBus.Signal signal) {
        if (signal.topic().equals(SignedOutSignal.TOPIC)) {
            sockets.signOut(new PersonId(signal.id()));
        }
    }

    /** Being live is activity; and a sign-out whose signal was lost while Redis was away is made good here. */
    private void look(RoomDoorman doorman, PersonId person) {
        if (doorman.known(person)) {
            doorman.seenLive(person);
        } else {
            sockets.signOut(person);
        }
    }

    /** In a file and in the log, where whoever rewrites the database does not reach it, or not at once. */
    private void noteAuditHead(AuditHeads heads) {
        var head = desk.audit().log().head();
        if (heads.note(head)) {
            LOG.atInfo()
                    .addKeyValue("event", "audit-head")
                    .addKeyValue("number", head.number())
                    .addKeyValue("hash", head.hash())
                    .log("where the audit log ends now");
        }
    }

    /**
     * Who was in the middle of a session when the former node ended is still heard: the SFU waits, but not for long.
     */
    private void takeOver(RoomIndex index, NodeId former) {
        try {
            index.roomsOf(former).forEach(rooms::warm);
        } catch (StoreUnavailable e) {
            LOG.atWarn().addKeyValue("event", "not-taken-over").log("the former node's rooms warm up when asked for");
        }
    }

    /** The port that was opened. */
    public int port() {
        return edge.port();
    }

    private int connections() {
        return edge.connections();
    }

    private Optional<Instant> certificateUntil() {
        return edge.certificateUntil();
    }

    /** The port on which monitoring reads figures, when there is one. */
    public Optional<Integer> metricsPort() {
        return monitoring.port();
    }

    /** The use cases, as the screens call them: for the demo, the seed and the command line. */
    public Desk desk() {
        return desk;
    }

    /** The rooms of this node: for the seed. */
    public Rooms rooms() {
        return rooms;
    }

    /** How members and connections are named: for the seed. */
    MemberIds memberIds() {
        return memberIds;
    }

    /** The Redis that this server started as its child. */
    Optional<Long> redisProcess() {
        return stores.redisProcess();
    }

    /** An orderly end: sockets are told to come back, presences are kept, what was accepted is written. */
    @Override
    public void close() {
        drain();
        chores.close();
        monitoring.close();
        lookout.close();
        signals.close();
        edge.close();
        recorder.close();
        media.close();
        rooms.close();
        mediaSetup.close();
        keeper.leave();
        stores.close();
        folder.close();
        virtual.shutdownNow();
        events.close();
        LOG.atInfo().addKeyValue("event", "stopped").log("Evenkeel stopped");
    }

    private void drain() {
        try {
            edge.drain(DRAIN_MILLIS).get(DRAIN_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().addKeyValue("event", "drain-cut").log("not every socket was told to come back");
        }
    }
}
