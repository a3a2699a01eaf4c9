package org.evenkeel.children;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server process that a test started, and that never outlives the tests: a small shell stands between, and when our
 * end of its input closes (however this JVM ends) it ends the server and removes the server's folder.
 */
public final class GuardedChild implements AutoCloseable {

    /** The guard ignores signals only after the start: what a shell ignores its children ignore too, a JVM for one. */
    private static final String GUARD =
            """
            folder=$1; log=$2; last=$3; shift 3
            "$@" < /dev/null >> "$log" 2>&1 &
            child=$!
            trap '' INT TERM HUP
            echo "$child"
            if read -r signal; then
              kill -s "$signal" "$child"
              wait "$child"
            else
              kill -s "$last" "$child"
              wait "$child"
              rm -rf "$folder"
            fi
            """;

    private static final int LONGEST_END_SECONDS = 30;

    private final Process guard;
    private final long pid;

    private GuardedChild(Process guard, long pid) {
        this.guard = guard;
        this.pid = pid;
    }

    /**
     * Starts a server.
     *
     * @param folder what it owns; removed when this JVM ends without {@link #stop}
     * @param log where its output is appended
     * @param lastSignal what ends it together with this JVM
     * @param command the program, which must not fork away, and its arguments
     */
    public static GuardedChild start(Path folder, Path log, String lastSignal, List<String> command) {
        List<String> guarded =
                new ArrayList<>(
                        List.of("/bin/sh", "-c", GUARD, "guard", folder.toString(), log.toString(), lastSignal));
        guarded.addAll(command);
        try {
            Process guard =
                    new ProcessBuilder(guarded)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                            .start();
            var firstLine = new BufferedReader(guard.inputReader(StandardCharsets.US_ASCII)).readLine();
            return new GuardedChild(guard, Long.parseLong(firstLine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own process id, not the guard's. */
    public long pid() {
        return pid;
    }

    /**
     * Ends the server with a signal, such as {@code TERM} or {@code KILL}, keeps its folder, and returns when it is
     * gone.
     */
    public void stop(String signal) {
        try (var order = guard.outputWriter(StandardCharsets.US_ASCII)) {
            order.write(signal + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    /** Ends the server if it still runs, and removes its folder unless it was stopped before. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException _) {
            // the guard is gone already: that is what was wanted
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!guard.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + pid + " ends", e);
        }
    }
}
