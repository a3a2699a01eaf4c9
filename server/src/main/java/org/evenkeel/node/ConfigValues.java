package org.evenkeel.node;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/** The raw values from file, environment and flags, in rising order, and the problems found while reading them. */
final class ConfigValues {

    private static final String PREFIX = "EVENKEEL_";

    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param file the configuration file, when one was named
     * @param environment all environment variables; those that do not begin with EVENKEEL_ are not looked at
     * @param flags {@code --set} values
     */
    ConfigValues(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        file.ifPresent(this::read);
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        ConfigKey.all().stream()
                                .filter(key -> key.variable().equals(name))
                                .findFirst()
                                .ifPresentOrElse(
                                        key -> values.put(key.name(), value),
                                        () -> problems.add("environment variable " + name + ": there is no such key"));
                    }
                });
        flags.forEach((name, value) -> put("--set " + name, name, value));
    }

    private void read(Path file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (AccessDeniedException _) {
            problems.add("configuration file " + file + ": this user may not read it; with the package use sudo");
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add("configuration file " + file + ": cannot be read");
        }
        properties
                .stringPropertyNames()
                .forEach(name -> put("configuration file: " + name, name, properties.getProperty(name)));
    }

    private void put(String where, String name, String value) {
        if (ConfigKey.named(name).isPresent()) {
            values.put(name, value.strip());
        } else {
            problems.add(where + ": there is no such key");
        }
    }

    /** Whether somebody said anything about it. */
    boolean isSet(ConfigKey key) {
        return values.containsKey(key.name());
    }

    String text(ConfigKey key) {
        return values.getOrDefault(key.name(), key.fallback());
    }

    Optional<String> optional(ConfigKey key) {
        return Optional.of(text(key)).filter(value -> !value.isBlank());
    }

    int number(ConfigKey key, int least, int most) {
        try {
            int value = Integer.parseInt(text(key));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, in the words of the range
        }
        problems.add(key.name() + ": a whole number from " + least + " to " + most + " is needed");
        return Integer.parseInt(key.fallback());
    }

    String oneOf(ConfigKey key, Set<String> allowed) {
        var value = text(key);
        if (!allowed.contains(value)) {
            problems.add(key.name() + ": one of " + String.join(", ", allowed.stream().sorted().toList()));
            return key.fallback();
        }
        return value;
    }

    /** The file's content without the line end; a file that cannot be read is a problem. */
    Optional<String> secret(ConfigKey key) {
        return optional(key)
                .flatMap(
                        name -> {
                            try {
                                return Optional.of(Files.readString(Path.of(name)).strip());
                            } catch (IOException | RuntimeException e) {
                                problems.add(key.name() + ": the file cannot be read");
                                return Optional.empty();
                            }
                        });
    }

    <T> Optional<T> parsed(ConfigKey key, String needed, Function<String, T> parse) {
        return optional(key)
                .flatMap(
                        value -> {
                            try {
                                return Optional.of(parse.apply(value));
                            } catch (RuntimeException e) {
                                problems.add(key.name() + ": " + needed + " is needed");
                                return Optional.empty();
                            }
                        });
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
