package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.evenkeel.check.Subject;
import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.identity.SecondFactorRule;
import org.evenkeel.media.PortRange;
import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.sql.DatabaseAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ConfigTest {

    @TempDir Path folder;

    @Test
    void withNothingSaidEveryDefaultHolds() {
        var config = Config.read(Optional.empty(), Map.of(), Map.of());
        var data = Path.of("evenkeel-data").toAbsolutePath();
        assertThat(config)
                .isEqualTo(
                        new Config(
                                new Config.Listen("127.0.0.1", 8080, Optional.empty(), Set.of(), 0),
                                Optional.empty(),
                                data,
                                data.resolve("keys"),
                                data.resolve("day-keys"),
                                new DatabaseAddress.SqliteFile(data.resolve("evenkeel.db")),
                                Optional.empty(),
                                new MediaConfig(
                                        Optional.empty(),
                                        Optional.empty(),
                                        new PortRange(20_000, 20_999),
                                        MediaConfig.Mesh.OFF,
                                        Optional.empty()),
                                new RetentionPolicy(10, 6, 30),
                                new Config.Log(false, "info"),
                                Optional.of(new InetSocketAddress("127.0.0.1", 9480)),
                                Set.of(),
                                new Config.Rates(20, 5, 600, 3_000),
                                new Config.Staff(SecondFactorRule.REQUIRED, Duration.ofMinutes(15))));
    }

    @Test
    void everyKeyReachesItsPlace() throws Exception {
        var certificate = Files.writeString(folder.resolve("c.pem"), "x");
        var key = Files.writeString(folder.resolve("k.pem"), "x");
        var secret = Files.writeString(folder.resolve("p"), "quiet words\n");
        var config =
                Config.read(
                        Optional.empty(),
                        Map.of(),
                        Map.ofEntries(
                                Map.entry("listen.host", "0.0.0.0"),
                                Map.entry("listen.port", "9"),
                                Map.entry("tls.certificate", certificate.toString()),
                                Map.entry("tls.key", key.toString()),
                                Map.entry("proxy.trusted", "10.0.0.1, 10.0.0.2"),
                                Map.entry("edge.event-loops", "3"),
                                Map.entry("public.address", "https://groups.example/"),
                                Map.entry("data.folder", folder.toString()),
                                Map.entry("keys.folder", folder.resolve("a").toString()),
                                Map.entry("keys.day-folder", folder.resolve("b").toString()),
                                Map.entry("database.url", "jdbc:postgresql://db/evenkeel"),
                                Map.entry("database.user", "someone"),
                                Map.entry("database.password-file", secret.toString()),
                                Map.entry("database.connections", "4"),
                                Map.entry("redis.address", "cache:7000"),
                                Map.entry("redis.password-file", secret.toString()),
                                Map.entry("redis.tls", "true"),
                                Map.entry("retention.attendance-years", "7"),
                                Map.entry("retention.audit-years", "8"),
                                Map.entry("retention.waiter-days", "9"),
                                Map.entry("log.format", "json"),
                                Map.entry("log.level", "debug"),
                                Map.entry("metrics.address", "10.0.0.9:9999"),
                                Map.entry("metrics.open", "true"),
                                Map.entry("check.accepted", "relay, disk_encryption"),
                                Map.entry("limits.commands-per-10s", "1"),
                                Map.entry("limits.messages-per-10s", "2"),
                                Map.entry("limits.sockets-per-address-per-minute", "3"),
                                Map.entry("limits.requests-per-address-per-minute", "4"),
                                Map.entry("staff.second-factor", "optional"),
                                Map.entry("staff.idle-minutes", "5")));
        assertThat(config.listen())
                .isEqualTo(
                        new Config.Listen(
                                "0.0.0.0",
                                9,
                                Optional.of(new EdgeConfig.Tls(certificate, key)),
                                Set.of("10.0.0.1", "10.0.0.2"),
                                3));
        assertThat(config.publicAddress()).contains("https://groups.example");
        assertThat(config.keyFolder()).isEqualTo(folder.resolve("a"));
        assertThat(config.dayKeyFolder()).isEqualTo(folder.resolve("b"));
        assertThat(config.database())
                .isEqualTo(new DatabaseAddress.Postgres("jdbc:postgresql://db/evenkeel", "someone", "quiet words", 4));
        assertThat(config.redis().orElseThrow().password()).contains("quiet words");
        assertThat(config.redis().orElseThrow().tls()).isTrue();
        assertThat(config.retention()).isEqualTo(new RetentionPolicy(7, 8, 9));
        assertThat(config.log()).isEqualTo(new Config.Log(true, "debug"));
        assertThat(config.metrics()).contains(new InetSocketAddress("10.0.0.9", 9999));
        assertThat(config.accepted()).isEqualTo(Set.of(Subject.RELAY, Subject.DISK_ENCRYPTION));
        assertThat(config.rates()).isEqualTo(new Config.Rates(1, 2, 3, 4));
        assertThat(config.staff()).isEqualTo(new Config.Staff(SecondFactorRule.OPTIONAL, Duration.ofMinutes(5)));
    }

    @Test
    void onlyWhatMayWarnCanBeAccepted() {
        var why =
                Map.of(
                        "relais", "relais is no code; evenkeel check prints them",
                        "relay, Backup", "Backup is no code; evenkeel check prints them",
                        "database_tables_of_nobody", "database_tables_of_nobody is no code; evenkeel check prints them",
                        "relay,certificate_chain", "certificate_chain never warns, so it cannot be accepted",
                        "relay,,backup", "separate codes by commas, such as relay, backup",
                        "relay disk_encryption", "separate codes by commas, such as relay, backup");
        why.forEach(
                (refused, problem) ->
                        assertThat(problemsOf(Map.of("check.accepted", refused)))
                                .containsExactly("check.accepted: " + problem));
        assertThat(problemsOf(Map.of("check.accepted", "relais, certificate_chain"))).hasSize(2);
        for (var subject : Subject.values()) {
            var asked = Map.of("check.accepted", subject.code());
            if (subject.warns().isEmpty()) {
                assertThat(problemsOf(asked))
                        .containsExactly(
                                "check.accepted: " + subject.code() + " never warns, so it cannot be accepted");
            } else {
                assertThat(Config.read(Optional.empty(), Map.of(), asked).accepted()).containsExactly(subject);
            }
        }
    }

    @Test
    void figuresAreReadOnLoopbackOnlyUnlessItIsSaid() {
        assertThat(metrics(Map.of("metrics.address", "[::1]:1"))).contains(new InetSocketAddress("::1", 1));
        assertThat(metrics(Map.of("metrics.address", "off"))).isEmpty();
        for (var refused : List.of("0.0.0.0:9480", "10.0.0.9:9480", "[::]:9480")) {
            assertThat(problemsOf(Map.of("metrics.address", refused)))
                    .singleElement()
                    .asString()
                    .startsWith("metrics.address: a loopback address");
            assertThat(metrics(Map.of("metrics.address", refused, "metrics.open", "true"))).isPresent();
        }
        for (var nonsense : List.of("9480", "localhost:9480", "127.0.0.1:x", "127.0.0.1:70000", ":1")) {
            assertThat(problemsOf(Map.of("metrics.address", nonsense)))
                    .singleElement()
                    .asString()
                    .startsWith("metrics.address: host:port");
        }
    }

    private static Optional<InetSocketAddress> metrics(Map<String, String> flags) {
        return Config.read(Optional.empty(), Map.of(), flags).metrics();
    }

    private static List<String> problemsOf(Map<String, String> flags) {
        return catchThrowableOfType(ConfigProblems.class, () -> metrics(flags)).problems();
    }

    @Test
    void everyKeyOfSoundAndPictureReachesItsPlace() throws Exception {
        var api = Files.writeString(folder.resolve("api"), "quiet api\n");
        var admin = Files.writeString(folder.resolve("admin"), "quiet admin\n");
        var key = Files.writeString(folder.resolve("key"), "quiet key\n");
        var turn = Files.writeString(folder.resolve("turn"), "quiet turn\n");
        var media =
                Config.read(
                                Optional.empty(),
                                Map.of(),
                                Map.ofEntries(
                                        Map.entry("media.sfu-address", "wss://sfu.example:8188"),
                                        Map.entry("media.sfu-secret-file", api.toString()),
                                        Map.entry("media.sfu-admin-address", "ws://sfu.example:7188"),
                                        Map.entry("media.sfu-admin-secret-file", admin.toString()),
                                        Map.entry("media.sfu-admin-key-file", key.toString()),
                                        Map.entry("media.address", "192.168.1.20"),
                                        Map.entry("media.ports", "30000-30099"),
                                        Map.entry("media.mesh", "relay-only"),
                                        Map.entry(
                                                "turn.urls", "turn:a.example:3478?transport=udp, stun:b.example:3478"),
                                        Map.entry("turn.secret-file", turn.toString()),
                                        Map.entry("turn.valid-hours", "2")))
                        .media();
        assertThat(media)
                .isEqualTo(
                        new MediaConfig(
                                Optional.of(
                                        new SfuAddress(
                                                URI.create("wss://sfu.example:8188"),
                                                Optional.of(URI.create("ws://sfu.example:7188")),
                                                "quiet api",
                                                "quiet admin",
                                                "quiet key")),
                                Optional.of("192.168.1.20"),
                                new PortRange(30_000, 30_099),
                                MediaConfig.Mesh.RELAY_ONLY,
                                Optional.of(
                                        new RelaySettings(
                                                List.of("turn:a.example:3478?transport=udp", "stun:b.example:3478"),
                                                "quiet turn",
                                                Duration.ofHours(2)))));
        assertThat(media.toString()).doesNotContain("quiet");
    }

    @Test
    void problemsOfSoundAndPictureNameTheirKeys() throws Exception {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThat(problems(Map.of("media.sfu-admin-key-file", empty.toString())))
                .containsExactlyInAnyOrder(
                        "media.sfu-admin-key-file: the file is empty",
                        "media.sfu-admin-key-file: means nothing without media.sfu-address");
        assertThat(problems(Map.of("media.sfu-address", "http://sfu", "media.sfu-admin-address", "ws://sfu:7188")))
                .containsExactlyInAnyOrder(
                        "media.sfu-address: an address that begins with ws:// or wss:// is needed",
                        "media.sfu-secret-file: is needed with media.sfu-address",
                        "media.sfu-admin-key-file: is needed with media.sfu-address",
                        "media.sfu-admin-address and media.sfu-admin-secret-file: both or none are needed");
        assertThat(
                        problems(
                                Map.of(
                                        "media.address", "groups.example",
                                        "media.ports", "many",
                                        "media.mesh", "relay-only",
                                        "turn.urls", "stun:a.example,relay.example",
                                        "turn.valid-hours", "0")))
                .containsExactlyInAnyOrder(
                        "media.address: an IPv4 address such as 192.168.1.20 is needed",
                        "media.ports: a range from 1024 to 65535, such as 20000-20999, is needed",
                        "media.mesh: relay-only needs a relay in turn.urls",
                        "turn.urls: addresses such as turn:relay.clinic.example:3478 are needed",
                        "turn.valid-hours: a whole number from 1 to 48 is needed");
        assertThat(problems(Map.of("turn.urls", "turn:a.example")))
                .containsExactly("turn.secret-file: is needed with a relay in turn.urls");
        assertThat(problems(Map.of("turn.urls", "turn:a.example", "turn.secret-file", empty.toString())))
                .containsExactly("turn.secret-file: the file is empty");
    }

    private static List<String> problems(Map<String, String> flags) {
        return catchThrowableOfType(ConfigProblems.class, () -> Config.read(Optional.empty(), Map.of(), flags))
                .problems();
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("evenkeel.conf"), "listen.port = 1\nlisten.host = filehost\nlog.level = warn\n");
        var config =
                Config.read(
                        Optional.of(file),
                        Map.of("EVENKEEL_LISTEN_PORT", "2", "EVENKEEL_LISTEN_HOST", "envhost", "PATH", "ignored"),
                        Map.of("listen.port", "3"));
        assertThat(config.listen().port()).isEqualTo(3);
        assertThat(config.listen().host()).isEqualTo("envhost");
        assertThat(config.log().level()).isEqualTo("warn");
    }

    @Test
    void allProblemsAreSaidAtOnceAndNoneShowsASecret() throws Exception {
        var secret = Files.writeString(folder.resolve("p"), "quiet words");
        var problems =
                catchThrowableOfType(
                                ConfigProblems.class,
                                () ->
                                        Config.read(
                                                Optional.empty(),
                                                Map.of("EVENKEEL_NO_SUCH_KEY", "1"),
                                                Map.of(
                                                        "listen.port", "many",
                                                        "no.such.key", "1",
                                                        "tls.key", folder.resolve("missing").toString(),
                                                        "database.url", "jdbc:mysql://x",
                                                        "database.password-file", secret.toString(),
                                                        "redis.address", "nowhere",
                                                        "public.address", "https://host/path",
                                                        "log.format", "xml")))
                        .problems();
        assertThat(problems)
                .hasSize(9)
                .anyMatch(each -> each.contains("EVENKEEL_NO_SUCH_KEY"))
                .anyMatch(each -> each.startsWith("listen.port: a whole number from 0 to 65535"))
                .anyMatch(each -> each.contains("no.such.key"))
                .anyMatch(each -> each.startsWith("tls.key: the file cannot be read"))
                .anyMatch(each -> each.contains("both or none"))
                .anyMatch(each -> each.startsWith("database.url"))
                .anyMatch(each -> each.startsWith("redis.address: host:port is needed"))
                .anyMatch(each -> each.startsWith("public.address"))
                .anyMatch(each -> each.startsWith("log.format: one of json, text"))
                .noneMatch(each -> each.contains("quiet"));
    }

    @Test
    void theConfigurationItselfNeverShowsASecret() throws Exception {
        var secret = Files.writeString(folder.resolve("p"), "quiet words");
        var config =
                Config.read(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                "database.url",
                                "jdbc:postgresql://db/evenkeel",
                                "database.password-file",
                                secret.toString(),
                                "redis.address",
                                "cache:7000",
                                "redis.password-file",
                                secret.toString()));
        assertThat(config.toString()).doesNotContain("quiet");
    }
}
