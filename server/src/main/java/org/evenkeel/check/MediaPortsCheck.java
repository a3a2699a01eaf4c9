package org.evenkeel.check;

import org.evenkeel.media.PortRange;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The UDP ports of media, which nobody else should have. */
record MediaPortsCheck(CheckPlan plan) implements Check {

    private static final String JANUS = "janus";

    @Override
    public Subject subject() {
        return Subject.MEDIA_PORTS;
    }

    @Override
    public List<Finding> look() {
        if (!isHere()) {
            return List.of();
        }
        var range = plan.media().ports();
        var problems = new ArrayList<String>();
        long others = others(range);
        if (others > 0) {
            problems.add("%d of the ports %s are taken by other programs".formatted(others, range));
        }
        if (isGivenOut(range)) {
            problems.add("the system gives ports of %s out to programs that ask for any".formatted(range));
        }
        return Subject.only(
                problems.isEmpty()
                        ? subject().fine("No other program has UDP ports of %s.", range)
                        : subject().warning("%s.", String.join("; ", problems)));
    }

    private boolean isHere() {
        return plan.media()
                .sfu()
                .map(sfu -> SfuCheck.isHere(sfu.api()))
                .orElse(plan.media().own() && plan.media().installed());
    }

    /** Whose a socket is, its process tells, if we may see it; else the user who runs Janus. */
    private long others(PortRange range) {
        var sockets = new Sockets(plan.machine());
        var owners = sockets.processesBySocket();
        var janus = userOfJanus(sockets);
        return sockets.datagrams().stream()
                .filter(row -> row.local().getPort() >= range.first() && row.local().getPort() <= range.last())
                .filter(
                        row -> {
                            var known = owners.getOrDefault(row.inode(), List.of());
                            return known.isEmpty()
                                    ? janus.isPresent() && row.user() != janus.getAsInt()
                                    : known.stream().noneMatch(this::isJanus);
                        })
                .count();
    }

    private boolean isJanus(long pid) {
        return plan.machine().nameOf(pid).filter(JANUS::equals).isPresent();
    }

    private OptionalInt userOfJanus(Sockets sockets) {
        int port = plan.media().sfu().map(sfu -> sfu.api().getPort()).orElse(-1);
        return sockets.listening().stream()
                .filter(row -> row.local().getPort() == port)
                .mapToInt(Sockets.Row::user)
                .findFirst();
    }

    private boolean isGivenOut(PortRange range) {
        var net = plan.machine().proc().resolve("sys/net/ipv4");
        var given = Machine.read(net.resolve("ip_local_port_range")).orElse("").split("\\s+");
        if (given.length != 2 || !given[0].matches("\\d{1,5}") || !given[1].matches("\\d{1,5}")) {
            return false;
        }
        boolean overlaps = Integer.parseInt(given[0]) <= range.last() && Integer.parseInt(given[1]) >= range.first();
        return overlaps && !Machine.read(net.resolve("ip_local_reserved_ports")).orElse("").contains(range.toString());
    }
}
