package org.evenkeel.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Runs a server with a made-up clinic in which a group is on now. */
@Command(
        name = "demo",
        header = "Runs the server with a made-up clinic.",
        description = {
            "Runs the server with a made-up clinic and prints addresses that work at once. All "
                    + "of them may be opened in tabs of one browser. A second start keeps the data."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var config = options.readForMadeUpPeople();
        Logs.configure(new Config.Log(config.log().json(), "warn"));
        var server = Server.start(config);
        try (var _ = Running.of(server)) {
            var address = config.publicAddress().orElse("http://localhost:" + server.port());
            print(new DemoClinic(server.desk().clinic(), server.desk().identity()).load(address));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void print(DemoClinic.Addresses addresses) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("  The demo clinic is open. Open each address in a tab of its own:");
        out.println();
        out.println("  Counselor        " + addresses.counselor());
        addresses.participants().forEach((name, link) -> out.println("  %-16s %s".formatted(name, link)));
        out.println();
        out.println("  The counselor's address works once and for fifteen minutes; Ctrl-C ends the demo.");
        out.flush();
    }
}
