package org.evenkeel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of a benchmark: started, waited for, ended; each with a limit. */
record Children(Path folder, Path jar) {

    /** Those that the server is shipped with; all of a benchmark's processes have them. */
    private static final Path OPTIONS = Path.of("deploy", "jvm.options");

    private static final long UP_SECONDS = 600;
    private static final long LOAD_SECONDS = 400;
    private static final long END_SECONDS = 30;
    private static final long LOOK_MILLIS = 50;
    private static final List<String> RAISED =
            List.of(
                    "--set",
                    "limits.commands-per-10s=1000000",
                    "--set",
                    "limits.sockets-per-address-per-minute=10000000",
                    "--set",
                    "limits.requests-per-address-per-minute=10000000");

    /** One that runs until it is closed. */
    record Child(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
            process.onExit().join();
        }
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A Java command line. */
    private static List<String> java(
            List<String> virtualMachine, String classPath, String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.add("@" + OPTIONS);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(virtualMachine);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return command;
    }

    List<String> evenkeel(String... arguments) {
        return evenkeel(List.of(), List.of(arguments));
    }

    /** The jar alone on the class path, as it is shipped: an AOT cache takes no folders. */
    private List<String> evenkeel(List<String> virtualMachine, List<String> arguments) {
        return java(virtualMachine, jar.toString(), "org.evenkeel.node.Main", arguments);
    }

    /** Our server, seeded. */
    Child ours(Path tokens, int rooms, int members, boolean tickets) throws IOException, InterruptedException {
        var command =
                evenkeel(
                        "seed",
                        "--serve",
                        "--port=0",
                        "--rooms=" + rooms,
                        "--members=" + members,
                        "--out=" + tokens,
                        "--data=" + fresh("ours"));
        command.addAll(RAISED);
        if (tickets) {
            command.add("--tickets");
        }
        return up(start(command, "ours"), tokens);
    }

    Child bare(Path tokens, int rooms, int members) throws IOException, InterruptedException {
        var arguments =
                List.of(
                        Integer.toString(rooms),
                        Integer.toString(members),
                        fresh("bare").toString(),
                        tokens.toString());
        return up(
                start(
                        java(
                                List.of(),
                                System.getProperty("java.class.path"),
                                "org.evenkeel.bench.BareServer",
                                arguments),
                        "bare"),
                tokens);
    }

    /** Our server without anybody in it. */
    Child serve(List<String> virtualMachine, Path data, int port) throws IOException {
        var arguments =
                new ArrayList<>(List.of("serve", "--port=" + port, "--data=" + data, "--set", "log.level=warn"));
        arguments.addAll(RAISED);
        return start(evenkeel(virtualMachine, arguments), "serve");
    }

    /** Runs to its end. */
    void run(List<String> command, String name) throws IOException, InterruptedException {
        var child = start(command, name);
        if (!child.process().waitFor(LOAD_SECONDS, TimeUnit.SECONDS)) {
            child.close();
            throw new IllegalStateException(name + " took too long");
        }
    }

    private Child start(List<String> command, String name) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile());
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start());
    }

    private Child up(Child child, Path tokens) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
        while (!Files.exists(tokens)) {
            if (child.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
                child.close();
                throw new IllegalStateException("a server did not come up; see the logs in " + folder);
            }
        }
        return child;
    }

    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }
}
