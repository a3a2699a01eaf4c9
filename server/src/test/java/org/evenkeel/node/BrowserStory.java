package org.evenkeel.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One of the stories in {@code web-client/e2e}, played by Node.js in a real browser.
 *
 * @param exitCode 0 when the story is true
 * @param output its steps with their times, and what went wrong
 */
record BrowserStory(int exitCode, String output) {

    private static final Path CLIENT = Path.of("..", "web-client").toAbsolutePath().normalize();
    private static final int LONGEST_SECONDS = 220;

    /** Plays a story to its end. The story ends by itself when this JVM does: its standard input closes. */
    static BrowserStory play(String name, Path file) throws IOException, InterruptedException {
        return play(name, file, command -> command);
    }

    /**
     * The same somewhere else.
     *
     * @param where makes the command that runs there
     */
    static BrowserStory play(String name, Path file, UnaryOperator<List<String>> where)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(file.getParent(), name, ".out");
        return run(where.apply(List.of("node", "e2e/run.mjs", name, file.toString(), "--with-parent")), output);
    }

    /** What a browser makes of our peer connections, without a server. */
    static BrowserStory peers(Path output, UnaryOperator<List<String>> where) throws IOException, InterruptedException {
        return run(where.apply(List.of("node", "e2e/peers.mjs")), output);
    }

    /**
     * A crowd of cheap peers.
     *
     * @param folder of the server that they are on
     */
    static BrowserStory crowd(Path tokens, Path folder, Path output, UnaryOperator<List<String>> where)
            throws IOException, InterruptedException {
        return run(where.apply(List.of("node", "e2e/crowd.mjs", tokens.toString(), folder.toString())), output);
    }

    private static BrowserStory run(List<String> command, Path output) throws IOException, InterruptedException {
        var story =
                new ProcessBuilder(command)
                        .directory(CLIENT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = story.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            return new BrowserStory(ended ? story.exitValue() : -1, Files.readString(output));
        } finally {
            story.descendants().forEach(ProcessHandle::destroyForcibly);
            story.destroyForcibly();
        }
    }
}
