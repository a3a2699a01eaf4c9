package org.evenkeel.redis;

import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.ChildProblem.Problem;
import org.evenkeel.child.SearchPath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code redis-server} that was seen to run on this machine.
 *
 * @param path the program
 * @param version as it says itself, such as {@code 7.0.15}
 */
public record RedisBinary(Path path, String version) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");
    private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int SECONDS_TO_SAY_THE_VERSION = 10;

    /** Streams with explicit ids, and the commands our scripts use, are there since 6.2. */
    private static final int OLDEST_MAJOR = 6;

    private static final int OLDEST_MINOR = 2;

    /** The programs inside the jar {@code embedded-redis}, by system and processor as Java names them. */
    static final Map<String, String> IN_THE_JAR =
            Map.of(
                    "linux amd64", "redis-server-6.2.6-v5-linux-amd64",
                    "linux aarch64", "redis-server-6.2.7-linux-arm64",
                    "mac os x x86_64", "redis-server-6.2.6-v5-darwin-amd64",
                    "mac os x aarch64", "redis-server-6.2.6-v5-darwin-arm64");

    /**
     * The machine's Redis if it is 6.2 or newer, else the one from the jar.
     *
     * @param folder where the one from the jar is unpacked, when it is needed
     * @throws ChildProblem {@code NOT_FOUND}, naming the command that installs one
     */
    public static RedisBinary find(Path folder) {
        return find(SearchPath.ofThisProcess().text(), thisMachine(), folder);
    }

    static RedisBinary find(String searchPath, String machine, Path folder) {
        return onPath(searchPath).or(() -> fromJar(machine, folder)).orElseThrow(RedisBinary::none);
    }

    /** The first usable one on a search path. */
    static Optional<RedisBinary> onPath(String searchPath) {
        return NAMES.stream()
                .flatMap(new SearchPath(searchPath)::programs)
                .map(RedisBinary::tried)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The one from the jar, unpacked; empty when the jar has none for this machine, or it does not run here. */
    static Optional<RedisBinary> fromJar(String machine, Path folder) {
        return Optional.ofNullable(IN_THE_JAR.get(machine))
                .map(name -> unpacked(name, folder))
                .flatMap(RedisBinary::tried);
    }

    /** System and processor, as {@link #IN_THE_JAR} names them. */
    static String thisMachine() {
        return (System.getProperty("os.name") + " " + System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
    }

    private static Path unpacked(String name, Path folder) {
        Path program = folder.resolve(name);
        if (Files.isExecutable(program)) {
            return program;
        }
        try (InputStream content = RedisBinary.class.getResourceAsStream("/" + name)) {
            if (content == null) {
                throw new IllegalStateException("the server was packaged without " + name);
            }
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, name, ".part");
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
            return Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ChildProblem(
                    RedisFolder.CHILD, Problem.FOLDER_NOT_USABLE, "cannot unpack the bundled Redis into " + folder, e);
        }
    }

    /** Asks the program for its version; empty when it does not run here, or is too old. */
    private static Optional<RedisBinary> tried(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_SAY_THE_VERSION, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            Matcher said = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return said.find() && isNewEnough(said)
                    ? Optional.of(new RedisBinary(program, versionIn(said)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // another processor's program, a missing library, a folder that forbids to run
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildProblem(RedisFolder.CHILD, Problem.DID_NOT_START, "interrupted while looking for Redis", e);
        }
    }

    private static boolean isNewEnough(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major > OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(version.group(2)) >= OLDEST_MINOR;
    }

    private static String versionIn(Matcher version) {
        return version.group().substring("v=".length());
    }

    /** Whether it keeps the append-only log in a folder of several files, as Redis does since 7.0. */
    boolean keepsLogInFolder() {
        return Integer.parseInt(version.substring(0, version.indexOf('.'))) > OLDEST_MAJOR;
    }

    private static ChildProblem none() {
        return new ChildProblem(
                RedisFolder.CHILD,
                Problem.NOT_FOUND,
                "no Redis 6.2 or newer runs on this machine. Install one with: sudo apt-get install redis-server");
    }
}
