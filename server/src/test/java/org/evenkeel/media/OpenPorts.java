package org.evenkeel.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process listens on, as the kernel has it. */
final class OpenPorts {

    private static final String LISTENING = "0A";
    private static final HexFormat HEX = HexFormat.of();

    private OpenPorts() {}

    /** TCP addresses of a process that runs as the same user, such as {@code 127.0.0.1:8080}. */
    static List<String> of(long pid) throws IOException {
        Set<String> sockets = socketsOf(pid);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> rows(Path.of("/proc", Long.toString(pid), "net", table)))
                .filter(row -> row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]"))
                .map(row -> address(row[1]))
                .toList();
    }

    private static Set<String> socketsOf(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.map(OpenPorts::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "closed while we looked";
        }
    }

    private static Stream<String[]> rows(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).map(line -> line.strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 0100007F:1F90} is 127.0.0.1:8080; what is longer is IPv6 and stays as it is. */
    private static String address(String text) {
        String[] parts = text.split(":");
        int port = HexFormat.fromHexDigits(parts[1]);
        byte[] bytes = HEX.parseHex(parts[0]);
        return bytes.length == 4
                ? "%d.%d.%d.%d:%d".formatted(bytes[3] & 0xff, bytes[2] & 0xff, bytes[1] & 0xff, bytes[0] & 0xff, port)
                : "[" + parts[0] + "]:" + port;
    }
}
