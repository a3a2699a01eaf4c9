package org.evenkeel.redis;

import org.evenkeel.redis.EmbeddedRedisException.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The files of one Redis: its data, its configuration with the port, its secret, its process id. The secret stands in
 * files that only their owner reads and never in a command line, which every user of the machine may read.
 *
 * @param path the folder's real path, without links
 */
record RedisFolder(Path path) {

    static final String HOST = "127.0.0.1";

    private static final int SECRET_BYTES = 32;
    private static final String PORT_KEY = "port ";

    /** The newest lines of the log that an error shows. */
    private static final int LINES_OF_LOG = 12;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Makes the folder where there is none. */
    static RedisFolder at(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, OWNERS_FOLDER);
            }
            return new RedisFolder(path.toRealPath());
        } catch (IOException e) {
            throw notUsable("cannot make the folder " + path, e);
        }
    }

    Path configuration() {
        return path.resolve("redis.conf");
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    Path log() {
        return path.resolve("redis.log");
    }

    Path programs() {
        return path.resolve("bin");
    }

    private Path pidFile() {
        return path.resolve("redis.pid");
    }

    /** The folder of several log files that Redis keeps since 7.0, and that an older one does not read. */
    boolean holdsLogInFolder() {
        return Files.isDirectory(path.resolve("appendonlydir"));
    }

    /** The password of this folder's Redis; made at the first call, then kept. */
    String secret() {
        Path file = path.resolve("secret");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            String secret = HexFormat.of().formatHex(bytes);
            writeOwnerOnly(file, secret + "\n");
            return secret;
        } catch (IOException e) {
            throw notUsable("cannot keep the secret in " + file, e);
        }
    }

    /** Writes the configuration for one start. */
    void writeConfiguration(int port) {
        String text =
                """
                # Written at every start of Evenkeel; changes are lost.
                bind %s
                %s%d
                protected-mode yes
                requirepass %s
                dir %s
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                daemonize no
                # keeps our path in the command line, so that a later start knows this process again
                set-proc-title no
                """
                        .formatted(HOST, PORT_KEY, port, secret(), quoted(path));
        try {
            writeOwnerOnly(configuration(), text);
        } catch (IOException e) {
            throw notUsable("cannot write " + configuration(), e);
        }
    }

    /** The port of the last start; empty when there was none. */
    OptionalInt lastPort() {
        try {
            return Files.exists(configuration()) ? portIn(Files.readAllLines(configuration())) : OptionalInt.empty();
        } catch (IOException e) {
            throw notUsable("cannot read " + configuration(), e);
        }
    }

    private static OptionalInt portIn(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PORT_KEY))
                .mapToInt(line -> Integer.parseInt(line.substring(PORT_KEY.length()).strip()))
                .findFirst();
    }

    /** Notes the process id for people and scripts. */
    void notePid(long pid) {
        try {
            writeOwnerOnly(pidFile(), pid + "\n");
        } catch (IOException e) {
            throw notUsable("cannot write " + pidFile(), e);
        }
    }

    void forgetPid() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw notUsable("cannot remove " + pidFile(), e);
        }
    }

    /** Keeps the log of the last start beside the new one, so that it never grows without end. */
    void turnLogOver() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), path.resolve("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log(), OWNER_ONLY);
        } catch (IOException e) {
            throw notUsable("cannot write " + log(), e);
        }
    }

    /** What Redis said last; it logs no keys and no values. */
    String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException _) {
            return "(nothing in " + log() + ")";
        }
    }

    private static void writeOwnerOnly(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, OWNER_ONLY);
        Files.writeString(unfinished, text, StandardOpenOption.WRITE);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static EmbeddedRedisException notUsable(String what, IOException cause) {
        return new EmbeddedRedisException(Problem.FOLDER_NOT_USABLE, what, cause);
    }
}
