package org.evenkeel.children;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that stand still, as on a machine that hangs: what is connected to them stays connected and hears nothing.
 * They go on when this is closed, and also when this JVM ends, however it ends: a small shell holds them, and lets go
 * when our end of its input closes.
 */
public final class FrozenProcess implements AutoCloseable {

    private static final String HOLD =
            """
            trap '' INT TERM HUP
            kill -s STOP "$@"
            echo held
            read -r _
            kill -s CONT "$@"
            """;

    private final List<Process> holds = new ArrayList<>();

    private FrozenProcess() {}

    /** Freezes a process and its descendants; itself first, so that no further one is born meanwhile. */
    public static FrozenProcess freeze(long pid) {
        var frozen = new FrozenProcess();
        frozen.hold(List.of(pid));
        var descendants = ProcessHandle.of(pid).orElseThrow().descendants().map(ProcessHandle::pid).toList();
        if (!descendants.isEmpty()) {
            frozen.hold(descendants);
        }
        return frozen;
    }

    private void hold(List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", HOLD, "hold"));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            var hold = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            holds.add(hold);
            var said = new BufferedReader(hold.inputReader(StandardCharsets.US_ASCII)).readLine();
            if (!"held".equals(said)) {
                throw new IllegalStateException("the processes could not be frozen");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets them go on, the first one last. */
    @Override
    public void close() {
        for (var hold : holds.reversed()) {
            try {
                hold.getOutputStream().close();
                hold.waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while processes wake up", e);
            }
        }
    }
}
