package org.evenkeel.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What all rooms count together. Any thread. */
final class Tally {

    private static final int DIGITS = 3;

    private final LongAdder commands = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder already = new LongAdder();
    private final LongAdder cameBack = new LongAdder();
    private final Recorder latency = new Recorder(TimeUnit.MINUTES.toNanos(2), DIGITS);
    private final Map<String, LongAdder> problems = new ConcurrentHashMap<>();
    private volatile long from = Long.MAX_VALUE;
    private volatile long to = Long.MAX_VALUE;

    /**
     * What was counted up to a moment.
     *
     * @param commands whose every delivery arrived
     * @param deliveries numbered frames that members received
     * @param bytes of those frames, without WebSocket headers
     */
    record Counted(long commands, long deliveries, long bytes) {
        Counted since(Counted earlier) {
            return new Counted(commands - earlier.commands, deliveries - earlier.deliveries, bytes - earlier.bytes);
        }
    }

    Counted counted() {
        return new Counted(commands.sum(), deliveries.sum(), bytes.sum());
    }

    /** Latencies count for commands whose intended time lies in this span, monotonic nanoseconds. */
    void measure(long fromNanos, long toNanos) {
        from = fromNanos;
        to = toNanos;
    }

    void delivered(int frameBytes) {
        deliveries.increment();
        bytes.add(frameBytes);
    }

    /** The last receipt of a command. */
    void completed(long intended, long lastReceipt) {
        commands.increment();
        if (intended - from >= 0 && intended - to < 0) {
            latency.recordValue(Math.max(0, lastReceipt - intended));
        }
    }

    /** A command that changed nothing: what it wanted was so before. */
    void alreadySo() {
        already.increment();
    }

    /** A socket that was told to come back while the house filled. */
    void cameBack() {
        cameBack.increment();
    }

    long comeBacks() {
        return cameBack.sum();
    }

    void problem(String what) {
        problem(what, 1);
    }

    void problem(String what, long times) {
        problems.computeIfAbsent(what, _ -> new LongAdder()).add(times);
    }

    Histogram latencies() {
        return latency.getIntervalHistogram();
    }

    Map<String, Long> problems() {
        var sums = new TreeMap<String, Long>();
        problems.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }
}
