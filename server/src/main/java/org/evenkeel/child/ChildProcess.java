package org.evenkeel.child;

import org.evenkeel.child.ChildProblem.Problem;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One running child of one folder, started by us or found. Safe for any thread; waits block. */
public final class ChildProcess {

    private static final Duration LONGEST_KILL = Duration.ofSeconds(20);

    private final ChildFolder folder;
    private final ProcessHandle handle;

    private ChildProcess(ChildFolder folder, ProcessHandle handle) {
        this.folder = folder;
        this.handle = handle;
    }

    /** A process that was started by other means. */
    public static ChildProcess of(ChildFolder folder, ProcessHandle handle) {
        return new ChildProcess(folder, handle);
    }

    /**
     * Starts a program with a fresh log, in a session of its own, so that a Ctrl-C in our terminal does not reach it
     * before we do.
     *
     * @param command the program, which must not fork away, and its arguments
     * @throws ChildProblem {@code DID_NOT_START} when the program cannot be run
     */
    public static ChildProcess launch(ChildFolder folder, List<String> command) {
        folder.turnLogOver();
        List<String> whole = Stream.concat(ownSession().stream(), command.stream()).toList();
        try {
            Process process =
                    new ProcessBuilder(whole)
                            .directory(folder.path().toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                            .start();
            folder.notePid(process.pid());
            return new ChildProcess(folder, process.toHandle());
        } catch (IOException e) {
            throw new ChildProblem(folder.child(), Problem.DID_NOT_START, "cannot run " + command.getFirst(), e);
        }
    }

    /**
     * A child that an earlier process of ours left behind. Found by its command line, never by a noted process id,
     * which may be another program's by now; and by the whole of it: an editor that has our file open is no child.
     *
     * @param program what the program's file is called
     * @param arguments all of them
     */
    public static Optional<ChildProcess> leftBehind(
            ChildFolder folder, Predicate<String> program, List<String> arguments) {
        return ProcessHandle.allProcesses()
                .filter(candidate -> runs(candidate.info(), program, arguments))
                .findFirst()
                .map(candidate -> new ChildProcess(folder, candidate));
    }

    private static boolean runs(ProcessHandle.Info process, Predicate<String> program, List<String> arguments) {
        String name = process.command().map(command -> Path.of(command).getFileName().toString()).orElse("");
        return program.test(name) && process.arguments().map(List::of).orElse(List.of()).equals(arguments);
    }

    /**
     * Loopback ports that were free a moment ago, each another.
     *
     * @throws ChildProblem {@code DID_NOT_START} when there are none
     */
    public static List<Integer> freePorts(String child, int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new ChildProblem(child, Problem.DID_NOT_START, "this machine gives no free port", e);
        } finally {
            open.forEach(ChildProcess::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ownSession() {
        return SearchPath.ofThisProcess()
                .programs("setsid")
                .findFirst()
                .map(program -> List.of(program.toString()))
                .orElse(List.of());
    }

    /** Its process id. */
    public long pid() {
        return handle.pid();
    }

    /**
     * Whether it ended. One that ended and that nobody took note of yet (an orphan's new parent may be slow) counts.
     */
    public boolean isGone() {
        return !handle.isAlive() || isZombie();
    }

    /** By Linux' own account; elsewhere there is none. The program's name stands in brackets and may hold anything. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    /** Asks it to end, as SIGTERM does. */
    public void askToEnd() {
        handle.destroy();
    }

    /**
     * Returns when it is gone.
     *
     * @param patience how long it may take to do what it was asked for before; then it is ended the hard way
     */
    public void awaitEnd(Duration patience) {
        if (!endsWithin(patience)) {
            handle.destroyForcibly();
            endsWithin(LONGEST_KILL);
        }
        folder.forgetPid();
    }

    /**
     * Waits until it ends, but no longer than a time.
     *
     * @return whether it ended
     * @throws ChildProblem {@code DID_NOT_START} when interrupted
     */
    public boolean endsWithin(Duration time) {
        try {
            handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildProblem(
                    folder.child(), Problem.DID_NOT_START, "interrupted while waiting for " + folder.child(), e);
        }
    }
}
