package org.evenkeel.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Prints every configuration key. */
@Command(
        name = "config",
        description = "Lists every configuration key with its default, unit and meaning.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (var key : ConfigKey.all()) {
            out.printf("%s = %s   (%s)%n", key.name(), key.fallback(), key.unit());
            out.printf("    %s%n    environment: %s%n", key.sentence(), key.variable());
        }
        return 0;
    }
}
