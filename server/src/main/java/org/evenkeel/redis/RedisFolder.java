package org.evenkeel.redis;

import org.evenkeel.child.ChildFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of one Redis: its data, its configuration with the port, its secret, its process id. The secret stands in
 * files that only their owner reads and never in a command line, which every user of the machine may read.
 *
 * @param files where they lie
 */
record RedisFolder(ChildFolder files) {

    /** The child's name in problems and in the names of its files. */
    static final String CHILD = "redis";

    private static final String CONFIGURATION = "redis.conf";

    /** Makes the folder where there is none. */
    static RedisFolder at(Path path) {
        return new RedisFolder(ChildFolder.at(CHILD, path));
    }

    /** The folder as it is, for somebody who changes nothing; empty when it is not a child's, or not ours to read. */
    static Optional<RedisFolder> seen(Path path) {
        var folder = new RedisFolder(new ChildFolder(CHILD, path));
        return Files.isReadable(folder.configuration()) && folder.files().hasSecret()
                ? Optional.of(folder)
                : Optional.empty();
    }

    Path path() {
        return files.path();
    }

    Path configuration() {
        return files.file(CONFIGURATION);
    }

    Path programs() {
        return files.file("bin");
    }

    /** The folder of several log files that Redis keeps since 7.0, and that an older one does not read. */
    boolean holdsLogInFolder() {
        return Files.isDirectory(files.file("appendonlydir"));
    }

    /** The password of this folder's Redis. */
    String secret() {
        return files.secret();
    }

    /** Writes the configuration for one start. */
    void writeConfiguration(int port) {
        files.write(CONFIGURATION, new RedisSettings(port, path(), secret()).text());
    }

    /** The port of the last start; empty when there was none. */
    OptionalInt lastPort() {
        return files.read(CONFIGURATION).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(RedisSettings.PORT_KEY))
                .mapToInt(line -> Integer.parseInt(line.substring(RedisSettings.PORT_KEY.length()).strip()))
                .findFirst();
    }

    /** What Redis said last; it logs no keys and no values. */
    String endOfLog() {
        return files.endOfLog();
    }
}
