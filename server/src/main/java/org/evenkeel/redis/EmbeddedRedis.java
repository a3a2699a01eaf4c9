package org.evenkeel.redis;

import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.ChildProblem.Problem;
import org.evenkeel.child.FolderLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real Redis as our child, for a clinic that runs none of its own: on a loopback port, with a random password, its
 * data in one folder. It writes every second ({@code appendfsync everysec}), so a power cut may take the last second;
 * {@link #close()} loses nothing.
 *
 * <p>The child outlives a crash of this process; the next start on the folder finds it, makes sure that it is ours, and
 * goes on with it. Methods block: call them from a thread that may, never from an event loop. Safe for any thread.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    /** A server that gives no sign of life for this long is given up; loading a long log is a sign of life. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** The free port we were given may be taken by another program before Redis binds it. */
    private static final int TRIES = 3;

    private static final String PORT_TAKEN = "Address already in use";

    private record Running(RedisProcess process, String version) {}

    /** How a server program is found for a folder. */
    @FunctionalInterface
    interface BinaryFinder {

        /** Finds one; may unpack it into the given folder. */
        RedisBinary find(Path unpackInto);
    }

    private final RedisFolder folder;
    private final FolderLock lock;
    private final BinaryFinder finder;
    private volatile Running running;
    private volatile boolean closed;

    private EmbeddedRedis(RedisFolder folder, FolderLock lock, BinaryFinder finder, Running running) {
        this.folder = folder;
        this.lock = lock;
        this.finder = finder;
        this.running = running;
    }

    /**
     * Starts Redis on a folder, or goes on with the one that a crashed process left there; returns when it answers.
     *
     * @param path the folder, made if missing; nothing else may live in it
     * @throws ChildProblem with the problem and what to do about it
     */
    public static EmbeddedRedis start(Path path) {
        return start(path, RedisBinary::find);
    }

    static EmbeddedRedis start(Path path, BinaryFinder finder) {
        RedisFolder folder = RedisFolder.at(path);
        FolderLock lock = folder.files().lock();
        try {
            Running running = adopted(folder).orElseGet(() -> launched(folder, finder, RedisProcess.freePort()));
            return new EmbeddedRedis(folder, lock, finder, running);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Where the one that was started last on a folder listened, whether it runs or not; for somebody who only looks.
     * Empty when none was ever started there, or this user may not read it.
     */
    public static Optional<RedisAddress> lastAddress(Path path) {
        return RedisFolder.seen(path)
                .flatMap(
                        folder ->
                                folder.lastPort().stream()
                                        .mapToObj(port -> RedisAddress.local(RedisSettings.HOST, port, folder.secret()))
                                        .findFirst());
    }

    private static Optional<Running> adopted(RedisFolder folder) {
        Optional<RedisProcess> orphan = RedisProcess.leftBehind(folder);
        Optional<Running> answering = orphan.flatMap(EmbeddedRedis::answering);
        if (answering.isPresent()) {
            LOG.info("going on with the Redis of an earlier run, process {}", answering.get().process().pid());
        } else {
            orphan.ifPresent(EmbeddedRedis::endSilent);
        }
        return answering;
    }

    private static void endSilent(RedisProcess orphan) {
        LOG.warn("ending the Redis of an earlier run, process {}, which does not answer", orphan.pid());
        orphan.shutDown();
    }

    private static Running launched(RedisFolder folder, BinaryFinder finder, int firstPort) {
        RedisBinary binary = finder.find(folder.programs());
        refuseOlder(binary, folder);
        int port = firstPort;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            RedisProcess process = RedisProcess.launch(folder, binary, port);
            Optional<Running> started = answering(process);
            if (started.isPresent()) {
                return started.get();
            }
            process.shutDown();
            if (!folder.endOfLog().contains(PORT_TAKEN)) {
                break;
            }
            port = RedisProcess.freePort();
        }
        throw folder.files()
                .problem(
                        Problem.DID_NOT_START,
                        "%s did not start. It said:%n%s".formatted(binary.path(), folder.endOfLog()));
    }

    private static void refuseOlder(RedisBinary binary, RedisFolder folder) {
        if (folder.holdsLogInFolder() && !binary.keepsLogInFolder()) {
            throw folder.files()
                    .problem(
                            Problem.DATA_TOO_NEW,
                            ("%s was written by Redis 7 or newer, but only %s is at hand, which would start empty."
                                 + " Install a newer one, for instance with: sudo apt-get install redis-server")
                                    .formatted(folder.path(), binary.version()));
        }
    }

    private static Optional<Running> answering(RedisProcess process) {
        return process.awaitAnswer(LONGEST_SILENCE).map(version -> new Running(process, version));
    }

    /**
     * Starts the server again on the same port when it ended by itself; else does nothing.
     *
     * @return whether it had to be started
     * @throws ChildProblem when it cannot be started
     */
    public synchronized boolean reviveIfGone() {
        if (closed || !running.process().isGone()) {
            return false;
        }
        LOG.warn("Redis ended by itself; starting it again");
        running = launched(folder, finder, running.process().port());
        return true;
    }

    /** Where it listens: always the loopback address. */
    public String host() {
        return RedisSettings.HOST;
    }

    /** The port it listens on; another one after the next start. */
    public int port() {
        return running.process().port();
    }

    /** The password of the default user. Never to be logged, nor put into a command line. */
    public String password() {
        return folder.secret();
    }

    /** The version it says it is, such as {@code 7.0.15}. */
    public String version() {
        return running.version();
    }

    /** Its process id. */
    public long pid() {
        return running.process().pid();
    }

    /** Lets Redis write everything to disk and end, then gives the folder free. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        running.process().shutDown();
        lock.close();
    }
}
