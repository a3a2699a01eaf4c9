package org.evenkeel.sql;

import org.postgresql.Driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own {@code pg_dump} and {@code pg_restore}: the newest that is installed, for a newer one reads what an
 * older server has, but not the other way round.
 *
 * @param folder where they are
 * @param major their version
 */
record PostgresTools(Path folder, int major) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final int LONGEST_COMPLAINT = 300;

    /** How JDBC's parameters are called by the tools. */
    private static final Map<String, String> VARIABLES =
            Map.of("sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT", "sslcert", "PGSSLCERT");

    /** Reads what a tool writes. */
    interface Reading {
        void from(InputStream output) throws IOException;
    }

    /**
     * @throws CopyProblem when there are none
     */
    static PostgresTools newest() {
        return newest(folders());
    }

    /** The same, looked for in these folders. */
    static PostgresTools newest(List<Path> folders) {
        return folders.stream()
                .filter(
                        folder ->
                                Files.isExecutable(folder.resolve("pg_dump"))
                                        && Files.isExecutable(folder.resolve("pg_restore")))
                .flatMap(folder -> version(folder).stream().mapToObj(major -> new PostgresTools(folder, major)))
                .max(Comparator.comparingInt(PostgresTools::major))
                .orElseThrow(
                        () ->
                                new CopyProblem(
                                        "pg_dump and pg_restore are not installed on this machine, and a backup of"
                                                + " PostgreSQL needs them: apt-get install postgresql-client"));
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            } catch (IOException _) {
                // then the path alone is asked
            }
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of).forEach(folders::add);
        return folders;
    }

    private static OptionalInt version(Path folder) {
        try {
            Process process =
                    new ProcessBuilder(folder.resolve("pg_dump").toString(), "--version")
                            .redirectErrorStream(true)
                            .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(said);
            return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    /**
     * @param server major version of the server that is to be dumped
     * @throws CopyProblem when these are older
     */
    void mustNotBeOlderThan(int server) {
        if (major < server) {
            throw new CopyProblem(
                    "pg_dump on this machine is of PostgreSQL %d and cannot dump the server, which is %d: apt-get install postgresql-client-%d"
                            .formatted(major, server, server));
        }
    }

    /**
     * Runs one to its end.
     *
     * @param database whose address and password it gets, by its environment and not by its command line
     * @throws CopyProblem with the first line of its complaint when it fails
     */
    void run(String tool, List<String> arguments, Optional<DatabaseAddress.Postgres> database, Reading output) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve(tool).toString());
        command.addAll(arguments);
        try {
            Path complaints = Files.createTempFile("evenkeel-" + tool, ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
                database.ifPresent(address -> builder.environment().putAll(environment(address)));
                end(builder.start(), tool, complaints, output);
            } finally {
                Files.delete(complaints);
            }
        } catch (IOException e) {
            throw new CopyProblem(tool + " could not be run to its end (" + e.getMessage() + ").", e);
        }
    }

    private static void end(Process process, String tool, Path complaints, Reading output) throws IOException {
        try (InputStream said = process.getInputStream()) {
            process.getOutputStream().close();
            output.from(said);
            said.transferTo(OutputStream.nullOutputStream());
            int code = process.waitFor();
            if (code != 0) {
                throw new CopyProblem(tool + " failed: " + firstLine(complaints));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CopyProblem(tool + " was interrupted.");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Later lines may quote rows. */
    private static String firstLine(Path complaints) throws IOException {
        String line = Files.readString(complaints).lines().findFirst().orElse("it did not say why");
        return line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) : line;
    }

    private static Map<String, String> environment(DatabaseAddress.Postgres address) {
        Properties parsed = Driver.parseURL(address.url(), new Properties());
        if (parsed == null) {
            throw new CopyProblem("database.url is no address that pg_dump can be given.");
        }
        var environment = new HashMap<String, String>();
        environment.put("PGHOST", parsed.getProperty("PGHOST", "localhost"));
        environment.put("PGPORT", parsed.getProperty("PGPORT", "5432"));
        environment.put("PGDATABASE", parsed.getProperty("PGDBNAME", address.user()));
        environment.put("PGUSER", address.user());
        environment.put("PGPASSWORD", address.password());
        environment.put("PGCONNECT_TIMEOUT", "5");
        VARIABLES.forEach(
                (jdbc, variable) ->
                        Optional.ofNullable(parsed.getProperty(jdbc))
                                .ifPresent(value -> environment.put(variable, value)));
        return environment;
    }
}
