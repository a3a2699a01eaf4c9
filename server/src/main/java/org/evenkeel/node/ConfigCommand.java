package org.evenkeel.node;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Prints every configuration key. */
@Command(
        name = "config",
        header = "Lists every configuration key.",
        description = "Lists every configuration key with its default, unit and meaning.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    @Option(names = "--file", description = "Prints a whole configuration file instead, with every key commented out.")
    private boolean asFile;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "With --file: sets one key in it.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        values.keySet().stream().filter(name -> ConfigKey.named(name).isEmpty()).findFirst().ifPresent(this::refuse);
        PrintWriter out = spec.commandLine().getOut();
        if (asFile) {
            out.print(ConfigFile.fresh(values));
            out.flush();
            return 0;
        }
        for (var key : ConfigKey.all()) {
            out.printf("%s = %s   (%s)%n", key.name(), key.fallback(), key.unit());
            out.printf("    %s%n    environment: %s%n", key.sentence(), key.variable());
        }
        return 0;
    }

    private void refuse(String name) {
        throw new CommandLine.ParameterException(spec.commandLine(), "--set " + name + ": there is no such key");
    }
}
