package org.evenkeel.child;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where programs are looked for.
 *
 * @param text as in the environment variable {@code PATH}
 */
public record SearchPath(String text) {

    /** What this process was given. */
    public static SearchPath ofThisProcess() {
        return new SearchPath(System.getenv().getOrDefault("PATH", ""));
    }

    /** The programs of a name that may be run, in the order of the path. */
    public Stream<Path> programs(String name) {
        return Arrays.stream(text.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
