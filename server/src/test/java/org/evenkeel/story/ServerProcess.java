package org.evenkeel.story;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.NextBuild;
import org.evenkeel.children.TestFolder;
import org.evenkeel.node.Main;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server as a process of its own: the class path of this build, started as an operator starts it, with flags. Its
 * port stays the same over {@link #kill}, {@link #stop} and {@link #restart}. For one thread.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Path folder;
    private final int port;
    private final Map<String, String> flags;
    private final HttpClient http;
    private Optional<GuardedChild> child = Optional.empty();

    private ServerProcess(Path folder, int port, Map<String, String> flags, HttpClient http) {
        this.folder = folder;
        this.port = port;
        this.flags = flags;
        this.http = http;
    }

    /** Starts one without waiting for it: {@link #awaitReady}. */
    static ServerProcess start(Map<String, String> flags, HttpClient http) {
        var process = new ServerProcess(TestServer.freshFolder(), freePort(), flags, http);
        process.restart();
        return process;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after it was ended. */
    ServerProcess restart() {
        return restart(classPath());
    }

    /** Starts another build in its place. */
    ServerProcess restart(NextBuild build) {
        return restart(build.classes() + File.pathSeparator + classPath());
    }

    private ServerProcess restart(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "serve"));
        flags.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        command.addAll(List.of("--set", "listen.port=" + port));
        child = Optional.of(GuardedChild.start(folder, log(), "KILL", command));
        return this;
    }

    /** What the product is made of, without the tests. */
    static String classPath() {
        var whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(whole.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** Waits until it says that it may be given people. */
    ServerProcess awaitReady() {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (readiness() != 200) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the server did not get ready:\n" + output());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return this;
    }

    /** The status of {@code /readyz}; 0 when nobody answers. */
    int readiness() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"));
        try {
            return http.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }

    int port() {
        return port;
    }

    /** What it wrote to its log so far. */
    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        child.ifPresent(running -> running.stop("KILL"));
        child = Optional.empty();
    }

    /** {@code SIGTERM}, as systemd stops it; returns when it is gone. */
    void stop() {
        child.ifPresent(running -> running.stop("TERM"));
        child = Optional.empty();
    }

    @Override
    public void close() {
        kill();
        TestFolder.delete(folder);
    }
}
