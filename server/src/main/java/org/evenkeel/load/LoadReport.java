package org.evenkeel.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found. CPU is microseconds, memory kilobytes.
 *
 * @param at when it ended, ISO 8601 UTC
 * @param problems what must not happen, with how often it did; empty for a good run
 */
public record LoadReport(
        String at,
        Machine machine,
        Shape shape,
        Map<String, String> raisedLimits,
        Join join,
        Optional<Traffic> traffic,
        Optional<Idle> idle,
        Optional<Calls> systemCalls,
        Map<String, Long> problems) {

    /** Where it ran; the load is the kernel's one-minute average before and after. */
    public record Machine(int cores, double loadBefore, double loadAfter) {}

    /**
     * What was run.
     *
     * @param commandsPerSecond of each room; empty for the closed loop
     */
    public record Shape(
            int rooms,
            int members,
            String client,
            Optional<Double> commandsPerSecond,
            long warmUpSeconds,
            long measuredSeconds) {}

    /**
     * From the first connect until every member saw every other one connected.
     *
     * @param comeBacks sockets that the server told to come back, and that did after a second
     */
    public record Join(boolean byTicket, long sockets, long comeBacks, long millis) {}

    /** The measured span. */
    public record Traffic(
            double seconds,
            long commands,
            long deliveries,
            double bytesADelivery,
            Latency latency,
            Map<String, Cost> costs,
            double cpuMicrosADelivery,
            double cpuMicrosACommand) {}

    /** From the intended sending to the last member's receipt, milliseconds. */
    public record Latency(double p50, double p90, double p99, double p999, double max) {}

    /** Of one process. */
    public record Cost(long cpuMicros, double cpuMicrosADelivery, double cores, long residentKilobytes) {}

    /** Resident memory of the server after garbage collection. */
    public record Idle(long emptyKilobytes, long fullKilobytes, double bytesAMember) {}

    /** Counted in a span of its own. */
    public record Calls(long deliveries, double aDelivery, Map<String, Double> eachADelivery) {}

    /** Writes it as JSON. */
    public void write(Path file) throws java.io.IOException {
        Files.write(file, Tokens.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /**
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static LoadReport read(Path file) {
        try {
            return Tokens.mapper().readValue(Files.readAllBytes(file), LoadReport.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same for people. */
    public List<String> table() {
        var lines = new ArrayList<String>();
        var loop = shape.commandsPerSecond().map("%.2f commands/s a room"::formatted).orElse("closed loop");
        lines.add(row("rooms x members", "%d x %d, %s, %s".formatted(shape.rooms(), shape.members(), loop, client())));
        lines.add(row("raised limits", raisedLimits.isEmpty() ? "none" : raisedLimits.toString()));
        lines.add(
                row(
                        "machine",
                        "%d cores, load %.1f before, %.1f after"
                                .formatted(machine.cores(), machine.loadBefore(), machine.loadAfter())));
        lines.add(
                row(
                        "all saw the full roster",
                        "%d ms after %d sockets began (by %s, %d came back)"
                                .formatted(
                                        join.millis(),
                                        join.sockets(),
                                        join.byTicket() ? "ticket" : "resume",
                                        join.comeBacks())));
        traffic.ifPresent(found -> lines.addAll(table(found)));
        idle.ifPresent(
                found ->
                        lines.add(
                                row(
                                        "idle member",
                                        "%.1f kB (%d kB empty, %d kB full)"
                                                .formatted(
                                                        found.bytesAMember() / 1000,
                                                        found.emptyKilobytes(),
                                                        found.fullKilobytes()))));
        systemCalls.ifPresent(
                found ->
                        lines.add(
                                row(
                                        "system calls a delivery",
                                        "%.2f %s".formatted(found.aDelivery(), found.eachADelivery()))));
        lines.add(row("problems", problems.isEmpty() ? "none" : problems.toString()));
        return lines;
    }

    private String client() {
        return shape.client() + " client";
    }

    private static List<String> table(Traffic found) {
        var lines = new ArrayList<String>();
        lines.add(
                row(
                        "measured",
                        "%.1f s: %d commands, %d deliveries of %.0f bytes, all verified"
                                .formatted(
                                        found.seconds(),
                                        found.commands(),
                                        found.deliveries(),
                                        found.bytesADelivery())));
        var latency = found.latency();
        lines.add(
                row(
                        "send to last receipt",
                        "p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms"
                                .formatted(
                                        latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max())));
        found.costs()
                .forEach(
                        (name, cost) ->
                                lines.add(
                                        row(
                                                name,
                                                "%.2f us a delivery, %.2f cores, %d MB resident"
                                                        .formatted(
                                                                cost.cpuMicrosADelivery(),
                                                                cost.cores(),
                                                                cost.residentKilobytes() / 1024))));
        lines.add(
                row(
                        "server + Redis",
                        "%.2f us a delivery, %.1f us a command"
                                .formatted(found.cpuMicrosADelivery(), found.cpuMicrosACommand())));
        return lines;
    }

    private static String row(String name, String value) {
        return "  %-24s %s".formatted(name, value);
    }
}
