package org.evenkeel.media;

import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.ChildProblem.Problem;
import org.evenkeel.child.ChildProcess;
import org.evenkeel.child.FolderLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A real Janus as our child, for a clinic that runs none of its own: only the VideoRoom, only loopback for its API,
 * media over one address.
 *
 * <p>The child outlives a crash of this process, and with it the talk of those who are connected; the next start on the
 * folder finds it, makes sure that it is ours and was told what we would tell it, and goes on with it. Methods block:
 * call them from a thread that may, never from an event loop. Safe for any thread.
 */
public final class ManagedJanus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedJanus.class);

    /** A start takes 40 to 150 ms on an idle machine. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    /** What runs already answers at once, or hangs. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    /** The free ports we were given may be taken by another program before Janus binds them. */
    private static final int TRIES = 3;

    private static final String PORT_TAKEN = "Error creating vhost";

    private final JanusFolder folder;
    private final FolderLock lock;
    private final JanusBinary binary;
    private final Backoff backoff = new Backoff();
    private volatile JanusProcess running;
    private volatile boolean closed;

    private ManagedJanus(JanusFolder folder, FolderLock lock, JanusBinary binary, JanusProcess running) {
        this.folder = folder;
        this.lock = lock;
        this.binary = binary;
        this.running = running;
    }

    /** Whether this machine has a Janus that we can start. */
    public static boolean isInstalled() {
        return JanusBinary.find().isPresent();
    }

    /** The command that installs one on Debian, without the service that the package would start. */
    public static String installCommand() {
        return JanusBinary.INSTALL;
    }

    /**
     * Starts Janus on a folder, or goes on with the one that a crashed process left there; returns when it answers.
     *
     * @param path the folder, made if missing; nothing else may live in it
     * @param mediaAddress an IPv4 address of this machine that browsers reach; see {@link MediaAddress}
     * @param ports UDP ports of media
     * @throws ChildProblem with the problem and what to do about it
     */
    public static ManagedJanus start(Path path, String mediaAddress, PortRange ports) {
        return start(path, mediaAddress, ports, JanusBinary::find);
    }

    /**
     * Where the one that was started last on a folder listened, whether it runs or not; for somebody who only looks.
     * Empty when none was ever started there, or this user may not read it.
     */
    public static Optional<SfuAddress> lastAddress(Path path) {
        var files = new ChildFolder(JanusFolder.CHILD, path);
        return Optional.of(files)
                .filter(ChildFolder::hasSecret)
                .map(JanusFolder::in)
                .flatMap(folder -> folder.lastPorts().map(ports -> folder.addressOnPorts(ports)));
    }

    static ManagedJanus start(Path path, String mediaAddress, PortRange ports, Supplier<Optional<JanusBinary>> finder) {
        JanusBinary binary = finder.get().orElseThrow(ManagedJanus::none);
        requireUsable(mediaAddress);
        ChildFolder files = ChildFolder.at(JanusFolder.CHILD, path);
        FolderLock lock = files.lock();
        try {
            JanusFolder folder = JanusFolder.in(files);
            var settings = onFreePorts(new JanusSettings(mediaAddress, ports, 0, 0));
            JanusProcess running = adopted(folder, settings).orElseGet(() -> launched(folder, binary, settings, TRIES));
            return new ManagedJanus(folder, lock, binary, running);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ChildProblem none() {
        return new ChildProblem(
                JanusFolder.CHILD,
                Problem.NOT_FOUND,
                "no Janus with its VideoRoom is on this machine. Install one with: " + JanusBinary.INSTALL);
    }

    /** Where the address is missing Janus would use all others, so this stands before every start. */
    private static void requireUsable(String mediaAddress) {
        MediaAddress.problem(mediaAddress)
                .ifPresent(
                        problem -> {
                            throw new ChildProblem(JanusFolder.CHILD, Problem.NOT_POSSIBLE_HERE, problem);
                        });
    }

    private static JanusSettings onFreePorts(JanusSettings settings) {
        return settings.onPorts(ChildProcess.freePorts(JanusFolder.CHILD, 2));
    }

    private static Optional<JanusProcess> adopted(JanusFolder folder, JanusSettings settings) {
        Optional<JanusProcess> orphan = JanusProcess.leftBehind(folder, settings);
        Optional<JanusProcess> ours = orphan.filter(ManagedJanus::isOurs);
        if (ours.isPresent()) {
            LOG.info("going on with the Janus of an earlier run, process {}", ours.get().process().pid());
        } else {
            orphan.ifPresent(ManagedJanus::endOrphan);
        }
        return ours;
    }

    private static boolean isOurs(JanusProcess orphan) {
        return orphan.folder().wasTold(orphan.settings()) && orphan.answersWithin(LONGEST_SILENCE);
    }

    private static void endOrphan(JanusProcess orphan) {
        LOG.warn(
                "ending the Janus of an earlier run, process {}, which does not answer or was told something else",
                orphan.process().pid());
        orphan.shutDown();
    }

    private static JanusProcess launched(JanusFolder folder, JanusBinary binary, JanusSettings first, int tries) {
        requireUsable(first.media());
        ChildFolder files = folder.files();
        JanusSettings settings = first;
        for (int attempt = 1; attempt <= tries; attempt++) {
            JanusProcess process = JanusProcess.launch(folder, binary, settings);
            if (process.answersWithin(LONGEST_START)) {
                return process;
            }
            process.shutDown();
            if (!files.endOfLog().contains(PORT_TAKEN)) {
                break;
            }
            settings = onFreePorts(settings);
        }
        throw files.problem(
                Problem.DID_NOT_START, "%s did not start. It said:%n%s".formatted(binary.program(), files.endOfLog()));
    }

    /**
     * Starts Janus again on the same ports when it ended by itself; else does nothing. The first time it does so at
     * once; when that did not help it leaves the calls of the next 0.1, 0.5, 1, 2 and 5 s undone.
     *
     * @return whether it was started
     * @throws ChildProblem when it cannot be started; a later call tries again
     */
    public synchronized boolean reviveIfGone() {
        if (closed || !running.process().isGone() || !backoff.mayTry(System.nanoTime())) {
            return false;
        }
        LOG.warn("Janus ended by itself; starting it again");
        backoff.tries(System.nanoTime());
        running = launched(folder, binary, running.settings(), 1);
        return true;
    }

    /** Where it listens and what it wants to hear; the same over {@link #reviveIfGone()}, another after each start. */
    public SfuAddress address() {
        return running.address();
    }

    /** Its process id. */
    public long pid() {
        return running.process().pid();
    }

    /** Ends it, and with it all sound and picture, then gives the folder free. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        running.shutDown();
        lock.close();
    }
}
