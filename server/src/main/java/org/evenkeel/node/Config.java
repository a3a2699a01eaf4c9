package org.evenkeel.node;

import org.evenkeel.check.Subject;
import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.SecondFactorRule;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.sql.DatabaseAddress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole configuration, checked.
 *
 * @param publicAddress how browsers reach this server, without a slash at its end; empty: as the port was opened
 * @param redis empty: one is started as a child
 * @param media how sound and picture travel
 * @param retention how long what is kept
 * @param metrics where monitoring reads figures; empty: nowhere
 * @param accepted of what the check only says that it is so
 * @param staff how staff sign in
 */
public record Config(
        Listen listen,
        Optional<String> publicAddress,
        Path dataFolder,
        Path keyFolder,
        Path dayKeyFolder,
        DatabaseAddress database,
        Optional<RedisAddress> redis,
        MediaConfig media,
        RetentionPolicy retention,
        Log log,
        Optional<InetSocketAddress> metrics,
        Set<Subject> accepted,
        Rates rates,
        Staff staff) {

    /** Where the port is and what speaks on it. */
    public record Listen(
            String host, int port, Optional<EdgeConfig.Tls> tls, Set<String> trustedProxies, int eventLoops) {}

    /** How log lines look. */
    public record Log(boolean json, String level) {}

    /** How often; see the keys. */
    public record Rates(int commandsPer10s, int messagesPer10s, int socketsPerMinute, int requestsPerMinute) {}

    /** How staff sign in; see the keys. */
    public record Staff(SecondFactorRule secondFactor, Duration idle) {

        /** As it is where nobody says anything. */
        static Staff usual() {
            return new Staff(SecondFactorRule.REQUIRED, IdentityLimits.defaults().staffIdle());
        }
    }

    /**
     * Reads file, environment and flags; the later wins.
     *
     * @throws ConfigProblems with all problems at once
     */
    public static Config read(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        var values = new ConfigValues(file, environment, flags);
        var data = Path.of(values.text(ConfigKey.DATA_FOLDER)).toAbsolutePath().normalize();
        var config =
                new Config(
                        listen(values),
                        values.parsed(ConfigKey.PUBLIC_ADDRESS, "an http(s) address without a path", Config::origin),
                        data,
                        folder(values, ConfigKey.KEY_FOLDER, data.resolve("keys")),
                        folder(values, ConfigKey.DAY_KEY_FOLDER, data.resolve("day-keys")),
                        database(values, data),
                        redis(values),
                        MediaConfig.read(values),
                        new RetentionPolicy(
                                values.number(ConfigKey.RETENTION_ATTENDANCE, 1, 100),
                                values.number(ConfigKey.RETENTION_AUDIT, 6, 100),
                                values.number(ConfigKey.RETENTION_WAITERS, 1, 3_650)),
                        new Log(
                                values.oneOf(ConfigKey.LOG_FORMAT, Set.of("text", "json")).equals("json"),
                                values.oneOf(ConfigKey.LOG_LEVEL, Set.of("debug", "info", "warn", "error"))),
                        metrics(values),
                        accepted(values),
                        new Rates(
                                values.number(ConfigKey.RATE_COMMANDS, 1, 1_000_000),
                                values.number(ConfigKey.RATE_CHAT, 1, 1_000_000),
                                values.number(ConfigKey.RATE_SOCKETS, 1, 10_000_000),
                                values.number(ConfigKey.RATE_REQUESTS, 1, 10_000_000)),
                        new Staff(
                                secondFactor(values), Duration.ofMinutes(values.number(ConfigKey.STAFF_IDLE, 1, 60))));
        if (!values.problems().isEmpty()) {
            throw new ConfigProblems(values.problems());
        }
        return config;
    }

    private static Listen listen(ConfigValues values) {
        return new Listen(
                values.text(ConfigKey.LISTEN_HOST),
                values.number(ConfigKey.LISTEN_PORT, 0, 65_535),
                tls(values),
                Arrays.stream(values.text(ConfigKey.TRUSTED_PROXIES).split(","))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                values.number(ConfigKey.EVENT_LOOPS, 0, 256));
    }

    private static SecondFactorRule secondFactor(ConfigValues values) {
        var word = values.oneOf(ConfigKey.STAFF_SECOND_FACTOR, Set.of("required", "optional"));
        return word.equals("required") ? SecondFactorRule.REQUIRED : SecondFactorRule.OPTIONAL;
    }

    private static Optional<EdgeConfig.Tls> tls(ConfigValues values) {
        var certificate = readable(values, ConfigKey.TLS_CERTIFICATE);
        var key = readable(values, ConfigKey.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            values.problem("tls.certificate and tls.key: both or none are needed");
        }
        return certificate.flatMap(chain -> key.map(secret -> new EdgeConfig.Tls(chain, secret)));
    }

    private static Optional<Path> readable(ConfigValues values, ConfigKey key) {
        var path = values.parsed(key, "a file", Path::of);
        path.filter(file -> !Files.isReadable(file))
                .ifPresent(_ -> values.problem(key.name() + ": the file cannot be read"));
        return path;
    }

    private static Path folder(ConfigValues values, ConfigKey key, Path fallback) {
        return values.parsed(key, "a folder", Path::of).map(path -> path.toAbsolutePath().normalize()).orElse(fallback);
    }

    private static DatabaseAddress database(ConfigValues values, Path data) {
        var password = values.secret(ConfigKey.DATABASE_PASSWORD_FILE).orElse("");
        int connections = values.number(ConfigKey.DATABASE_CONNECTIONS, 1, 200);
        return values.<DatabaseAddress>parsed(
                        ConfigKey.DATABASE_URL,
                        "an address that begins with jdbc:postgresql:",
                        url ->
                                new DatabaseAddress.Postgres(
                                        url, values.text(ConfigKey.DATABASE_USER), password, connections))
                .orElse(new DatabaseAddress.SqliteFile(data.resolve("evenkeel.db")));
    }

    private static Optional<RedisAddress> redis(ConfigValues values) {
        var password = values.secret(ConfigKey.REDIS_PASSWORD_FILE);
        boolean tls = values.oneOf(ConfigKey.REDIS_TLS, Set.of("true", "false")).equals("true");
        return values.parsed(
                ConfigKey.REDIS_ADDRESS,
                "host:port",
                text -> {
                    int colon = text.lastIndexOf(':');
                    return new RedisAddress(
                            text.substring(0, colon),
                            Integer.parseInt(text.substring(colon + 1)),
                            Optional.empty(),
                            password,
                            tls);
                });
    }

    private static Set<Subject> accepted(ConfigValues values) {
        var subjects = EnumSet.noneOf(Subject.class);
        for (var code : values.optional(ConfigKey.CHECK_ACCEPTED).map(text -> text.split(",")).orElse(new String[0])) {
            var subject = Subject.thatWarns(code.strip());
            subject.ifPresent(subjects::add);
            if (subject.isEmpty()) {
                values.problem(ConfigKey.CHECK_ACCEPTED.name() + ": " + whyNotAccepted(code.strip()));
            }
        }
        return Set.copyOf(subjects);
    }

    private static String whyNotAccepted(String code) {
        if (code.isEmpty() || code.chars().anyMatch(Character::isWhitespace)) {
            return "separate codes by commas, such as relay, backup";
        }
        return Arrays.stream(Subject.values()).anyMatch(subject -> subject.code().equals(code))
                ? code + " never warns, so it cannot be accepted"
                : code + " is no code; evenkeel check prints them";
    }

    /** Who can reach this port can read how many people are in the clinic's rooms: loopback, unless it is said. */
    private static Optional<InetSocketAddress> metrics(ConfigValues values) {
        boolean open = values.oneOf(ConfigKey.METRICS_OPEN, Set.of("true", "false")).equals("true");
        if (values.text(ConfigKey.METRICS_ADDRESS).equals("off")) {
            return Optional.empty();
        }
        var address =
                values.parsed(ConfigKey.METRICS_ADDRESS, "host:port, such as 127.0.0.1:9480, or off", Config::address);
        if (!open && address.filter(it -> !it.getAddress().isLoopbackAddress()).isPresent()) {
            values.problem(
                    "metrics.address: a loopback address such as 127.0.0.1:9480 is needed, or metrics.open = true");
        }
        return address;
    }

    /** Numbers only: a name could lead elsewhere tomorrow. */
    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        var host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
    }

    private static String origin(String text) {
        var uri = URI.create(text);
        boolean plain =
                List.of("http", "https").contains(uri.getScheme())
                        && uri.getHost() != null
                        && List.of("", "/").contains(uri.getPath());
        if (!plain) {
            throw new IllegalArgumentException("not an origin");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
