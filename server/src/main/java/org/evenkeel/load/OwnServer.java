package org.evenkeel.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A seeded server in a process of its own, with data that go with it. */
public final class OwnServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;
    private static final long END_SECONDS = 30;
    private static final long LOOK_MILLIS = 50;
    private static final List<String> RAISED =
            List.of(
                    "limits.commands-per-10s=1000000",
                    "limits.sockets-per-address-per-minute=10000000",
                    "limits.requests-per-address-per-minute=10000000");

    private final Path folder;
    private final Process process;

    private OwnServer(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts one and waits until everybody is admitted.
     *
     * @throws IllegalStateException when it does not come up
     */
    public static OwnServer start(int rooms, int members, boolean tickets) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("evenkeel-load");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.evenkeel.node.Main", "seed", "--serve", "--port", "0"));
        command.addAll(List.of("--rooms", Integer.toString(rooms), "--members", Integer.toString(members)));
        command.addAll(List.of("--out", tokens(folder).toString(), "--data", folder.resolve("data").toString()));
        RAISED.forEach(value -> command.addAll(List.of("--set", value)));
        if (tickets) {
            command.add("--tickets");
        }
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile())
                        .start();
        var server = new OwnServer(folder, process);
        server.await();
        return server;
    }

    private void await() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(tokens(folder))) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
                var said = Files.readString(folder.resolve("server.log"));
                close();
                throw new IllegalStateException("The server did not come up. It said:\n" + said);
            }
        }
    }

    /** Written when everybody was admitted. */
    public Path tokens() {
        return tokens(folder);
    }

    private static Path tokens(Path folder) {
        return folder.resolve("tokens.json");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
        process.onExit().join();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
