package org.evenkeel.check;

import org.evenkeel.child.SearchPath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What Linux tells of the machine.
 *
 * @param proc usually {@code /proc}
 * @param sys usually {@code /sys}
 * @param run usually {@code /run}
 * @param programs where commands are looked for
 */
public record Machine(Path proc, Path sys, Path run, SearchPath programs) {

    private static final Duration COMMAND = Duration.ofSeconds(3);
    private static final int LARGEST = 1 << 16;

    /** The one that this process runs on. */
    public static Machine here() {
        return new Machine(Path.of("/proc"), Path.of("/sys"), Path.of("/run"), SearchPath.ofThisProcess());
    }

    /**
     * A small file's text without the line end; empty when it is not there or not ours to read. Read in one go: the
     * kernel gives some of its numbers only to whoever takes all at once.
     */
    static Optional<String> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whether a folder is there, or may be, and this user may not look into it. */
    static boolean isClosed(Path folder) {
        return !Files.notExists(folder)
                && !(Files.isDirectory(folder) && Files.isReadable(folder) && Files.isExecutable(folder));
    }

    /** What a command says; empty when there is none, it fails, or takes longer than a few seconds. */
    Optional<String> said(String program, String... arguments) throws InterruptedException {
        var path = programs.programs(program).findFirst();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of(path.get().toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            if (!process.waitFor(COMMAND.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** What a process is called; empty when it is gone. */
    Optional<String> nameOf(long pid) {
        return read(proc.resolve(Long.toString(pid)).resolve("comm"));
    }

    /** Addresses of this machine, loopback too. */
    static Set<InetAddress> addresses() {
        try (var all = NetworkInterface.networkInterfaces()) {
            return all.flatMap(nic -> nic.getInterfaceAddresses().stream())
                    .map(InterfaceAddress::getAddress)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException _) {
            return Set.of();
        }
    }

    /** Whether an address is of the inside: loopback, private, or of this link only. */
    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || uniqueLocal;
    }
}
