package org.evenkeel.check;

import org.evenkeel.check.Sockets.Row;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that listens on this machine, as the kernel has it.
 *
 * @param udp whether for datagrams, else for connections
 * @param pid the lowest of the processes that share the socket; empty when this user may not see it
 * @param program what that process is called; empty when this user may not see it
 * @param unit of the service manager; empty when it belongs to none
 */
public record Listening(boolean udp, InetSocketAddress at, Optional<Long> pid, String program, Optional<String> unit) {

    private static final String UNCONNECTED = "07";
    private static final Pattern UNIT = Pattern.compile("([^/\\s]+\\.service)(?:/|$)", Pattern.MULTILINE);

    /** All of them. Blocks shortly. */
    public static List<Listening> on(Machine machine) {
        var sockets = new Sockets(machine);
        var owners = sockets.processesBySocket();
        return Stream.concat(
                        sockets.listening().stream().map(row -> of(machine, row, false, owners.get(row.inode()))),
                        sockets.datagrams().stream()
                                .filter(row -> row.state().equals(UNCONNECTED))
                                .map(row -> of(machine, row, true, owners.get(row.inode()))))
                .toList();
    }

    private static Listening of(Machine machine, Row row, boolean udp, List<Long> owners) {
        Optional<Long> pid = Optional.ofNullable(owners).flatMap(all -> all.stream().min(Long::compare));
        return new Listening(
                udp, row.local(), pid, pid.flatMap(machine::nameOf).orElse(""), pid.flatMap(it -> unit(machine, it)));
    }

    /** The innermost one, as the last part of a process' control group. */
    private static Optional<String> unit(Machine machine, long pid) {
        return Machine.read(machine.proc().resolve(Long.toString(pid)).resolve("cgroup"))
                .flatMap(text -> UNIT.matcher(text).results().map(found -> found.group(1)).reduce((_, last) -> last));
    }
}
