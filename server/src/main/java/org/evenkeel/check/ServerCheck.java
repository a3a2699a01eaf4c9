package org.evenkeel.check;

import java.util.List;
import java.util.Optional;

/** The server on its own port, without what stands in front. */
record ServerCheck(CheckPlan plan) implements Check {

    @Override
    public Subject subject() {
        return Subject.SERVER;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        var local = plan.listen().local();
        try (var web = new Web()) {
            var alive = web.get(local.resolve("/healthz"));
            if (alive.filter(it -> it.status() == 200 && it.body().contains("\"alive\"")).isPresent()) {
                return Subject.only(subject().fine("The server answers at %s", local));
            }
        }
        return Subject.only(taken().orElseGet(this::silent));
    }

    /** Somebody has the port, and it is not the server. */
    private Optional<Finding> taken() {
        var sockets = new Sockets(plan.machine());
        return sockets.listening().stream()
                .filter(row -> row.local().getPort() == plan.listen().port())
                .findFirst()
                .map(
                        row -> {
                            var who =
                                    sockets.processesBySocket().getOrDefault(row.inode(), List.of()).stream()
                                            .findFirst()
                                            .flatMap(plan.machine()::nameOf)
                                            .orElse("a program");
                            return subject()
                                    .broken(
                                            "Port %d is held by %s, which does not answer as the server does.",
                                            row.local().getPort(), who)
                                    .doing(
                                            "See who it is with sudo ss -ltnp; stop it, or give the server another"
                                                    + " listen.port.");
                        });
    }

    private Finding silent() {
        return subject().broken("The server is down: nobody listens at %s", plan.listen().local());
    }
}
