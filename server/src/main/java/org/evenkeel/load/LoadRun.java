package org.evenkeel.load;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run from the first connect to the report. Blocks; for one thread, once. */
public final class LoadRun implements AutoCloseable {

    private static final long JOIN_SECONDS = 120;
    private static final long QUIET_SECONDS = 10;
    private static final long SETTLE_SECONDS = 3;
    private static final long LOOK_MILLIS = 50;

    private final LoadPlan plan;
    private final Tokens tokens;
    private final Tally tally = new Tally();
    private final MultiThreadIoEventLoopGroup loops;
    private final LoadSockets sockets;
    private final List<LoadRoom> rooms = new ArrayList<>();
    private final CountDownLatch complete;

    /** Found, and where the members stand now. */
    public record Result(LoadReport report, Tokens tokens) {}

    /** Prepares a run; nothing is opened yet. */
    public LoadRun(LoadPlan plan, Tokens tokens) {
        this.plan = plan;
        this.tokens = tokens;
        loops =
                new MultiThreadIoEventLoopGroup(
                        plan.threads(), Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        sockets = plan.tyrus() ? new TyrusSockets(plan.address()) : new NettySockets(plan.address());
        complete = new CountDownLatch(tokens.rooms().size());
        tokens.rooms().forEach(room -> rooms.add(new LoadRoom(room, loops.next(), tally, once(complete::countDown))));
    }

    private static Runnable once(Runnable task) {
        var done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }

    /**
     * Runs it.
     *
     * @throws java.io.UncheckedIOException when a measured process is gone
     */
    public Result run() throws InterruptedException {
        double loadBefore = load();
        long empty = plan.idle() ? settledMemory() : 0;
        var join = join();
        Optional<LoadReport.Traffic> traffic = Optional.empty();
        Optional<LoadReport.Idle> idle = Optional.empty();
        Optional<LoadReport.Calls> calls = Optional.empty();
        if (complete.getCount() == 0) {
            if (plan.idle()) {
                idle = Optional.of(idle(empty, settledMemory()));
            } else {
                start();
                traffic = Optional.of(measure());
                calls = countCalls();
            }
        }
        var after = leave();
        return new Result(
                new LoadReport(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        new LoadReport.Machine(Runtime.getRuntime().availableProcessors(), loadBefore, load()),
                        shape(),
                        tokens.raised(),
                        join,
                        traffic,
                        idle,
                        calls,
                        tally.problems()),
                after);
    }

    private LoadReport.Join join() throws InterruptedException {
        boolean byTicket = tokens.rooms().getFirst().members().getFirst().ticket().isPresent();
        long began = System.nanoTime();
        for (int i = 0; i < rooms.size(); i++) {
            if (plan.joins() > 0) {
                TimeUnit.NANOSECONDS.sleep(began + i * TimeUnit.SECONDS.toNanos(1) / plan.joins() - System.nanoTime());
            }
            rooms.get(i).join(sockets);
        }
        if (!complete.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
            tally.problem("rooms whose members never all saw each other", complete.getCount());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return new LoadReport.Join(byTicket, members(), tally.comeBacks(), millis);
    }

    private long members() {
        return tokens.rooms().stream().mapToLong(room -> room.members().size()).sum();
    }

    private void start() {
        long now = System.nanoTime();
        if (plan.rate().isEmpty()) {
            rooms.forEach(LoadRoom::closedLoop);
            return;
        }
        long every = (long) (TimeUnit.SECONDS.toNanos(1) / plan.rate().get());
        for (int i = 0; i < rooms.size(); i++) {
            // Evenly over one interval: rooms do not act on one beat.
            rooms.get(i).openLoop(now + TimeUnit.SECONDS.toNanos(1) + every * i / rooms.size(), every);
        }
    }

    private LoadReport.Traffic measure() throws InterruptedException {
        TimeUnit.SECONDS.sleep(plan.warmUp());
        var cpuBefore = cpu();
        var before = tally.counted();
        long from = System.nanoTime();
        long to = from + TimeUnit.SECONDS.toNanos(plan.measured());
        tally.measure(from, to);
        TimeUnit.NANOSECONDS.sleep(to - System.nanoTime());
        double seconds = (System.nanoTime() - from) / 1e9;
        var counted = tally.counted().since(before);
        var cpuAfter = cpu();
        var costs = new LinkedHashMap<String, LoadReport.Cost>();
        meters().forEach(
                        (name, meter) -> {
                            long micros = cpuAfter.get(name) - cpuBefore.get(name);
                            costs.put(
                                    name,
                                    new LoadReport.Cost(
                                            micros,
                                            (double) micros / counted.deliveries(),
                                            micros / seconds / 1e6,
                                            meter.residentKilobytes()));
                        });
        double both =
                costs.entrySet().stream()
                        .filter(each -> !each.getKey().equals("generator"))
                        .mapToLong(each -> each.getValue().cpuMicros())
                        .sum();
        return new LoadReport.Traffic(
                seconds,
                counted.commands(),
                counted.deliveries(),
                (double) counted.bytes() / counted.deliveries(),
                latency(),
                costs,
                both / counted.deliveries(),
                both / counted.commands());
    }

    private Map<String, ProcessMeter> meters() {
        var meters = new TreeMap<String, ProcessMeter>();
        meters.put("generator", new ProcessMeter(ProcessHandle.current().pid()));
        plan.server().ifPresent(meter -> meters.put("server", meter));
        plan.redis().ifPresent(meter -> meters.put("redis", meter));
        return meters;
    }

    private Map<String, Long> cpu() {
        var cpu = new TreeMap<String, Long>();
        meters().forEach((name, meter) -> cpu.put(name, meter.cpuMicros()));
        return cpu;
    }

    /** Commands that were meant to go within the span and are still under way come in first. */
    private LoadReport.Latency latency() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        var found = tally.latencies();
        return new LoadReport.Latency(
                found.getValueAtPercentile(50) / 1e6,
                found.getValueAtPercentile(90) / 1e6,
                found.getValueAtPercentile(99) / 1e6,
                found.getValueAtPercentile(99.9) / 1e6,
                found.getMaxValue() / 1e6);
    }

    private Optional<LoadReport.Calls> countCalls() throws InterruptedException {
        if (plan.traced() == 0 || plan.server().isEmpty()) {
            return Optional.empty();
        }
        var atBegin = new Tally.Counted[1];
        var counts = SystemCalls.count(plan.server().get().pid(), plan.traced(), () -> atBegin[0] = tally.counted());
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        long deliveries = tally.counted().since(atBegin[0]).deliveries();
        var each = new LinkedHashMap<String, Double>();
        counts.get()
                .forEach(
                        (name, count) -> {
                            double share = Math.round(1000.0 * count / deliveries) / 1000.0;
                            if (share > 0) {
                                each.put(name, share);
                            }
                        });
        long all = counts.get().values().stream().mapToLong(Long::longValue).sum();
        return Optional.of(new LoadReport.Calls(deliveries, (double) all / deliveries, each));
    }

    private LoadReport.Idle idle(long empty, long full) {
        return new LoadReport.Idle(empty, full, (full - empty) * 1024.0 / members());
    }

    /** Resident memory of the server after a full garbage collection, kilobytes. */
    private long settledMemory() throws InterruptedException {
        var server = plan.server().orElseThrow();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            int code =
                    new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (code != 0) {
                tally.problem("the server was not asked to collect garbage");
            }
        } catch (IOException _) {
            tally.problem("no jcmd beside this java");
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        return server.residentKilobytes();
    }

    private Tokens leave() throws InterruptedException {
        rooms.forEach(LoadRoom::stop);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
        while (!quiet() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        var after = new ArrayList<Tokens.Room>();
        for (int i = 0; i < rooms.size(); i++) {
            var room = rooms.get(i);
            var before = tokens.rooms().get(i);
            after.add(room.loop().submit(() -> room.leave(before)).syncUninterruptibly().getNow());
        }
        return new Tokens(tokens.version(), tokens.address(), tokens.processes(), tokens.raised(), after);
    }

    private boolean quiet() {
        return rooms.stream().allMatch(room -> room.loop().submit(room::quiet).syncUninterruptibly().getNow());
    }

    private LoadReport.Shape shape() {
        return new LoadReport.Shape(
                rooms.size(),
                tokens.rooms().getFirst().members().size(),
                plan.tyrus() ? "Tyrus" : "Netty",
                plan.rate(),
                plan.warmUp(),
                plan.measured());
    }

    private static double load() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(1, 3, TimeUnit.SECONDS).awaitUninterruptibly();
        sockets.close();
    }
}
