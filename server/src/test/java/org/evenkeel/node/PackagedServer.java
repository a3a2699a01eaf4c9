package org.evenkeel.node;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.live.Await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The jar as an operator gets it, in a process of its own with a fresh data folder and a free port. */
final class PackagedServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "evenkeel-server.jar").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int LONGEST_RUN_SECONDS = 30;

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
     * @param command a sub-command and its options, without data folder
     * @param ready what it writes when it can be used
     */
    static PackagedServer start(Path folder, List<String> command, String ready) throws IOException {
        return start(folder, command, ready, line -> line);
    }

    /**
     * The same somewhere else.
     *
     * @param where makes the command that runs there
     */
    static PackagedServer start(Path folder, List<String> command, String ready, UnaryOperator<List<String>> where)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("There is no " + JAR + ": run mvn package first, or verify");
        }
        Files.createFile(folder.resolve("log"));
        var line = where.apply(line(folder, command));
        var server = new PackagedServer(folder, GuardedChild.start(folder, folder.resolve("log"), "TERM", line));
        try {
            Await.until("the server is ready", LONGEST_START, () -> server.log().contains(ready));
            return server;
        } catch (AssertionError notReady) {
            var log = server.log();
            server.close();
            throw new AssertionError(notReady.getMessage() + "\n" + log, notReady);
        }
    }

    private static List<String> line(Path folder, List<String> command) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(java, "-Xmx256m", "-jar", JAR.toString()));
        line.addAll(command);
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        return List.copyOf(line);
    }

    /** Everything that it wrote to its standard output and error. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a sub-command that ends by itself writes, run beside the server on its data. */
    String run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, command.getFirst(), ".out");
        var process =
                new ProcessBuilder(line(folder, command))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed: " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The whole command of a sub-command on this server's data, which stand at its end. */
    List<String> command(List<String> subCommand) {
        return line(folder, subCommand);
    }

    /** The same of another build: what stands in that folder comes before what the jar holds. */
    List<String> command(List<String> subCommand, Path build) {
        var line = new ArrayList<>(command(subCommand));
        int jar = line.indexOf("-jar");
        line.set(jar, "-cp");
        line.set(jar + 1, build + File.pathSeparator + JAR);
        line.add(jar + 2, Main.class.getName());
        return List.copyOf(line);
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
