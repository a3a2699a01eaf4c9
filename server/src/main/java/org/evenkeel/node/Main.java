package org.evenkeel.node;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Optional;
import java.util.concurrent.Callable;

/** The command line. */
@Command(
        name = "evenkeel",
        description = "Self-hosted telehealth group sessions for intensive outpatient programs.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ConfigCommand.class,
            SetupCommand.class,
            CheckCommand.class,
            AdminCommand.class,
            ClinicCommand.class,
            AttendanceCommand.class,
            AuditCommand.class,
            RetentionCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            KeysCommand.class,
            LogCommand.class,
            SeedCommand.class,
            LoadTestCommand.class
        },
        footer = {"", "Each command explains itself: evenkeel serve --help", "All keys: evenkeel config"})
public final class Main implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /** Runs a command and ends the process with its code: 0 done, 1 a problem that was named, 2 wrong usage. */
    public static void main(String[] arguments) {
        shareCores();
        System.exit(commandLine().execute(arguments));
    }

    /**
     * Virtual threads, hence rooms, get half of the cores; event loops, Redis' connections and SQL have threads of
     * their own. More carriers than that spend more on waking each other than on rooms (measured:
     * server/docs/performance.md). Said on the command line, it is left alone.
     */
    private static void shareCores() {
        int carriers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Mistakes::usage)
                .setExecutionExceptionHandler(Mistakes::execution);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** The version of the jar. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(development)");
    }

    /** The same for picocli. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Evenkeel " + version()};
        }
    }
}
