package org.evenkeel.node;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that every command with a configuration has. */
final class ConfigOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "${sys:evenkeel.config}",
            description =
                    "Configuration file with lines key = value; what the package installed reads the one in /etc.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key; wins over environment and file. All keys: evenkeel config")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--port", paramLabel = "PORT", description = "Short for --set listen.port=PORT.")
    private Optional<String> port = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Short for --set data.folder=FOLDER.")
    private Optional<String> data = Optional.empty();

    /**
     * @throws ConfigProblems with all problems at once
     */
    Config read() {
        return Config.read(file, System.getenv(), flags());
    }

    /**
     * For a command that does one thing and ends: of what happens on the way it prints warnings and errors only, unless
     * the command line itself asks for {@code log.level=debug}.
     *
     * @throws ConfigProblems with all problems at once
     */
    Config readForCommand() {
        Logs.configure(
                new Config.Log(false, "debug".equals(values.get(ConfigKey.LOG_LEVEL.name())) ? "debug" : "warn"));
        return read();
    }

    /**
     * Whether nobody has set this machine up: the package's own configuration does not say yet how browsers reach the
     * server.
     */
    boolean isNotSetUp(Config config) {
        return isPackaged() && config.publicAddress().isEmpty();
    }

    /**
     * For a command that may begin a record: one that began before this machine is set up would stand in the way of a
     * restore.
     *
     * @throws StartProblem when nobody has set this machine up
     */
    void mustBeSetUp(Config config) {
        if (isNotSetUp(config)) {
            throw new StartProblem(
                    "Evenkeel is not set up on this machine yet: sudo evenkeel setup (for a lost machine first: sudo"
                            + " evenkeel restore FILE)");
        }
    }

    /** Whether the file is the one that the package named for those who name none. */
    private boolean isPackaged() {
        var packaged = Optional.ofNullable(System.getProperty("evenkeel.config")).filter(name -> !name.isBlank());
        return packaged.isPresent() && file.equals(packaged.map(Path::of));
    }

    /**
     * For clinics of made-up people: staff need no second factor, unless somebody says that they do.
     *
     * @throws ConfigProblems with all problems at once
     */
    Config readForMadeUpPeople() {
        var flags = flags();
        if (!new ConfigValues(file, System.getenv(), flags).isSet(ConfigKey.STAFF_SECOND_FACTOR)) {
            flags.put(ConfigKey.STAFF_SECOND_FACTOR.name(), "optional");
        }
        return Config.read(file, System.getenv(), flags);
    }

    /** The files that are named to hold a secret. */
    List<Path> secretFiles() {
        var raw = new ConfigValues(file, System.getenv(), flags());
        return ConfigKey.all().stream()
                .filter(key -> key.name().endsWith("-file") || key.equals(ConfigKey.TLS_KEY))
                .flatMap(key -> raw.optional(key).stream())
                .map(Path::of)
                .toList();
    }

    private Map<String, String> flags() {
        var flags = new HashMap<>(values);
        port.ifPresent(value -> flags.put(ConfigKey.LISTEN_PORT.name(), value));
        data.ifPresent(value -> flags.put(ConfigKey.DATA_FOLDER.name(), value));
        return flags;
    }
}
