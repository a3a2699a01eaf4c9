package org.evenkeel.redis;

import org.evenkeel.child.ChildProcess;
import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.TestFolder;
import org.evenkeel.live.Await;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Redis for a test, on a free loopback port, in a folder of its own that is gone afterwards. Port and password
 * stay the same over {@link #kill}, {@link #stop}, {@link #restart} and {@link #restartFrom}, so that clients under
 * test reconnect. For one thread.
 */
public final class TestRedis implements AutoCloseable {

    /** The machine's own {@code redis-server}. */
    public static final String SYSTEM = "system";

    /** The 6.2 that the server ships for machines without one. */
    public static final String BUNDLED = "6.2";

    private static final Path UNPACKED = Path.of("target", "redis");
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final RedisFolder folder;
    private final RedisBinary binary;
    private final int port;
    private Optional<GuardedChild> child = Optional.empty();

    private TestRedis(RedisFolder folder, RedisBinary binary, int port) {
        this.folder = folder;
        this.binary = binary;
        this.port = port;
    }

    /** Starts the machine's Redis, or the bundled one where there is none. */
    public static TestRedis start() {
        return start(versions().getFirst());
    }

    /**
     * Starts one.
     *
     * @param version {@link #SYSTEM} or {@link #BUNDLED}
     */
    public static TestRedis start(String version) {
        RedisBinary binary =
                find(version).orElseThrow(() -> new AssertionError("there is no Redis here of version " + version));
        try {
            RedisFolder folder = RedisFolder.at(Files.createTempDirectory("evenkeel-redis"));
            var redis = new TestRedis(folder, binary, RedisProcess.freePort());
            redis.restart();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The versions at hand, the machine's own first: a contract suite runs on each. */
    public static List<String> versions() {
        return Stream.of(SYSTEM, BUNDLED).filter(version -> find(version).isPresent()).toList();
    }

    static Optional<RedisBinary> find(String version) {
        return switch (version) {
            case SYSTEM -> RedisBinary.onPath(System.getenv("PATH"));
            case BUNDLED -> RedisBinary.fromJar(RedisBinary.thisMachine(), UNPACKED.toAbsolutePath());
            default -> throw new IllegalArgumentException("not a version for tests: " + version);
        };
    }

    /** Starts it again on the files it has; ends the running one first, gracefully. */
    public void restart() {
        stop();
        folder.writeConfiguration(port);
        folder.files().turnLogOver();
        var command = List.of(binary.path().toString(), folder.configuration().toString());
        GuardedChild started = GuardedChild.start(folder.path(), folder.files().log(), "KILL", command);
        child = Optional.of(started);
        ProcessHandle handle = ProcessHandle.of(started.pid()).orElseThrow(this::didNotStart);
        new RedisProcess(folder, ChildProcess.of(folder.files(), handle), port)
                .awaitAnswer(LONGEST_START)
                .orElseThrow(this::didNotStart);
    }

    private AssertionError didNotStart() {
        return new AssertionError("Redis did not start:\n" + folder.endOfLog());
    }

    /** Ends it gracefully: everything acknowledged is in its files. Does nothing when it does not run. */
    public void stop() {
        end("TERM");
    }

    /** Ends it as a crash of the process does. */
    public void kill() {
        end("KILL");
    }

    private void end(String signal) {
        child.ifPresent(running -> running.stop(signal));
        child = Optional.empty();
    }

    /** Stands still without closing its connections, as a machine under a heavy load does; {@link #thaw} goes on. */
    public void freeze() {
        signal("STOP");
    }

    /** Goes on after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            String pid = Long.toString(child.orElseThrow().pid());
            int result = new ProcessBuilder("kill", "-s", name, pid).inheritIO().start().waitFor();
            if (result != 0) {
                throw new IllegalStateException("cannot send " + name + " to process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Copies its data files as they are now, without stopping it.
     *
     * @param into an empty folder, which {@link #restartFrom} takes
     */
    public Path copyFiles(Path into) {
        awaitWritten();
        dataFiles(folder.path()).forEach(file -> copy(file, into.resolve(folder.path().relativize(file))));
        return into;
    }

    /**
     * With {@code everysec} Redis holds writes back for up to two seconds while a sync is under way, which a busy disk
     * makes long: a copy taken then would miss what was acknowledged, and the test would count wrongly.
     */
    private void awaitWritten() {
        try (Jedis redis = connect()) {
            Await.until(
                    "Redis has written what it acknowledged",
                    () -> redis.info("persistence").contains("aof_buffer_length:0"));
        }
    }

    /** Kills it and starts it on files copied earlier: every write since is lost, as after a restore. */
    public void restartFrom(Path copy) {
        kill();
        dataFiles(folder.path()).forEach(TestRedis::delete);
        dataFiles(copy).forEach(file -> copy(file, folder.path().resolve(copy.relativize(file))));
        restart();
    }

    private static List<Path> dataFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(TestRedis::isData).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("appendonly") || name.endsWith(".rdb");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its folder: the files that a search for leaked names goes through. */
    public Path folder() {
        return folder.path();
    }

    /** The version of the program, such as {@code 7.0.15}. */
    public String version() {
        return binary.version();
    }

    public String host() {
        return RedisSettings.HOST;
    }

    public int port() {
        return port;
    }

    public String password() {
        return folder.secret();
    }

    /** Where it listens, in Jedis' words. */
    public HostAndPort address() {
        return new HostAndPort(host(), port);
    }

    /** How a client signs in, with Jedis' own time limits. */
    public JedisClientConfig clientConfig() {
        return DefaultJedisClientConfig.builder().password(password()).build();
    }

    /** A connection of its own, to look into it from outside; the caller closes it. */
    public Jedis connect() {
        return new Jedis(address(), clientConfig());
    }

    @Override
    public void close() {
        child.ifPresent(GuardedChild::close);
        child = Optional.empty();
        TestFolder.delete(folder.path());
    }
}
