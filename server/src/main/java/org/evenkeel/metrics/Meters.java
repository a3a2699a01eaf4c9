package org.evenkeel.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.evenkeel.edge.EdgeMeter;
import org.evenkeel.live.CommandMeter;
import org.evenkeel.live.RoomLog;
import org.evenkeel.live.Rooms;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.NodeId;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/** All figures of one server. Any thread. */
public final class Meters implements AutoCloseable {

    /** Of every time that is measured, in milliseconds: what people notice begins at about 100. */
    private static final double[] MILLIS = {0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CommandMeter commands = new CommandFigures(registry);
    private final EdgeMeter edge = new EdgeFigures(registry);
    private final ProcessFigures process;

    /** Micrometer holds what it asks for a count weakly: somebody else must not forget it. */
    private final Queue<DoubleSupplier> counted = new ConcurrentLinkedQueue<>();

    /**
     * @param version of the server
     */
    public Meters(String version) {
        process = ProcessFigures.in(registry);
        Gauge.builder("evenkeel.info", () -> 1)
                .description("Always 1; the label tells the version")
                .tag("version", version)
                .register(registry);
    }

    /** To be told of commands. */
    public CommandMeter commands() {
        return commands;
    }

    /** To be told what the edge does. */
    public EdgeMeter edge() {
        return edge;
    }

    /** The same log, with its appends measured. */
    public RoomLog over(RoomLog log) {
        return new MeteredRoomLog(log, registry);
    }

    /** The same ledger, with its writes measured. */
    public AttendanceLedger over(AttendanceLedger ledger) {
        return new MeteredLedger(ledger, registry);
    }

    /** The same listeners, with rooms and members counted. */
    public Census over(Rooms.Listeners listeners, NodeId node) {
        return new Census(listeners, node, registry);
    }

    /**
     * Something that stands at a value, asked whenever somebody looks.
     *
     * @param name words joined by dots
     * @param meaning one line
     * @param value must not block; not a number where it is not known
     */
    public void gauge(String name, String meaning, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(meaning).register(registry);
    }

    /** The same with a label of which there are few values. */
    public void gauge(String name, String meaning, String label, String of, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(meaning).tag(label, of).register(registry);
    }

    /** Something that only rises. */
    public void counter(String name, String meaning, DoubleSupplier value) {
        counter(name, meaning, new String[0], value);
    }

    /**
     * The same with labels of which there are few values.
     *
     * @param labels each followed by its value
     */
    public void counter(String name, String meaning, String[] labels, DoubleSupplier value) {
        counted.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(meaning)
                .tags(Tags.of(labels))
                .register(registry);
    }

    /**
     * Everything in the form of Prometheus.
     *
     * @param accept the request's Accept header; empty takes the text form
     */
    Scrape scrape(String accept) {
        String type =
                accept.contains("application/openmetrics-text")
                        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8";
        return new Scrape(type, registry.scrape(type));
    }

    /**
     * What somebody who looks is given.
     *
     * @param type its content type
     */
    record Scrape(String type, String text) {}

    /** A time, with the buckets that all times have. */
    static Timer.Builder timer(String name, String meaning) {
        return Timer.builder(name)
                .description(meaning)
                .serviceLevelObjectives(
                        Arrays.stream(MILLIS)
                                .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
                                .toArray(Duration[]::new));
    }

    /** As a label has it: lower case, words joined by underscores. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The same of a type's name. */
    static String word(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
