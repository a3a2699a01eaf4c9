package org.evenkeel.setup;

import org.evenkeel.setup.Change.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The services, and which of them must hear of a changed file. */
final class Services {

    /**
     * One unit.
     *
     * @param hears which file it reads at its start
     */
    record Unit(String name, Predicate<String> hears) {}

    static final Unit REDIS = new Unit("evenkeel-redis.service", Places.REDIS::equals);
    static final Unit JANUS = new Unit("evenkeel-janus.service", file -> file.startsWith(Places.JANUS + "/"));
    static final Unit SERVER =
            new Unit(
                    "evenkeel.service",
                    file ->
                            file.equals(Places.CONFIGURATION)
                                    || file.equals(Places.SERVER_UNIT)
                                    || file.startsWith(Places.SECRETS + "/"));
    static final Unit RELAY =
            new Unit("coturn.service", file -> file.equals(Places.RELAY) || file.equals(Places.RELAY_UNIT));
    private static final Unit BACKUP = new Unit("evenkeel-backup.timer", Places.BACKUP_UNIT::equals);
    static final Unit CADDY =
            new Unit("caddy.service", file -> file.equals(Places.CADDY) || file.equals(Places.CADDY_MAIN));

    static final Unit NGINX = new Unit("nginx.service", Places.NGINX::equals);

    private Services() {}

    /**
     * What is to be done once the files are there.
     *
     * @param changed the files that will have been changed by then
     */
    static List<Change> commands(Answers answers, Machine machine, List<String> changed) {
        var commands = new ArrayList<Change>();
        if (changed.stream().anyMatch(file -> file.startsWith("/etc/systemd/"))) {
            commands.add(always("the service manager reads its files", "systemctl", "daemon-reload"));
        }
        leaving(answers, machine)
                .filter(unit -> runs(machine, unit))
                .forEach(
                        unit ->
                                commands.add(
                                        always(
                                                unit.name() + " gives its ports away",
                                                "systemctl",
                                                "disable",
                                                "--now",
                                                unit.name())));
        for (Unit unit : units(answers, machine)) {
            commands.add(
                    new Command(
                            unit.name() + " starts with the machine",
                            List.of("systemctl", "--quiet", "enable", unit.name()),
                            List.of("systemctl", "--quiet", "is-enabled", unit.name())));
            if (!runs(machine, unit)) {
                commands.add(new Change.Start(unit.name() + " runs", unit.name()));
            } else if (changed.stream().anyMatch(unit.hears())) {
                commands.add(new Change.Start(unit.name() + " hears of it", unit.name()));
            }
        }
        if (answers.backup().isEmpty()
                && machine.hands().endsWell(List.of("systemctl", "--quiet", "is-enabled", BACKUP.name()))) {
            commands.add(always("no backup is made by itself", "systemctl", "disable", "--now", BACKUP.name()));
        }
        return List.copyOf(commands);
    }

    private static boolean runs(Machine machine, Unit unit) {
        return machine.hands().endsWell(List.of("systemctl", "--quiet", "is-active", unit.name()));
    }

    /** Proxies that an earlier setup put in front, and this one does not. */
    static Stream<Unit> leaving(Answers answers, Machine machine) {
        boolean caddy = !answers.tls().isCaddy() && machine.has(Places.CADDY);
        boolean nginx = answers.tls() != Answers.Tls.NGINX && machine.has(Places.NGINX);
        return Stream.concat(caddy ? Stream.of(CADDY) : Stream.empty(), nginx ? Stream.of(NGINX) : Stream.empty());
    }

    private static List<Unit> units(Answers answers, Machine machine) {
        var units = new ArrayList<>(List.of(REDIS));
        if (machine.has(Places.JANUS_PROGRAM)) {
            units.add(JANUS);
        }
        units.add(SERVER);
        if (answers.relay()) {
            units.add(RELAY);
        }
        if (answers.tls().isCaddy()) {
            units.add(CADDY);
        }
        if (answers.tls() == Answers.Tls.NGINX) {
            units.add(NGINX);
        }
        if (answers.backup().isPresent()) {
            units.add(BACKUP);
        }
        return units;
    }

    private static Command always(String subject, String... command) {
        return new Command(subject, List.of(command), List.of());
    }
}
