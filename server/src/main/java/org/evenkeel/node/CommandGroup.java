package org.evenkeel.node;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** A command that is nothing but the roof of others: by itself it says which. */
abstract class CommandGroup implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public final Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
