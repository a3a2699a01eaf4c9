package org.evenkeel.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A machine below a folder, whose owners and services are remembered and not real. */
final class MachineOfATest implements Machine.Hands {

    /** Every command that was run for its effect, in order. */
    final List<String> ran = new ArrayList<>();

    /** Packages that can be had. */
    final Set<String> offered = new HashSet<>(Set.of("janus"));

    private final Map<Path, Owner> owners = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> enabled = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Machine machine;

    MachineOfATest(Path root) throws IOException {
        machine = new Machine(root, this);
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.createDirectories(root.resolve("etc/evenkeel"));
        Files.createDirectories(root.resolve("etc/caddy"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createFile(root.resolve("usr/bin/janus"));
        Files.writeString(root.resolve("etc/caddy/Caddyfile"), ":80 {\n\troot * /usr/share/caddy\n}\n");
    }

    Machine machine() {
        return machine;
    }

    @Override
    public Owner ownerOf(Path file) {
        return owners.getOrDefault(key(file), new Owner("somebody", "somebody"));
    }

    /** A file that was moved keeps its owner, so it is remembered by what it is, not by where. */
    @Override
    public void give(Path file, Owner owner) {
        owners.put(key(file), owner);
    }

    private static Path key(Path file) {
        try {
            return Path.of(Files.getAttribute(file, "unix:ino").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean endsWell(List<String> command) {
        String last = command.getLast();
        return switch (command.getFirst()) {
            case "setpriv" -> Files.exists(machine.at(last));
            case "test" -> Files.exists(machine.at(last));
            case "apt-get" -> offered.contains(last);
            case "systemctl" -> (command.contains("is-active") ? running : enabled).contains(last);
            default -> done.contains(String.join(" ", command.subList(0, command.size() - 1)));
        };
    }

    @Override
    public void run(List<String> command) {
        ran.add(String.join(" ", command));
        if (command.contains("enable")) {
            enabled.add(command.getLast());
        } else if (command.contains("disable")) {
            enabled.remove(command.getLast());
            running.remove(command.getLast());
        } else if (command.contains("restart")) {
            running.add(command.getLast());
        } else {
            done.add(String.join(" ", command));
        }
    }
}
