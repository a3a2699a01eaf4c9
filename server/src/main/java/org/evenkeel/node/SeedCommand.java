package org.evenkeel.node;

import org.evenkeel.api.ProgramDirectory;
import org.evenkeel.edge.RoomSockets;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Recorder;
import org.evenkeel.live.Rooms;
import org.evenkeel.load.Tokens;
import org.evenkeel.room.NodeId;
import org.evenkeel.wire.Protocol;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Opens sessions of made-up people for measuring. */
@Command(
        name = "seed",
        header = "Opens sessions of made-up people.",
        description = {
            "Opens sessions of made-up people in which every member is admitted, and writes "
                    + "their tokens. Everything goes through the commands and use cases that people use. "
                    + "Never run it on a clinic's data. Runs on the stores of the configuration, beside a "
                    + "running server when that has a Redis of its own (redis.address), or as the server "
                    + "itself (--serve). What the file means: server/docs/loadtest.md"
        },
        mixinStandardHelpOptions = true)
final class SeedCommand implements Callable<Integer> {

    private static final int MOST_ROOMS = 5_000;
    private static final int MOST_MEMBERS = 500;

    @Mixin private ConfigOptions options;

    @Option(names = "--rooms", paramLabel = "R", required = true, description = "How many sessions.")
    private int rooms;

    @Option(
            names = "--members",
            paramLabel = "N",
            required = true,
            description = "Members of each session: a facilitator and N-1 participants.")
    private int members;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the tokens are written.")
    private Path out;

    @Option(names = "--tickets", description = "Adds a socket ticket a member; good for one minute.")
    private boolean tickets;

    @Option(names = "--serve", description = "Then goes on as the server, until SIGTERM or Ctrl-C.")
    private boolean serve;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (rooms < 1 || rooms > MOST_ROOMS || members < 2 || members > MOST_MEMBERS) {
            throw new ParameterException(
                    spec.commandLine(), "1 to %d rooms of 2 to %d members".formatted(MOST_ROOMS, MOST_MEMBERS));
        }
        var config = options.readForMadeUpPeople();
        Logs.configure(new Config.Log(config.log().json(), "warn"));
        if (serve) {
            serve(config);
        } else {
            seedStores(config);
        }
        return 0;
    }

    private void serve(Config config) throws InterruptedException {
        var server = Server.start(config);
        try (var _ = Running.of(server)) {
            var seed = new Seed(server.desk(), server.rooms(), server.memberIds(), RandomIds.secure());
            var made = seed.load(rooms, members, tickets);
            var processes = new Tokens.Processes(ProcessHandle.current().pid(), server.redisProcess());
            var address = "ws://127.0.0.1:" + server.port() + Protocol.PATH;
            write(config, Optional.of(address), Optional.of(processes), made);
            new CountDownLatch(1).await();
        }
    }

    /** A node without a port, for as long as the seed takes. */
    private void seedStores(Config config) {
        var node = new NodeId(RandomIds.secure().next());
        try (var stores = Stores.open(config, node);
                var virtual = Executors.newVirtualThreadPerTaskExecutor();
                var recorder = Recorder.start(stores.sql().record().ledger())) {
            var desk = Desk.offline(stores.sql(), config.staff());
            var nobody =
                    new RoomSockets(
                            node,
                            new ProgramDirectory(desk.clinic(), WallClock.INSTANCE),
                            Limiting.wire(config),
                            WallClock.INSTANCE);
            var notices = new SessionNotices(nobody, desk.clinic().schedule(), virtual);
            var log = stores.redis().log();
            var bus = stores.redis().bus();
            var ids = RandomIds.secure();
            try (var warm = new Rooms(node, log, bus, recorder, WallClock.INSTANCE, ids, notices)) {
                var seed = new Seed(desk, warm, new MemberIds(stores.sessionKeys()), ids);
                write(config, Optional.empty(), Optional.empty(), seed.load(rooms, members, tickets));
            }
        }
    }

    private void write(
            Config config, Optional<String> address, Optional<Tokens.Processes> processes, List<Tokens.Room> made) {
        new Tokens(1, address, processes, Limiting.raised(config), made).write(out);
        spec.commandLine().getOut().println(made.size() + " sessions of " + members + " members: " + out);
        spec.commandLine().getOut().flush();
    }
}
