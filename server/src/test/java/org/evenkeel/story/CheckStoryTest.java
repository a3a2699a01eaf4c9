package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.check.Area;
import org.evenkeel.check.CheckReport;
import org.evenkeel.check.CheckRun;
import org.evenkeel.check.Finding;
import org.evenkeel.check.Plans;
import org.evenkeel.check.Subject;
import org.evenkeel.check.TestCertificates;
import org.evenkeel.redis.FaultProxy;
import org.evenkeel.redis.RedisAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The whole check, beside a whole server and without one. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckStoryTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private CheckReport through(int port, String... trusted) throws InterruptedException {
        var redis = server.redis();
        return CheckRun.of(
                Plans.of(Path.of(server.flags().get("data.folder")))
                        .address("http://localhost:" + port)
                        .port(server.port(), false, trusted)
                        .redis(RedisAddress.local(redis.host(), redis.port(), redis.password()))
                        .plan());
    }

    private static String said(CheckReport report, Subject subject) {
        return report.findings().stream()
                .filter(finding -> finding.subject() == subject)
                .map(finding -> finding.state().word() + ": " + finding.found())
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> flags() {
        var flags = new HashMap<>(server.flags());
        flags.put("listen.port", Integer.toString(server.port()));
        flags.put("public.address", "http://localhost:" + server.port());
        return flags;
    }

    /** What this environment lacks, and what is as this machine is, stands below; everything else is fine. */
    @Test
    void besideAServerWithItsOwnConfigurationEverythingThatIsThereIsFine() throws IOException {
        var marker = Path.of(server.flags().get("data.folder"), "last-backup.json");
        Files.writeString(
                marker,
                "{\"format\":1,\"at\":%d,\"file\":\"b\",\"bytes\":1,\"millis\":1,\"sha256\":\"00\",\"findings\":0}"
                        .formatted(System.currentTimeMillis()));
        secret(Path.of(server.flags().get("redis.password-file")));
        var run = CommandRun.of(flags(), "check", "--json");
        var states = new TreeMap<String, String>();
        JsonMapper.builder()
                .build()
                .readTree(run.said())
                .path("findings")
                .forEach(it -> states.merge(it.path("code").asString(), it.path("state").asString(), (a, b) -> a + b));
        assertThat(states.remove("relay")).isEqualTo("warning");
        for (var ofThisMachine : List.of("clock_sync", "disk_space", "disk_inodes", "disk_encryption")) {
            assertThat(states.remove(ofThisMachine)).as(ofThisMachine).isNotNull();
        }
        assertThat(states.values()).as(run.said()).containsOnly("fine");
        assertThat(states)
                .containsOnlyKeys(
                        "backup",
                        "children",
                        "client_address",
                        "clock_redis",
                        "database",
                        "database_safe",
                        "database_tables",
                        "database_whole",
                        "dns",
                        "file_modes",
                        "headers",
                        "media_address",
                        "media_ports",
                        "open_ports",
                        "public_address",
                        "ready",
                        "redis",
                        "redis_log",
                        "redis_memory",
                        "redis_open",
                        "redis_policy",
                        "redis_writes",
                        "server",
                        "sfu",
                        "sfu_admin",
                        "sfu_media",
                        "sfu_private",
                        "sfu_room",
                        "sfu_strangers",
                        "socket",
                        "socket_answer");
        assertThat(run.code()).isIn(1, 2);
        var data = Path.of(server.flags().get("data.folder"));
        assertThat(run.said())
                .doesNotContain(server.redis().password(), Files.readString(data.resolve("media/secret")).strip());
    }

    @Test
    void withoutAServerItSaysSoAndMakesNothing(@TempDir Path folder) {
        var data = folder.resolve("none");
        var run = CommandRun.of(Map.of("data.folder", data.toString(), "listen.port", "1"), "check");
        assertThat(run.code()).as(run.said()).isEqualTo(2);
        assertThat(run.said())
                .contains("broken   server              The server is down: nobody listens at http://127.0.0.1:1")
                .doesNotContain("\u001b");
        assertThat(data).doesNotExist();
    }

    private static void secret(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Through a server that speaks TLS itself, with a certificate that devices know. */
    @Test
    void overTlsTheCertificateIsLookedAtToo(@TempDir Path folder) throws InterruptedException {
        var certificates = new TestCertificates(folder);
        certificates.sign("good", "localhost", Duration.ofDays(-1), 90);
        var files = certificates.pem("good");
        var tls = Map.of("tls.certificate", files.getFirst().toString(), "tls.key", files.getLast().toString());
        try (var secure = TestServer.start(tls)) {
            var report =
                    CheckRun.of(
                            Plans.of(Path.of(secure.flags().get("data.folder")))
                                    .address("https://localhost:" + secure.port())
                                    .port(secure.port(), true)
                                    .trust(certificates.issuer())
                                    .plan());
            assertThat(report.findings())
                    .filteredOn(
                            finding -> List.of(Area.ADDRESS, Area.PAGES, Area.ROOM).contains(finding.subject().area()))
                    .hasSize(12)
                    .extracting(Finding::state)
                    .as(() -> String.join("\n", report.table()))
                    .containsOnly(Finding.State.FINE);
        }
    }

    @Test
    void theProxyInFrontIsSeenAndComparedWithWhatIsTrusted() throws InterruptedException {
        try (var proxy = new FaultProxy(server.port())) {
            assertThat(said(through(proxy.port(), "127.0.0.1"), Subject.CLIENT_ADDRESS))
                    .isEqualTo("fine: The proxy comes from an address in proxy.trusted.");
            assertThat(said(through(proxy.port(), "10.9.8.7"), Subject.CLIENT_ADDRESS))
                    .isEqualTo("warning: The proxy comes from 127.0.0.1, which is not in proxy.trusted.");
            assertThat(said(through(proxy.port()), Subject.CLIENT_ADDRESS))
                    .isEqualTo("warning: A proxy stands in front, and proxy.trusted is empty.");
        }
    }

    @Test
    void asACommandItSaysTheSameToMachinesAndShowsNoSecret() {
        var flags = flags();
        flags.put(
                "redis.password-file",
                TestServer.written(Path.of(flags.get("data.folder"), "wrong"), "northgate").toString());
        var run = CommandRun.of(flags, "check", "--json");
        assertThat(run.code()).as(run.said()).isEqualTo(2);
        var json = JsonMapper.builder().build().readTree(run.said());
        assertThat(json.path("status").asInt()).isEqualTo(2);
        assertThat(run.said())
                .contains("does not take the password")
                .doesNotContain("northgate", server.redis().password());
    }

    @Test
    void aConfigurationThatCannotBeUsedIsBrokenAndWrongOptionsAreNoCheck() {
        var run = CommandRun.of(Map.of("listen.port", "many"), "check");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.said()).contains("broken   configuration").contains("listen.port");
        assertThat(CommandRun.of(Map.of(), "check", "--no-such-option").code()).isEqualTo(3);
    }
}
