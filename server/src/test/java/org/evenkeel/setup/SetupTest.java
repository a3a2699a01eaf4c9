package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a machine is given, by the files and services that it has afterwards. */
class SetupTest extends SetupOfATest {

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().toList();
        }
    }

    @Test
    void afterOneTimeNothingIsLeftToDo() {
        assertThat(carriedOut(ANSWERS)).isNotEmpty();
        assertThat(steps(ANSWERS)).extracting(Setup.Step::lines).isEmpty();
    }

    @Test
    void showingChangesNothing() throws IOException {
        List<Path> before = files();
        assertThat(steps(ANSWERS)).extracting(Setup.Step::lines).doesNotContainNull();
        assertThat(files()).isEqualTo(before);
        assertThat(test.ran).isEmpty();
    }

    @Test
    void noSecretIsShown() throws IOException {
        List<Setup.Step> steps = steps(ANSWERS);
        String shown = steps.stream().flatMap(step -> step.lines().stream()).collect(Collectors.joining("\n"));
        steps.forEach(Setup.Step::make);
        for (String name : List.of("redis", "janus", "janus-api", "janus-admin", "janus-key")) {
            assertThat(shown).doesNotContain(read("/etc/evenkeel/secrets/" + name).strip());
        }
        assertThat(shown).containsPattern("file /etc/evenkeel/redis.conf .*: new, [0-9]+ lines");
        String redis = read("/etc/evenkeel/redis.conf");
        Files.writeString(root.resolve("etc/evenkeel/redis.conf"), redis.replaceAll("(?m)^requirepass .*\n", ""));
        assertThat(steps(ANSWERS)).flatExtracting(Setup.Step::lines).contains("    + requirepass (a secret)");
    }

    @Test
    void serverRedisAndJanusShareTheirSecrets() throws IOException {
        carriedOut(ANSWERS);
        assertThat(read("/etc/evenkeel/redis.conf"))
                .contains("requirepass " + read("/etc/evenkeel/secrets/redis").strip() + "\n")
                .contains("appendonly yes")
                .contains("maxmemory-policy noeviction");
        assertThat(read("/etc/evenkeel/janus/conf/janus.jcfg"))
                .contains("api_secret = \"" + read("/etc/evenkeel/secrets/janus-api").strip() + '"')
                .contains("ice_enforce_list = \"192.0.2.10\"");
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("redis.address = 127.0.0.1:16379")
                .contains("public.address = https://groups.example")
                .contains("proxy.trusted = 127.0.0.1, ::1")
                .doesNotContain("turn.");
    }

    @Test
    void secretsAreReadByWhoNeedsThemAlone() throws IOException {
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true));
        assertThat(access("/etc/evenkeel/secrets")).isEqualTo("root:evenkeel rwxr-x---");
        assertThat(access("/etc/evenkeel/secrets/redis")).isEqualTo("root:evenkeel rw-r-----");
        assertThat(access("/etc/evenkeel/secrets/janus")).isEqualTo("root:root rw-------");
        assertThat(access("/etc/evenkeel/redis.conf")).isEqualTo("root:evenkeel-redis rw-r-----");
        assertThat(access("/etc/evenkeel/janus/conf/janus.jcfg")).isEqualTo("root:evenkeel-janus rw-r-----");
        assertThat(access("/etc/evenkeel/turnserver.conf")).isEqualTo("root:turnserver rw-r-----");
    }

    @Test
    void aModeThatSomebodyOpenedIsClosedAgain() throws IOException {
        carriedOut(ANSWERS);
        Files.setPosixFilePermissions(
                root.resolve("etc/evenkeel/secrets/redis"), PosixFilePermissions.fromString("rw-rw-rw-"));
        carriedOut(ANSWERS);
        assertThat(access("/etc/evenkeel/secrets/redis")).isEqualTo("root:evenkeel rw-r-----");
    }

    @Test
    void theClinicIsThereBeforeTheServerStarts() {
        carriedOut(ANSWERS);
        assertThat(test.ran)
                .containsSubsequence(
                        "/usr/lib/evenkeel/bin/evenkeel clinic --zone America/Chicago",
                        "systemctl restart evenkeel-redis.service",
                        "systemctl restart evenkeel-janus.service",
                        "systemctl restart evenkeel.service",
                        "systemctl restart caddy.service",
                        "/usr/lib/evenkeel/bin/evenkeel admin --name first");
    }

    @Test
    void onlyWhoReadsAChangedFileIsStartedAgain() {
        carriedOut(ANSWERS);
        test.ran.clear();
        carriedOut(answers(Answers.Tls.CADDY_INTERNAL, List.of("127.0.0.1", "::1"), false));
        assertThat(test.ran).containsExactly("systemctl restart caddy.service");
    }

    @Test
    void theRelayReachesTheSfuAloneAndGoesAgain() throws IOException {
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true));
        assertThat(read("/etc/evenkeel/turnserver.conf"))
                .contains("denied-peer-ip=0.0.0.0-255.255.255.255\nallowed-peer-ip=192.0.2.10\n")
                .contains("static-auth-secret=" + read("/etc/evenkeel/secrets/relay").strip());
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("turn.urls = turn:groups.example:3478?transport=udp, turn:groups.example:3478?transport=tcp");
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), false));
        assertThat(read("/etc/evenkeel/evenkeel.conf")).contains("turn.urls = \n");
    }

    @Test
    void whatIsMissingIsInstalled() throws IOException {
        Files.delete(root.resolve("usr/bin/janus"));
        assertThat(packages(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true)))
                .containsExactly("janus is installed", "coturn is installed", "caddy is installed");
        assertThat(packages(answers(Answers.Tls.PROXY, List.of("127.0.0.1"), false)))
                .containsExactly("janus is installed");
    }

    @Test
    void aSystemWithoutJanusGetsEverythingElse() throws IOException {
        Files.delete(root.resolve("usr/bin/janus"));
        test.offered.clear();
        assertThat(packages(answers(Answers.Tls.PROXY, List.of("127.0.0.1"), false))).isEmpty();
        carriedOut(ANSWERS);
        assertThat(root.resolve("etc/evenkeel/janus")).doesNotExist();
        assertThat(read("/etc/evenkeel/evenkeel.conf")).contains("redis.address").doesNotContain("media.sfu");
        assertThat(test.ran)
                .contains("systemctl restart evenkeel.service")
                .noneMatch(command -> command.contains("janus"));
        assertThat(steps(ANSWERS)).isEmpty();
    }

    @Test
    void aProxyElsewhereIsLetIn() throws IOException {
        carriedOut(answers(Answers.Tls.PROXY, List.of("192.0.2.7"), false));
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("listen.host = 0.0.0.0")
                .contains("proxy.trusted = 192.0.2.7");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf")).contains("IPAddressAllow=192.0.2.7");
        assertThat(test.ran).contains("systemctl daemon-reload").noneMatch(command -> command.contains("caddy"));
    }

    @Test
    void theServerItselfTakesThePortWithACertificateAndGivesItBack() throws IOException {
        put("/etc/evenkeel/tls/chain.pem");
        put("/etc/evenkeel/tls/key.pem");
        carriedOut(ANSWERS);
        test.ran.clear();
        carriedOut(ownCertificate());
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("listen.host = 0.0.0.0\nlisten.port = 443\n")
                .contains("tls.certificate = /etc/evenkeel/tls/chain.pem\ntls.key = /etc/evenkeel/tls/key.pem\n")
                .contains("proxy.trusted = \n");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf"))
                .contains("CAP_NET_BIND_SERVICE", "SocketBindAllow=tcp:443\n", "SocketBindAllow=tcp:9480\n");
        assertThat(test.ran)
                .containsExactly(
                        "systemctl daemon-reload",
                        "systemctl disable --now caddy.service",
                        "systemctl restart evenkeel.service");
        assertThat(steps(ownCertificate())).isEmpty();
        carriedOut(ANSWERS);
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("listen.port = 8080\n")
                .contains("tls.certificate = \ntls.key = \n");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf")).doesNotContain("CAP_NET");
        assertThat(read("/etc/evenkeel/evenkeel.caddy")).contains("groups.example");
    }

    @Test
    void nginxTakesThePortsFromCaddyAndGivesThemBack() throws IOException {
        var certificate = new Answers.Certificate("/etc/ssl/chain.pem", "/etc/ssl/private/key.pem");
        var nginx =
                answers(
                        Answers.Tls.NGINX,
                        Optional.of(certificate),
                        List.of("127.0.0.1", "::1"),
                        false,
                        Optional.empty());
        carriedOut(ANSWERS);
        test.ran.clear();
        carriedOut(nginx);
        assertThat(read("/etc/nginx/conf.d/evenkeel.conf"))
                .contains("server_name groups.example;")
                .contains("ssl_certificate_key /etc/ssl/private/key.pem;")
                .contains("proxy_set_header X-Forwarded-For $remote_addr;");
        assertThat(read("/etc/evenkeel/evenkeel.conf")).contains("listen.port = 8080\n").doesNotContain("tls.key");
        assertThat(test.ran)
                .containsExactly(
                        "systemctl disable --now caddy.service",
                        "systemctl --quiet enable nginx.service",
                        "systemctl restart nginx.service");
        assertThat(steps(nginx)).isEmpty();
        assertThat(packages(nginx)).contains("nginx is installed");
        test.ran.clear();
        carriedOut(ANSWERS);
        assertThat(read("/etc/nginx/conf.d/evenkeel.conf")).doesNotContain("server_name");
        assertThat(test.ran)
                .containsExactly(
                        "systemctl disable --now nginx.service",
                        "systemctl --quiet enable caddy.service",
                        "systemctl restart caddy.service");
    }

    @Test
    void aBackupIsMadeEveryNightUntilItIsNotWanted() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        put("/etc/evenkeel/backup.asc");
        var usual = backedUp("/etc/evenkeel/backup.passphrase", "/var/lib/evenkeel/backups");
        carriedOut(usual);
        assertThat(read("/etc/systemd/system/evenkeel-backup.service.d/setup.conf"))
                .contains("Environment=BACKUP_TO=/var/lib/evenkeel/backups\n")
                .contains("Environment=BACKUP_OPENED_BY=--passphrase-file=/etc/evenkeel/backup.passphrase\n")
                .doesNotContain("ReadWritePaths");
        assertThat(access("/var/lib/evenkeel/backups")).isEqualTo("evenkeel:evenkeel rwx------");
        assertThat(test.ran)
                .contains("systemctl --quiet enable evenkeel-backup.timer", "systemctl restart evenkeel-backup.timer");
        assertThat(steps(usual)).isEmpty();
        carriedOut(backedUp("/etc/evenkeel/backup.asc", "/srv/backups"));
        assertThat(read("/etc/systemd/system/evenkeel-backup.service.d/setup.conf"))
                .contains("Environment=BACKUP_OPENED_BY=--recipient=/etc/evenkeel/backup.asc\n")
                .contains("ReadWritePaths=/srv/backups\n");
        test.ran.clear();
        carriedOut(ANSWERS);
        assertThat(test.ran).containsExactly("systemctl disable --now evenkeel-backup.timer");
        assertThat(steps(ANSWERS)).isEmpty();
    }

    @Test
    void caddysOwnSiteStays() throws IOException {
        carriedOut(ANSWERS);
        assertThat(read("/etc/caddy/Caddyfile")).startsWith(":80 {").endsWith("\nimport /etc/evenkeel/*.caddy\n");
    }
}
