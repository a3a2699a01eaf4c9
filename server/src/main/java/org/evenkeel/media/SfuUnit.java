package org.evenkeel.media;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The files of a Janus that runs by itself, as a unit of the machine: the same that {@link ManagedJanus} gives its
 * child, for somebody else to write and to start.
 *
 * @param folder where all of them lie
 * @param mediaAddress an IPv4 address of the machine that browsers reach; see {@link MediaAddress}
 * @param ports UDP ports of media
 * @param api loopback port of the API
 * @param admin loopback port of the admin API
 * @param secret all that it wants to hear is made from it
 */
public record SfuUnit(Path folder, String mediaAddress, PortRange ports, int api, int admin, String secret) {

    private JanusSettings settings() {
        return new JanusSettings(mediaAddress, ports, api, admin);
    }

    /** The folders, beside the outermost. */
    public List<Path> folders() {
        return JanusFolder.FOLDERS.stream().map(folder::resolve).toList();
    }

    /** What stands in each file; most of them hold secrets. */
    public SequencedMap<Path, String> files() {
        Path configurations = folder.resolve(JanusFolder.CONFIGURATIONS);
        var files = new LinkedHashMap<Path, String>();
        settings()
                .files(folder, JanusSecrets.from(secret))
                .forEach((name, text) -> files.put(configurations.resolve(name), text));
        return files;
    }

    /** Links to the one plugin and the one transport; empty where Janus is not installed. */
    public Map<Path, Path> links() {
        return JanusBinary.find()
                .map(
                        binary ->
                                Map.of(
                                        folder.resolve(JanusFolder.PLUGINS).resolve(JanusBinary.PLUGIN),
                                        binary.plugin(),
                                        folder.resolve(JanusFolder.TRANSPORTS).resolve(JanusBinary.TRANSPORT),
                                        binary.transport()))
                .orElse(Map.of());
    }

    /** Where it will listen and what it will want to hear. */
    public SfuAddress address() {
        return settings().address(JanusSecrets.from(secret));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
