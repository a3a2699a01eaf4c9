package org.evenkeel.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sockets of this machine's network, as the kernel has them.
 *
 * @param machine whose
 */
record Sockets(Machine machine) {

    private static final String ESTABLISHED = "01";
    private static final String LISTENING = "0A";
    private static final HexFormat HEX = HexFormat.of();
    private static final String LINK = "socket:[";

    /**
     * One socket.
     *
     * @param user the id of the user who opened it
     * @param inode by which processes name it
     */
    record Row(InetSocketAddress local, InetSocketAddress remote, String state, int user, long inode) {

        boolean isOpenToOthers() {
            return !local.getAddress().isLoopbackAddress();
        }
    }

    /** TCP sockets that listen. */
    List<Row> listening() {
        return rows("tcp", "tcp6").filter(row -> row.state().equals(LISTENING)).toList();
    }

    /** Who is connected to a port of this machine. */
    Set<InetSocketAddress> connectedTo(int port) {
        return rows("tcp", "tcp6")
                .filter(row -> row.state().equals(ESTABLISHED) && row.local().getPort() == port)
                .map(Row::remote)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** UDP sockets. */
    List<Row> datagrams() {
        return rows("udp", "udp6").toList();
    }

    private Stream<Row> rows(String... tables) {
        return Stream.of(tables)
                .flatMap(table -> lines(machine.proc().resolve("net").resolve(table)).flatMap(this::row));
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private Stream<Row> row(String line) {
        var words = line.strip().split("\\s+");
        try {
            return Stream.of(
                    new Row(
                            address(words[1]),
                            address(words[2]),
                            words[3],
                            Integer.parseInt(words[7]),
                            Long.parseLong(words[9])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException _) {
            return Stream.empty(); // a form that this kernel alone has
        }
    }

    /** {@code 0100007F:1F90} is 127.0.0.1:8080: each four bytes stand the wrong way round. */
    private static InetSocketAddress address(String text) throws UnknownHostException {
        var parts = text.split(":");
        var wrong = ByteBuffer.wrap(HEX.parseHex(parts[0]));
        var right = ByteBuffer.allocate(wrong.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        while (wrong.hasRemaining()) {
            right.putInt(wrong.getInt());
        }
        return new InetSocketAddress(InetAddress.getByAddress(right.array()), HexFormat.fromHexDigits(parts[1]));
    }

    /** Which processes have which sockets; of processes that this user may not look into nothing is known. */
    Map<Long, List<Long>> processesBySocket() {
        Map<Long, List<Long>> found = new HashMap<>();
        try (var processes = Files.newDirectoryStream(machine.proc(), "[0-9]*")) {
            for (var process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                socketsOf(pid)
                        .orElse(List.of())
                        .forEach(inode -> found.computeIfAbsent(inode, _ -> new ArrayList<>()).add(pid));
            }
        } catch (IOException _) {
            return Map.of();
        }
        return found;
    }

    /** The sockets of one process; empty when this user may not look into it, or it is gone. */
    Optional<List<Long>> socketsOf(long pid) {
        List<Long> inodes = new ArrayList<>();
        try (var open = Files.newDirectoryStream(machine.proc().resolve(Long.toString(pid)).resolve("fd"))) {
            for (var link : open) {
                target(link)
                        .filter(it -> it.startsWith(LINK))
                        .ifPresent(it -> inodes.add(Long.parseLong(it.substring(LINK.length(), it.length() - 1))));
            }
            return Optional.of(inodes);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException _) {
            return Optional.empty(); // closed while we looked
        }
    }
}
