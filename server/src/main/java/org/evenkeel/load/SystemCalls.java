package org.evenkeel.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts the system calls of a process and all its threads for a while, with {@code strace -c}. The process runs at a
 * fraction of its speed meanwhile: only the count means something.
 */
final class SystemCalls {

    private static final long PATIENCE_SECONDS = 20;
    private static final long LOOK_MILLIS = 20;

    /** A line of the summary: % time, seconds, usecs/call, calls, errors (may be missing), name. */
    private static final int CALLS = 3;

    private SystemCalls() {}

    /**
     * How often each call was made; empty when strace is not there or may not trace. Blocks for the seconds.
     *
     * @param attached runs once the process is traced
     */
    static Optional<Map<String, Long>> count(long pid, long seconds, Runnable attached) throws InterruptedException {
        try {
            var summary = Files.createTempFile("evenkeel", ".strace");
            var strace =
                    new ProcessBuilder("strace", "-c", "-f", "-qq", "-o", summary.toString(), "-p", Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean traced = awaitTraced(strace, new ProcessMeter(pid));
            if (traced) {
                attached.run();
                TimeUnit.SECONDS.sleep(seconds);
            }
            strace.destroy();
            strace.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var counts = traced ? Optional.of(read(summary)) : Optional.<Map<String, Long>>empty();
            Files.delete(summary);
            return counts;
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean awaitTraced(Process strace, ProcessMeter meter) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (strace.isAlive() && System.nanoTime() < until) {
            if (meter.traced()) {
                return true;
            }
            strace.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private static Map<String, Long> read(Path summary) {
        var counts = new LinkedHashMap<String, Long>();
        try {
            for (var line : Files.readAllLines(summary)) {
                var words = line.strip().split("\\s+");
                var name = words[words.length - 1];
                if (words.length > CALLS + 1 && words[CALLS].matches("\\d+") && !name.equals("total")) {
                    counts.put(name, Long.parseLong(words[CALLS]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }
}
