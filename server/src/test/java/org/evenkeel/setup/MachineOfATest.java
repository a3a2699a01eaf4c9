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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A machine below a folder, whose owners and services are remembered and not real. */
final class MachineOfATest implements Machine.Hands, OtherRooms {

    /** Every command that was run for its effect, in order. */
    final List<String> ran = new ArrayList<>();

    /** Packages that can be had. */
    final Set<String> offered = new HashSet<>(Set.of("janus"));

    /** What the server's user may neither read nor enter, with all below. */
    final Set<String> closed = new HashSet<>();

    /** Who listens. */
    final List<Listener> listeners = new ArrayList<>();

    /** What is wrong with the configuration. */
    final List<String> mistakes = new ArrayList<>();

    /** What is in no file of a key that a backup could be made for. */
    Optional<String> keyProblem = Optional.empty();

    /** Units that do not start. */
    final Set<String> broken = new HashSet<>();

    /** Lines of the journal, by what is asked of it. */
    final Map<String, List<String>> journal = new HashMap<>();

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
            case "setpriv" -> Files.exists(machine.at(last)) && closed.stream().noneMatch(Path.of(last)::startsWith);
            case "test" -> Files.exists(machine.at(last));
            case "apt-get" -> offered.contains(last);
            case "systemctl" -> (command.contains("is-active") ? running : enabled).contains(last);
            default -> done.contains(String.join(" ", command.subList(0, command.size() - 1)));
        };
    }

    @Override
    public List<String> said(List<String> command) {
        return journal.getOrDefault(command.getLast(), List.of());
    }

    /** The configuration's own text is another room's; here it is the values alone. */
    @Override
    public String with(String present, Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> "%s = %s\n".formatted(each.getKey(), each.getValue()))
                .sorted()
                .collect(Collectors.joining());
    }

    @Override
    public List<String> configurationProblems(String file) {
        return mistakes;
    }

    @Override
    public Optional<String> keyProblem(Answers.Backup backup) {
        return keyProblem;
    }

    @Override
    public List<Listener> listeners() {
        return listeners;
    }

    @Override
    public void run(List<String> command) {
        if (command.contains("restart") && broken.contains(command.getLast())) {
            throw new Machine.SetupFailed(String.join(" ", command) + " ended with code 1");
        }
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
