package org.evenkeel.sql;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.TestFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for tests, in a folder of its own, on a free loopback port. Nothing is synced to disk, so it is
 * fast and survives a killed process but no power cut. PostgreSQL refuses to run as root, so a root's test run starts
 * it as the user {@code postgres}. The folder and the server go when the JVM ends, however it ends.
 */
public final class TestPostgres implements AutoCloseable {

    private static final String USER = "evenkeel";
    private static final String SERVICE_USER = "postgres";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int INITDB_SECONDS = 60;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path programs;
    private final Path folder;
    private final int port;
    private final String sync;
    private final AtomicInteger databases = new AtomicInteger();
    private Optional<GuardedChild> child = Optional.empty();

    private TestPostgres(Path programs, Path folder, int port, String sync) {
        this.programs = programs;
        this.sync = sync;
        this.folder = folder;
        this.port = port;
    }

    /** Started at the first use, stopped when the JVM ends. */
    private static final class Shared {
        private static final TestPostgres INSTANCE = start();
    }

    /**
     * The one that all tests of this JVM share; never {@link #stop}, {@link #kill} or {@link #close} it. Any thread.
     */
    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /**
     * Starts one for a test that breaks it.
     *
     * @throws AssertionError when PostgreSQL is not installed: these tests are not optional
     */
    public static TestPostgres start() {
        return start("off");
    }

    /** The same with everything synced to disk, as in a clinic. */
    public static TestPostgres startSafe() {
        return start("on");
    }

    private static TestPostgres start(String sync) {
        try {
            Path folder = Files.createTempDirectory("evenkeel-pg");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            var postgres = new TestPostgres(programs(), folder, freePort(), sync);
            postgres.makeCluster();
            postgres.restart();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            Stream<Path> installed =
                    versions.sorted(Comparator.comparingInt(TestPostgres::major).reversed())
                            .map(version -> version.resolve("bin"));
            Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
            return Stream.concat(installed, onPath)
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new AssertionError(
                                            "PostgreSQL is not installed, and these tests need a real one: "
                                                    + "sudo apt-get install postgresql"));
        }
    }

    private static int major(Path version) {
        String name = version.getFileName().toString();
        return name.matches("\\d+") ? Integer.parseInt(name) : 0;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void makeCluster() throws IOException {
        if (isRoot()) {
            run(List.of("chown", SERVICE_USER, folder.toString()));
        }
        run(
                asService(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data(),
                        "--username=" + USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command as it must run: changed to another user by a program that replaces itself, when we are root. */
    private static List<String> asService(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(
                    List.of("setpriv", "--reuid=" + SERVICE_USER, "--regid=" + SERVICE_USER, "--init-groups", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private void run(List<String> command) throws IOException {
        Path said = Files.createTempFile("evenkeel-pg", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command.getFirst() + " failed:\n" + Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(said);
        }
    }

    /** Starts it again on its files and its port; ends the running one first. */
    public void restart() {
        stop();
        List<String> command =
                asService(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data().toString(),
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "fsync=" + sync,
                        "-c",
                        "full_page_writes=" + sync,
                        "-c",
                        "max_connections=200");
        child = Optional.of(GuardedChild.start(folder, log(), "INT", command));
        awaitConnections();
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + LONGEST_START_NANOS;
        while (!accepts()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("PostgreSQL does not accept connections:\n" + endOfLog());
            }
            Thread.onSpinWait();
        }
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once but in order, though clients are connected. Does nothing when it does not run. */
    public void stop() {
        end("INT");
    }

    /** Ends it as a crash does; the next start recovers from its log. */
    public void kill() {
        end("QUIT");
    }

    /** SIGKILL to each child; returns when {@link #pid} has noticed, which recovers and then serves again. */
    public void killServing() {
        var serving = ProcessHandle.of(pid()).orElseThrow().children().toList();
        serving.forEach(ProcessHandle::destroyForcibly);
        serving.forEach(each -> each.onExit().join());
    }

    /** The process that watches over the others, which are its children. */
    public long pid() {
        return child.orElseThrow(() -> new IllegalStateException("it does not run")).pid();
    }

    /** Starts it again when it was ended, and returns when it accepts connections. */
    public void awaitServing() {
        if (child.isEmpty()) {
            restart();
        }
        awaitConnections();
    }

    public int port() {
        return port;
    }

    private void end(String signal) {
        child.ifPresent(running -> running.stop(signal));
        child = Optional.empty();
    }

    /**
     * Makes an empty database that nobody else uses.
     *
     * @return its JDBC URL, with the user in it; there is no password
     */
    public String freshDatabase() {
        return freshDatabase(port);
    }

    /** The same, with a URL that leads through another port, such as a proxy's. */
    public String freshDatabase(int through) {
        String name = "t" + databases.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            return url(name, through);
        } catch (SQLException e) {
            throw new AssertionError("cannot make a database", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database, port));
    }

    private static String url(String database, int through) {
        return "jdbc:postgresql://127.0.0.1:" + through + "/" + database + "?user=" + USER;
    }

    /** Ends it and removes its folder. */
    @Override
    public void close() {
        child.ifPresent(GuardedChild::close);
        child = Optional.empty();
        TestFolder.delete(folder);
    }
}
