package org.evenkeel.story;

import org.evenkeel.node.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One command of the product, run as an operator runs it: a process of its own.
 *
 * @param code its exit code
 * @param said its output
 */
record CommandRun(int code, String said) {

    private static final int LONGEST_SECONDS = 60;

    /** Runs it to its end. */
    static CommandRun of(Map<String, String> flags, String... words) {
        return run(command(flags, words));
    }

    /**
     * The same under a limit that a shell sets first.
     *
     * @param limit such as {@code ulimit -f 64}: no file gets longer than 64 kB
     */
    static CommandRun limited(String limit, Map<String, String> flags, String... words) {
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", limit + " && exec \"$@\"", "limited"));
        command.addAll(command(flags, words));
        return run(command);
    }

    private static List<String> command(Map<String, String> flags, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        ServerProcess.classPath(),
                        Main.class.getName()));
        command.addAll(List.of(words));
        flags.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        return command;
    }

    private static CommandRun run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the command does not end: " + said);
            }
            return new CommandRun(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command runs", e);
        }
    }
}
