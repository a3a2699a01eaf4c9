package org.evenkeel.node;

import org.evenkeel.child.ChildProblem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** More or fewer log lines of a running server, for a while. */
@Command(
        name = "log",
        header = "Lets a running server log more or less.",
        description = {
            "Lets a running server log more or less for a while; then it returns to log.level "
                    + "by itself. Without a level it says how things stand. No level logs anything about "
                    + "a person.",
            "Exit code 0: done. 1: a problem, which is named."
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {

    private static final String BACK = "back";
    private static final Set<String> WORDS = Set.of("debug", "info", "warn", "error", BACK);

    @Mixin private ConfigOptions options;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LEVEL",
            description = "debug, info, warn or error; back returns to the configured level at once.")
    private Optional<String> word = Optional.empty();

    @Option(
            names = "--minutes",
            paramLabel = "MINUTES",
            defaultValue = "15",
            description = "For how long, 1 to 240; default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var config = options.read();
        if (word.filter(it -> !WORDS.contains(it)).isPresent()) {
            throw new StartProblem("A level is one of debug, info, warn, error; or back.");
        }
        if (minutes < 1 || minutes > LogLevel.LONGEST.toMinutes()) {
            throw new StartProblem("--minutes: 1 to %d are possible.".formatted(LogLevel.LONGEST.toMinutes()));
        }
        if (!Files.isDirectory(config.dataFolder())) {
            throw new StartProblem("No server has run with the data folder %s.".formatted(config.dataFolder()));
        }
        var level = new LogLevel(config.dataFolder(), config.log().level(), _ -> {}, WallClock.INSTANCE);
        try {
            say(level);
        } catch (ChildProblem e) {
            throw new StartProblem("The data folder cannot be written: " + e.sentence(), e);
        }
        return 0;
    }

    private void say(LogLevel level) {
        var out = spec.commandLine().getOut();
        if (word.isEmpty()) {
            out.println(
                    level.wish()
                            .map(
                                    it ->
                                            "Logs from %s on until %s, then from %s on."
                                                    .formatted(it.level(), it.until(), level.configured()))
                            .orElseGet(() -> "Logs from %s on, as configured.".formatted(level.configured())));
        } else if (word.get().equals(BACK)) {
            level.back();
            out.println("A running server returns to %s within some seconds.".formatted(level.configured()));
        } else {
            var wish = level.wish(word.get(), Duration.ofMinutes(minutes));
            out.println(
                    "A running server logs from %s on within some seconds, until %s; then from %s on."
                            .formatted(wish.level(), wish.until(), level.configured()));
        }
        out.flush();
    }
}
