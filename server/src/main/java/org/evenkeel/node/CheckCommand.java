package org.evenkeel.node;

import org.evenkeel.check.CheckReport;
import org.evenkeel.check.CheckRun;
import org.evenkeel.check.Finding;
import org.evenkeel.check.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Walks the whole way of a participant and says what is wrong with it. */
@Command(
        name = "check",
        header = "Says what is wrong on the way of a participant.",
        description = {
            "Walks the whole way of a participant (name, certificate, pages, socket, Redis, "
                    + "database, SFU, relay, clock, disk, backup, file modes, open ports) and says of "
                    + "each part: fine, warning or broken, why, and what to do. Changes nothing, and "
                    + "shows neither secrets nor people. Runs as the service user or root, with the "
                    + "server's own configuration, whether the server runs or not.",
            "Exit code 0: all is fine. 1: warnings. 2: something is broken. 3: the check itself "
                    + "could not be made.",
            "More: server/docs/check.md"
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = CheckReport.NOT_MADE,
        exitCodeOnExecutionException = CheckReport.NOT_MADE)
final class CheckCommand implements Callable<Integer> {

    /** Everything else that would be found is so because of it, and what it advises is done by setup. */
    private static final Finding NOT_SET_UP =
            new Finding.Broken(
                    Subject.CONFIGURATION,
                    "Evenkeel is not set up on this machine yet.",
                    "sudo evenkeel setup; for a lost machine first: sudo evenkeel restore FILE");

    @Mixin private ConfigOptions options;

    @Option(names = "--json", description = "Writes JSON, for monitoring.")
    private boolean json;

    @Option(names = "--slow", description = "Looks at what takes minutes too: the whole database, a silent socket.")
    private boolean slow;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Logs.silence();
        var report = report();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.table().forEach(out::println);
        }
        out.flush();
        return report.status();
    }

    private CheckReport report() throws InterruptedException {
        try {
            var config = options.read();
            return options.isNotSetUp(config)
                    ? CheckReport.notMade(NOT_SET_UP, WallClock.INSTANCE.instant())
                    : CheckRun.of(CheckSetup.plan(config, options.secretFiles(), slow));
        } catch (ConfigProblems e) {
            var found = String.join("; ", e.problems()) + ".";
            var broken = new Finding.Broken(Subject.CONFIGURATION, found, Subject.CONFIGURATION.step());
            return CheckReport.only(broken, WallClock.INSTANCE.instant());
        }
    }
}
