package org.evenkeel.node;

import org.evenkeel.edge.EdgeServer;
import org.evenkeel.edge.RoomSockets;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.NodeKeeper;
import org.evenkeel.live.Recorder;
import org.evenkeel.metrics.Meters;
import org.evenkeel.metrics.MetricsPort;
import org.evenkeel.program.EmergencyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What monitoring reads of one server beside what the parts count themselves, and the port on which it does. A port
 * that is taken keeps nobody out of a room: it is complained of and tried again.
 */
final class Monitoring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);
    private static final double NANOS = 1e9;

    private final Optional<InetSocketAddress> wanted;
    private final Meters meters;
    private volatile Optional<MetricsPort> port = Optional.empty();
    private boolean complained;

    private Monitoring(Optional<InetSocketAddress> wanted, Meters meters) {
        this.wanted = wanted;
        this.meters = meters;
    }

    /** What is read. */
    record Parts(
            EdgeServer edge,
            RoomSockets sockets,
            Recorder recorder,
            MediaPlane media,
            NodeKeeper keeper,
            Lookout lookout,
            EventCounts events) {}

    static Monitoring of(Config config, Meters meters, Parts parts) {
        sockets(meters, parts);
        ledger(meters, parts.recorder());
        media(meters, parts.media());
        stores(meters, parts.keeper(), parts.lookout());
        machine(meters, parts.lookout());
        emergencies(meters, parts.lookout());
        lines(meters, "warn", parts.events()::warnings);
        lines(meters, "error", parts.events()::errors);
        meters.gauge(
                "evenkeel.certificate.left.seconds",
                "Until the certificate of this server's own port ends; not a number without one",
                () -> parts.edge().certificateUntil().map(Monitoring::until).orElse(Double.NaN));
        var monitoring = new Monitoring(config.metrics(), meters);
        monitoring.open();
        return monitoring;
    }

    private static void sockets(Meters meters, Parts parts) {
        meters.gauge("evenkeel.connections", "Open connections, sockets included", () -> parts.edge().connections());
        meters.gauge("evenkeel.sockets", "Sockets that have a seat in a room", () -> parts.sockets().count());
    }

    private static void ledger(Meters meters, Recorder recorder) {
        meters.gauge("evenkeel.ledger.waiting", "Handed over for SQL and not there yet", recorder::waiting);
        meters.gauge(
                "evenkeel.ledger.behind.seconds",
                "Age of the oldest presence fact that is not in SQL yet",
                () -> seconds(recorder.behind()));
    }

    private static void media(Meters meters, MediaPlane plane) {
        boolean sfu = plane.mode() == MediaTold.Mode.SFU;
        meters.gauge("evenkeel.sfu.expected", "1 where sound and picture go through an SFU", () -> sfu ? 1 : 0);
        meters.gauge("evenkeel.sfu.up", "1 while it can be asked", () -> sfu && plane.figures().up() ? 1 : 0);
        meters.gauge("evenkeel.sfu.rooms", "Rooms whose media this node controls", () -> plane.figures().rooms());
        meters.gauge("evenkeel.sfu.handles", "Handles that they have in the SFU", () -> plane.figures().handles());
        meters.counter("evenkeel.sfu.breaks", "Times that it ended or was cut off", () -> plane.figures().breaks());
    }

    private static void stores(Meters meters, NodeKeeper keeper, Lookout lookout) {
        meters.gauge(
                "evenkeel.serving",
                "1 while this node holds its lease and its clock agrees with Redis'",
                () -> keeper.trusted() ? 1 : 0);
        answered(meters, "evenkeel.redis", "Redis", lookout, Lookout.Seen::redis);
        answered(meters, "evenkeel.sql", "The database", lookout, Lookout.Seen::sql);
        meters.gauge(
                "evenkeel.backup.age.seconds",
                "Since the last good backup was begun; not a number where none is known",
                () -> lookout.seen().flatMap(Lookout.Seen::backup).map(at -> -until(at)).orElse(Double.NaN));
        meters.gauge(
                "evenkeel.backup.known",
                "1 once a backup of this data folder succeeded",
                () -> lookout.seen().flatMap(Lookout.Seen::backup).isPresent() ? 1 : 0);
    }

    private static void machine(Meters meters, Lookout lookout) {
        meters.gauge(
                "evenkeel.disk.free.ratio",
                "Free part of the disk under the data, from 0 to 1",
                () -> lookout.seen().map(seen -> seen.diskFree().orElse(Double.NaN)).orElse(Double.NaN));
    }

    /** Numbers of the whole clinic, the same on every node: of whom, the privacy officer's page says alone. */
    private static void emergencies(Meters meters, Lookout lookout) {
        emergencies(meters, "accesses", "Emergency accesses that are kept", lookout, EmergencyStore.Figures::all);
        emergencies(meters, "unreviewed", "Those at which nobody looked yet", lookout, EmergencyStore.Figures::waiting);
        emergencies(
                meters,
                "unreviewed.age.seconds",
                "Since the oldest of those was opened; 0 without any",
                lookout,
                it ->
                        it.oldestWaiting().isPresent()
                                ? -until(Instant.ofEpochMilli(it.oldestWaiting().getAsLong()))
                                : 0);
    }

    private static void emergencies(
            Meters meters,
            String name,
            String meaning,
            Lookout lookout,
            ToDoubleFunction<EmergencyStore.Figures> figure) {
        meters.gauge(
                "evenkeel.emergency." + name,
                meaning,
                () -> lookout.seen().flatMap(Lookout.Seen::emergencies).map(figure::applyAsDouble).orElse(Double.NaN));
    }

    private static void lines(Meters meters, String level, LongSupplier count) {
        meters.counter(
                "evenkeel.log.lines",
                "Warnings and errors in the log; which they are stands on the system page",
                new String[] {"level", level},
                count::getAsLong);
    }

    private static void answered(
            Meters meters, String name, String what, Lookout lookout, Function<Lookout.Seen, Lookout.Answered> part) {
        meters.gauge(
                name + ".up",
                what + " answered at the last look, some seconds ago",
                () -> lookout.seen().map(part).map(it -> it.up() ? 1.0 : 0.0).orElse(Double.NaN));
        meters.gauge(
                name + ".latency.seconds",
                "How long that took, or was waited for",
                () -> lookout.seen().map(part).map(it -> seconds(it.within())).orElse(Double.NaN));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    private static double until(Instant then) {
        return seconds(Duration.between(WallClock.INSTANCE.instant(), then));
    }

    /** Opens the port if it should be and is not. Blocks for a moment. */
    synchronized void open() {
        if (wanted.isEmpty() || port.isPresent()) {
            return;
        }
        try {
            port = Optional.of(MetricsPort.open(wanted.get(), meters));
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                LOG.atWarn()
                        .addKeyValue("event", "metrics-port-taken")
                        .addKeyValue("port", wanted.get().getPort())
                        .log("monitoring cannot read figures: metrics.address cannot be opened; it is tried again");
            }
        }
    }

    /** The port that is open. */
    Optional<Integer> port() {
        return port.map(MetricsPort::port);
    }

    @Override
    public synchronized void close() {
        port.ifPresent(MetricsPort::close);
        meters.close();
    }
}
