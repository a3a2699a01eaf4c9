package org.evenkeel.check;

import org.evenkeel.check.Sockets.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the processes of this server listen on, as the kernel has it. */
record OpenPortsCheck(CheckPlan plan) implements Check {

    private static final String JANUS = "janus";
    private static final String SERVER = "the server";

    /** The data folder's lock names the process that holds it; the children's notes name theirs. */
    private static final List<Noted> NOTED =
            List.of(
                    new Noted(SERVER, "lock", "java|evenkeel.*"),
                    new Noted("Redis", "redis/redis.pid", "(redis|valkey)-server"),
                    new Noted("Janus", "media/janus.pid", JANUS));

    /**
     * A process whose number stands in a file, which may be another program's by now.
     *
     * @param name what its program is called, a pattern
     */
    private record Noted(String who, String note, String name) {}

    @Override
    public Subject subject() {
        return Subject.OPEN_PORTS;
    }

    @Override
    public List<Finding> look() {
        if (Machine.isClosed(plan.folders().data())) {
            return Subject.only(subject().closed(plan.folders().data()));
        }
        var sockets = new Sockets(plan.machine());
        var rows = sockets.listening();
        var findings = new ArrayList<Finding>();
        var unseen = new TreeSet<String>();
        var looked = new TreeSet<String>();
        for (var each : NOTED) {
            pid(each)
                    .ifPresent(
                            pid -> {
                                var open = sockets.socketsOf(pid);
                                if (open.isEmpty()) {
                                    unseen.add(each.who());
                                } else {
                                    looked.add(each.who());
                                    rows.stream()
                                            .filter(row -> open.get().contains(row.inode()))
                                            .flatMap(row -> judged(each.who(), row).stream())
                                            .forEach(findings::add);
                                }
                            });
        }
        findings.addAll(otherJanus(sockets, rows));
        if (!unseen.isEmpty()) {
            findings.add(
                    subject()
                            .warning("What %s listens on cannot be seen by this user.", String.join(", ", unseen))
                            .doing("Run the check as the service user or as root (sudo evenkeel check)."));
        }
        if (findings.isEmpty()) {
            findings.add(
                    looked.isEmpty()
                            ? subject().fine("No process of this data folder runs.")
                            : subject().fine("Only what is configured is open: %s.", String.join(", ", looked)));
        }
        return findings;
    }

    private Optional<Long> pid(Noted noted) {
        return Machine.read(plan.folders().data().resolve(noted.note()))
                .filter(text -> text.matches("\\d{1,10}"))
                .map(Long::parseLong)
                .filter(pid -> plan.machine().nameOf(pid).filter(name -> name.matches(noted.name())).isPresent());
    }

    private Optional<Finding> judged(String who, Row row) {
        int port = row.local().getPort();
        if (!who.equals(SERVER)) {
            return row.isOpenToOthers()
                    ? Optional.of(
                            subject().broken("%s listens on port %d on an address that is no loopback.", who, port))
                    : Optional.empty();
        }
        return port == plan.listen().port() || port == plan.listen().metrics().orElse(port + 1)
                ? Optional.empty()
                : Optional.of(
                        row.isOpenToOthers()
                                ? subject().warning("The server's process listens on port %d too.", port)
                                : subject().fine("The server's process listens on loopback port %d too.", port));
    }

    /** The package's own Janus, which answers to everybody, may run beside ours. */
    private List<Finding> otherJanus(Sockets sockets, List<Row> rows) {
        var owners = sockets.processesBySocket();
        return rows.stream()
                .filter(Row::isOpenToOthers)
                .filter(
                        row ->
                                owners.getOrDefault(row.inode(), List.of()).stream()
                                        .anyMatch(pid -> plan.machine().nameOf(pid).filter(JANUS::equals).isPresent()))
                .map(row -> row.local().getPort())
                .distinct()
                .map(
                        port ->
                                subject()
                                        .broken("A Janus listens on port %d on an address that is no loopback.", port)
                                        .doing(
                                                "sudo systemctl mask --now janus, unless it is one that you set up"
                                                        + " yourself."))
                .toList();
    }
}
