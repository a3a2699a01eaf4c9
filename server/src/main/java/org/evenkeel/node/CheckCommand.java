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
        description = {
            "Walks the whole way of a participant (name, certificate, pages, socket, Redis, database, SFU, relay,"
                    + " clock,",
            "disk, backup, file modes, open ports) and says of each part: fine, warning or broken, why, and what to"
                    + " do.",
            "Changes nothing, and shows neither secrets nor people. Runs as the service user or root, with the"
                    + " server's",
            "own configuration, whether the server runs or not.",
            "Exit code 0: all is fine. 1: warnings. 2: something is broken. 3: the check itself could not be made.",
            "More: server/docs/check.md"
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = CheckCommand.NOT_MADE,
        exitCodeOnExecutionException = CheckCommand.NOT_MADE)
final class CheckCommand implements Callable<Integer> {

    /** As plugins of monitoring systems say "unknown". */
    static final int NOT_MADE = 3;

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
        return report.state().status();
    }

    private CheckReport report() throws InterruptedException {
        try {
            return CheckRun.of(CheckSetup.plan(options.read(), options.secretFiles(), slow));
        } catch (ConfigProblems e) {
            var found = String.join("; ", e.problems()) + ".";
            var broken = new Finding.Broken(Subject.CONFIGURATION, found, Subject.CONFIGURATION.step());
            return CheckReport.only(broken, WallClock.INSTANCE.instant());
        }
    }
}
