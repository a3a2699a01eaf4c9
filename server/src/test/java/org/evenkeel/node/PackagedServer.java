package org.evenkeel.node;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.live.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar as an operator gets it, in a process of its own with a fresh data folder and a free port. */
final class PackagedServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "evenkeel-server.jar").toAbsolutePath();

    private final Path folder;
    private final GuardedChild child;

    private PackagedServer(Path folder, GuardedChild child) {
        this.folder = folder;
        this.child = child;
    }

    /**
     * Starts it and waits.
     *
     * @param folder empty; takes its data and its log
     * @param command a sub-command and its options, without port and data folder
     * @param ready what it writes when it can be used
     */
    static PackagedServer start(Path folder, List<String> command, String ready) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("There is no " + JAR + ": run mvn package first, or verify");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(java, "-Xmx256m", "-jar", JAR.toString()));
        line.addAll(command);
        line.addAll(List.of("--port", "0", "--data", folder.resolve("data").toString()));
        Files.createFile(folder.resolve("log"));
        var server =
                new PackagedServer(
                        folder, GuardedChild.start(folder, folder.resolve("log"), "TERM", List.copyOf(line)));
        Await.until("the server is ready", () -> server.log().contains(ready));
        return server;
    }

    /** Everything that it wrote to its standard output and error. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Ends it in order, as a service manager does; its data stay. */
    void stop() {
        child.stop("TERM");
    }

    @Override
    public void close() {
        child.close();
    }
}
