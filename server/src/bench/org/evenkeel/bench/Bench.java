package org.evenkeel.bench;

import org.evenkeel.load.LoadReport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs what was asked for, prints each figure beside its target, and keeps them in a file. */
public final class Bench {

    private static final Set<String> ALL = Set.of("fanout", "growth", "latency", "join", "idle", "start");
    private static final int SMALL = 12;
    private static final int LARGE = 200;
    private static final int LARGE_ROOMS = 6;
    private static final int ROOMS = 100;
    private static final int LATENCY_ROOMS = 200;
    private static final int IDLE_ROOMS = 417;
    private static final int STARTS = 10;
    private static final int MISSED = 3;

    private final Children children;
    private final Loads loads;
    private final boolean quick;
    private final List<Finding> findings = new ArrayList<>();

    private Bench(Path folder, Path jar, boolean quick, int rounds) {
        children = new Children(folder, jar);
        loads = quick ? new Loads(children, 3, 4, 2, 1) : new Loads(children, 30, 20, 6, rounds);
        this.quick = quick;
    }

    /** Arguments: folder for data and logs, our jar, {@code quick} or {@code full}, rounds, then the parts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var parts = List.of(arguments).subList(4, arguments.length);
        if (!ALL.containsAll(parts)) {
            System.err.println("parts: " + ALL);
            System.exit(2);
        }
        var bench =
                new Bench(folder, Path.of(arguments[1]), arguments[2].equals("quick"), Integer.parseInt(arguments[3]));
        for (var part : parts) {
            System.out.println("-- " + part);
            bench.part(part);
        }
        var lines = bench.findings.stream().map(Finding::line).toList();
        lines.forEach(System.out::println);
        Files.write(folder.resolve("findings.txt"), lines);
        System.exit(bench.findings.stream().allMatch(Finding::met) ? 0 : MISSED);
    }

    private void part(String part) throws IOException, InterruptedException {
        switch (part) {
            case "fanout" -> fanout();
            case "growth" -> growth();
            case "latency" -> latency();
            case "join" -> join();
            case "idle" -> idle();
            default -> start();
        }
    }

    private int rooms(int full) {
        return quick ? Math.max(2, full / 20) : full;
    }

    private void fanout() throws IOException, InterruptedException {
        var both = loads.both(rooms(ROOMS), SMALL);
        var bare = both.bare();
        var ours = both.ours();
        double bareCpu = bare.traffic().orElseThrow().cpuMicrosADelivery();
        double ourCpu = ours.traffic().orElseThrow().cpuMicrosADelivery();
        findings.add(
                new Finding(
                        "CPU a delivery, server + Redis, against bare",
                        ourCpu / bareCpu,
                        "x",
                        1.15,
                        "%.2f us against %.2f us".formatted(ourCpu, bareCpu)));
        calls("system calls a delivery", ours, 1.3);
        calls("the bare server's system calls a delivery", bare, 1.6);
    }

    /** Where strace is missing or may not trace, nothing is found and nothing claimed. */
    private void calls(String what, LoadReport report, double target) {
        report.systemCalls().ifPresent(found -> findings.add(new Finding(what, found.aDelivery(), "", target, "")));
    }

    private void growth() throws IOException, InterruptedException {
        var small = loads.both(rooms(ROOMS), SMALL);
        var large = loads.both(LARGE_ROOMS, LARGE);
        double bare = slope(small.bare(), large.bare());
        double ours = slope(small.ours(), large.ours());
        findings.add(
                new Finding(
                        "CPU of each further member, 12 to 200, against bare",
                        ours / bare,
                        "x",
                        1.1,
                        "%.2f us against %.2f us".formatted(ours, bare)));
    }

    private static double slope(LoadReport small, LoadReport large) {
        return (large.traffic().orElseThrow().cpuMicrosACommand() - small.traffic().orElseThrow().cpuMicrosACommand())
                / (LARGE - SMALL);
    }

    private void latency() throws IOException, InterruptedException {
        var tokens = children.fresh("run").resolve("tokens.json");
        try (var _ = children.ours(tokens, rooms(LATENCY_ROOMS), SMALL, false)) {
            var report =
                    loads.load(tokens, "--rate=1", "--warm-up=" + loads.warmUp(), "--seconds=" + 2 * loads.seconds());
            var latency = report.traffic().orElseThrow().latency();
            findings.add(
                    new Finding(
                            "p99 send to last receipt, 200 rooms x 1 command/s",
                            latency.p99(),
                            "ms",
                            25,
                            "p50 %.1f, p99.9 %.1f".formatted(latency.p50(), latency.p999())));
        }
    }

    private void join() throws IOException, InterruptedException {
        var tokens = children.fresh("run").resolve("tokens.json");
        try (var _ = children.ours(tokens, rooms(ROOMS), SMALL, true)) {
            var report = loads.load(tokens, "--warm-up=1", "--seconds=1");
            findings.add(
                    new Finding(
                            "100 rooms x 12 join at once: all see the full roster",
                            report.join().millis() / 1000.0,
                            "s",
                            3,
                            "%d sockets by ticket, server just started".formatted(report.join().sockets())));
        }
    }

    /** Seeded by another process, so that the server's empty weight holds no room. */
    private void idle() throws IOException, InterruptedException {
        var tokens = children.fresh("run").resolve("tokens.json");
        var data = children.fresh("idle");
        int rooms = rooms(IDLE_ROOMS);
        children.run(
                children.evenkeel(
                        "seed", "--rooms=" + rooms, "--members=" + SMALL, "--out=" + tokens, "--data=" + data),
                "seed");
        int port = StartTimes.freePort();
        try (var server = children.serve(List.of(), data, port)) {
            var report =
                    loads.load(
                            tokens,
                            "--idle",
                            "--joins=20",
                            "--address=ws://127.0.0.1:" + port + "/socket",
                            "--server-pid=" + server.process().pid());
            findings.add(
                    new Finding(
                            "memory of an idle member, %d idle".formatted(report.join().sockets()),
                            report.idle().orElseThrow().bytesAMember() / 1000,
                            "kB",
                            15,
                            ""));
        }
    }

    private void start() throws IOException, InterruptedException {
        var times = new StartTimes(children);
        var data = children.fresh("start");
        times.once(data, List.of());
        int count = quick ? 3 : STARTS;
        double plain = times.median(count, data, List.of()) / 1000.0;
        var cache = times.trained(data);
        double cached = times.median(count, data, List.of("-XX:AOTCache=" + cache)) / 1000.0;
        findings.add(new Finding("start to /readyz 200, median of " + count, plain, "s", 1.5, "without AOT cache"));
        findings.add(new Finding("start to /readyz 200, median of " + count, cached, "s", 1.5, "with AOT cache"));
    }
}
