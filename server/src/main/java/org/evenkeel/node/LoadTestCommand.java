package org.evenkeel.node;

import org.evenkeel.load.LoadPlan;
import org.evenkeel.load.LoadRun;
import org.evenkeel.load.OwnServer;
import org.evenkeel.load.ProcessMeter;
import org.evenkeel.load.Tokens;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Loads a server with rooms full of members and says what it costs. */
@Command(
        name = "loadtest",
        header = "Loads a server with rooms full of members.",
        description = {
            "Loads a server with rooms full of members: hands go up and down by turns, and "
                    + "every delivery is counted and checked. Says latency from the intended sending to "
                    + "the last member's receipt, and CPU and memory of server and Redis as the operating "
                    + "system sees them. Exit code 1 when anything was lost, doubled or refused.",
            "More: server/docs/loadtest.md"
        },
        mixinStandardHelpOptions = true)
final class LoadTestCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--address", paramLabel = "URL", description = "ws://host:port/socket; default: as the tokens say.")
    private Optional<URI> address = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Commands a second of each room, by the clock; default: closed loop, one at a time.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--joins",
            paramLabel = "N",
            description = "Rooms entered a second; default: all at once, as on the hour.")
    private int joins;

    @Option(names = "--client", paramLabel = "NAME", description = "netty (default) or tyrus.")
    private Client client = Client.netty;

    @Option(names = "--threads", paramLabel = "N", description = "Event loops of the generator; default 1.")
    private int threads = 1;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Before the measured span; default 10.")
    private long warmUp = 10;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "The measured span; default 20.")
    private long seconds = 20;

    @Option(
            names = "--system-calls",
            paramLabel = "SECONDS",
            description = "Afterwards counts the server's system calls for so long, with strace.")
    private long systemCalls;

    @Option(names = "--idle", description = "Sends nothing: weighs the server's memory empty and full.")
    private boolean idle;

    @Option(names = "--server-pid", paramLabel = "PID", description = "Default: as the tokens say.")
    private Optional<Long> serverPid = Optional.empty();

    @Option(names = "--redis-pid", paramLabel = "PID", description = "Default: as the tokens say.")
    private Optional<Long> redisPid = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON too.")
    private Optional<Path> json = Optional.empty();

    @Spec private CommandSpec spec;

    /** Which client library. */
    enum Client {
        netty,
        tyrus
    }

    /** Whom to load. */
    private static final class Target {
        @Option(
                names = "--tokens",
                paramLabel = "FILE",
                required = true,
                description = "Loads the rooms of evenkeel seed; the file gets the newest tokens at the end.")
        private Path tokens;

        @ArgGroup(exclusive = false)
        private Own own;
    }

    /** A server for this run alone. */
    private static final class Own {
        @Option(
                names = "--own",
                required = true,
                description = "Starts a server and Redis for this run; limits raised.")
        private boolean start;

        @Option(names = "--rooms", paramLabel = "R", description = "Rooms of --own; default 100.")
        private int rooms = 100;

        @Option(names = "--members", paramLabel = "N", description = "Members of each; default 12.")
        private int members = 12;

        @Option(names = "--tickets", description = "Members come as new pages by ticket, not by resume.")
        private boolean tickets;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.configure(new Config.Log(false, "warn"));
        if (target.own == null) {
            return load(target.tokens);
        }
        try (var server = OwnServer.start(target.own.rooms, target.own.members, target.own.tickets)) {
            return load(server.tokens());
        }
    }

    private int load(Path file) throws IOException, InterruptedException {
        var tokens = Tokens.read(file);
        var processes = tokens.processes();
        var plan =
                new LoadPlan(
                        address.or(() -> tokens.address().map(URI::create)).orElseThrow(this::noAddress),
                        client == Client.tyrus,
                        threads,
                        rate,
                        joins,
                        idle,
                        warmUp,
                        seconds,
                        systemCalls,
                        serverPid.or(() -> processes.map(Tokens.Processes::server)).map(ProcessMeter::new),
                        redisPid.or(() -> processes.flatMap(Tokens.Processes::redis)).map(ProcessMeter::new));
        if (idle && plan.server().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--idle needs --server-pid");
        }
        try (var run = new LoadRun(plan, tokens)) {
            var result = run.run();
            result.tokens().write(file);
            if (json.isPresent()) {
                result.report().write(json.get());
            }
            result.report().table().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            return result.report().problems().isEmpty() ? 0 : 1;
        }
    }

    private ParameterException noAddress() {
        return new ParameterException(spec.commandLine(), "--address is needed: the tokens name no server");
    }
}
