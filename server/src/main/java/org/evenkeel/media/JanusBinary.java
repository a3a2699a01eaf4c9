package org.evenkeel.media;

import org.evenkeel.child.SearchPath;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code janus} that is installed on this machine.
 *
 * @param program the program
 * @param libraries the folder that holds its {@code plugins} and {@code transports}
 */
record JanusBinary(Path program, Path libraries) {

    /** The package's own service would open well-known ports to everybody, so it is forbidden before it comes. */
    static final String INSTALL = "sudo systemctl mask janus && sudo apt-get install --no-install-recommends janus";

    static final String PLUGIN = "libjanus_videoroom.so";
    static final String TRANSPORT = "libjanus_websockets.so";

    /** The first one on this process' search path that has the plugin and the transport we need. */
    static Optional<JanusBinary> find() {
        return find(SearchPath.ofThisProcess());
    }

    static Optional<JanusBinary> find(SearchPath path) {
        return path.programs("janus").flatMap(JanusBinary::withLibraries).findFirst();
    }

    private static Stream<JanusBinary> withLibraries(Path program) {
        try {
            Path prefix = program.toRealPath().resolveSibling("..").normalize();
            return placesBelow(prefix.resolve("lib")).stream()
                    .filter(JanusBinary::holdsWhatWeNeed)
                    .map(libraries -> new JanusBinary(program, libraries));
        } catch (IOException _) {
            return Stream.empty(); // gone while we looked, or not ours to read
        }
    }

    /** {@code lib/janus} as Janus' own makefile has it, and {@code lib/x86_64-linux-gnu/janus} as Debian has it. */
    private static List<Path> placesBelow(Path lib) throws IOException {
        List<Path> places = new ArrayList<>(List.of(lib.resolve("janus")));
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(lib, "*-linux-*")) {
                children.forEach(child -> places.add(child.resolve("janus")));
            }
        }
        return places;
    }

    private static boolean holdsWhatWeNeed(Path libraries) {
        return Files.exists(plugin(libraries)) && Files.exists(transport(libraries));
    }

    private static Path plugin(Path libraries) {
        return libraries.resolve("plugins").resolve(PLUGIN);
    }

    private static Path transport(Path libraries) {
        return libraries.resolve("transports").resolve(TRANSPORT);
    }

    /** The VideoRoom. */
    Path plugin() {
        return plugin(libraries);
    }

    /** The WebSocket transport. */
    Path transport() {
        return transport(libraries);
    }
}
