package org.evenkeel.media;

import org.evenkeel.child.ChildFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of one Janus: configuration, secret, log, and folders with one link each to the plugin and the transport it
 * may load. There is no folder for recordings.
 *
 * @param files where they lie
 * @param secrets made from the one that lies there
 */
record JanusFolder(ChildFolder files, JanusSecrets secrets) {

    /** The child's name in problems and in the names of its files. */
    static final String CHILD = "janus";

    static final String CONFIGURATIONS = "conf";
    static final String PLUGINS = "plugins";
    static final String TRANSPORTS = "transports";
    static final String EVENTS = "events";
    static final String LOGGERS = "loggers";

    /** Every folder that Janus is told of. */
    static final List<String> FOLDERS = List.of(CONFIGURATIONS, PLUGINS, TRANSPORTS, EVENTS, LOGGERS);

    private static final String PORTS = "ports";

    /** The files in a folder that this process alone uses. */
    static JanusFolder in(ChildFolder files) {
        return new JanusFolder(files, JanusSecrets.from(files.secret()));
    }

    private Path path() {
        return files.path();
    }

    /** Writes everything that one start needs. */
    void write(JanusSettings settings, JanusBinary binary) {
        FOLDERS.forEach(files::folder);
        link(files.file(PLUGINS).resolve(JanusBinary.PLUGIN), binary.plugin());
        link(files.file(TRANSPORTS).resolve(JanusBinary.TRANSPORT), binary.transport());
        settings.files(path(), secrets).forEach((name, text) -> files.write(CONFIGURATIONS + "/" + name, text));
        files.write(PORTS, settings.apiPorts());
    }

    private void link(Path link, Path target) {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw files.notUsable("cannot make the link " + link, e);
        }
    }

    /** The ports of the API and the admin API at the last start. */
    Optional<List<Integer>> lastPorts() {
        return files.read(PORTS)
                .filter(text -> text.matches("\\d{1,5} \\d{1,5}\n"))
                .map(text -> Arrays.stream(text.strip().split(" ")).map(Integer::valueOf).toList());
    }

    /** Whether the last start was told exactly this; an earlier version of ours may have said something else. */
    boolean wasTold(JanusSettings settings) {
        return settings.files(path(), secrets).entrySet().stream()
                .allMatch(
                        file -> files.read(CONFIGURATIONS + "/" + file.getKey()).equals(Optional.of(file.getValue())));
    }

    /** Where a Janus of this folder listens and what it wants to hear. */
    SfuAddress address(JanusSettings settings) {
        return settings.address(secrets);
    }

    /** The same, by the ports of the API and the admin API. */
    SfuAddress addressOnPorts(List<Integer> apiAndAdmin) {
        return JanusSettings.address(apiAndAdmin.getFirst(), apiAndAdmin.getLast(), secrets);
    }

    /** Tells Janus where everything is; by these a later start knows its process again. */
    List<String> arguments() {
        Path configurations = files.file(CONFIGURATIONS);
        return List.of(
                "-F", configurations.toString(), "-C", configurations.resolve(JanusSettings.MAIN_FILE).toString());
    }
}
