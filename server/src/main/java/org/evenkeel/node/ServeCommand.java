package org.evenkeel.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        header = "Runs the server until SIGTERM or Ctrl-C.",
        description = {
            "With nothing configured it starts a Redis " + "of its own as a child and keeps SQL in an SQLite file."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var config = options.read();
        Logs.configure(config.log());
        try (var _ = Running.of(Server.start(config))) {
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
