package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.media.PortRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SetupTest {

    private static final Map<String, String> TEXTS =
            Map.of("host", "groups.example", "time-zone", "America/Chicago", "administrator", "first");

    private static final Answers ANSWERS = answers(Answers.Tls.CADDY, List.of("127.0.0.1", "::1"), false);

    @TempDir private Path root;

    private MachineOfATest test;

    @BeforeEach
    void aMachine() throws IOException {
        test = new MachineOfATest(root);
    }

    /** Those that lead out of the folder, which JUnit would warn of. */
    @AfterEach
    void noLinks() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static Answers answers(Answers.Tls tls, List<String> proxies, boolean relay) {
        return answers(tls, Optional.empty(), proxies, relay, Optional.empty());
    }

    private static Answers answers(
            Answers.Tls tls,
            Optional<Answers.Certificate> certificate,
            List<String> proxies,
            boolean relay,
            Optional<Answers.Backup> backup) {
        return new Answers(
                "groups.example",
                ZoneId.of("America/Chicago"),
                "first",
                tls,
                certificate,
                proxies,
                "192.0.2.10",
                new PortRange(20_000, 20_999),
                relay,
                Optional.empty(),
                backup);
    }

    private static Answers ownCertificate() {
        var certificate = new Answers.Certificate("/etc/evenkeel/tls/chain.pem", "/etc/evenkeel/tls/key.pem");
        return answers(Answers.Tls.OWN, Optional.of(certificate), List.of(), false, Optional.empty());
    }

    private static Answers backedUp(String key, String folder) {
        return answers(
                Answers.Tls.CADDY,
                Optional.empty(),
                List.of("127.0.0.1", "::1"),
                false,
                Optional.of(new Answers.Backup(key, folder)));
    }

    private void put(String file) throws IOException {
        Path place = root.resolve(file.substring(1));
        Files.createDirectories(place.getParent());
        Files.writeString(place, "somebody's");
    }

    private List<Setup.Step> steps(Answers answers) {
        return Stream.concat(setup().steps(answers, TEXTS).stream(), setup().supervisor(answers).stream()).toList();
    }

    private Setup setup() {
        return new Setup(test.machine(), test);
    }

    private List<Setup.Step> carriedOut(Answers answers) {
        List<Setup.Step> steps = steps(answers);
        steps.forEach(Setup.Step::make);
        return steps;
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file.substring(1)));
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

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().toList();
        }
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

    private String access(String file) {
        return test.machine().access(file).orElseThrow();
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

    private List<String> packages(Answers answers) {
        return setup().packages(answers).stream().map(step -> step.lines().getFirst()).toList();
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
    void whatIsYoursToPutThereIsAskedForBeforeAnythingChanges() throws IOException {
        assertThat(setup().obstacles(ownCertificate()))
                .containsExactly(
                        "MISSING: /etc/evenkeel/tls/chain.pem (yours to put there, certificate; then: sudo chown"
                                + " root:evenkeel /etc/evenkeel/tls/chain.pem; sudo chmod 640"
                                + " /etc/evenkeel/tls/chain.pem)",
                        "MISSING: /etc/evenkeel/tls/key.pem (yours to put there, certificate-key; then: sudo chown"
                                + " root:evenkeel /etc/evenkeel/tls/key.pem; sudo chmod 640"
                                + " /etc/evenkeel/tls/key.pem)");
        put("/etc/evenkeel/tls/chain.pem");
        put("/etc/evenkeel/tls/key.pem");
        test.closed.add("/etc/evenkeel/tls/key.pem");
        assertThat(setup().obstacles(ownCertificate()))
                .containsExactly(
                        "certificate-key: the user evenkeel cannot read /etc/evenkeel/tls/key.pem: sudo chown"
                                + " root:evenkeel /etc/evenkeel/tls/key.pem; sudo chmod 640"
                                + " /etc/evenkeel/tls/key.pem");
        test.closed.clear();
        assertThat(setup().obstacles(ownCertificate())).isEmpty();
    }

    @Test
    void aFolderThatIsClosedToTheServerIsNamed() throws IOException {
        put("/srv/it/keys/backup.asc");
        test.closed.add("/srv/it");
        assertThat(setup().obstacles(backedUp("/srv/it/keys/backup.asc", "/var/lib/evenkeel/backups")))
                .containsExactly(
                        "backup-key: the user evenkeel may not enter /srv/it; put the file elsewhere: sudo install -o"
                                + " root -g evenkeel -m 640 /srv/it/keys/backup.asc /etc/evenkeel/backup.asc, and"
                                + " answer that");
        put("/etc/evenkeel/tls/chain.pem");
        put("/etc/evenkeel/tls/key.pem");
        test.closed.add("/etc/evenkeel/tls");
        assertThat(setup().obstacles(ownCertificate()))
                .contains(
                        "certificate: the user evenkeel may not enter /etc/evenkeel/tls: sudo chown root:evenkeel"
                                + " /etc/evenkeel/tls; sudo chmod 750 /etc/evenkeel/tls");
    }

    @Test
    void nginxReadsItsCertificateAsRoot() throws IOException {
        var pair = new Answers.Certificate("/root/chain.pem", "/root/key.pem");
        var nginx = answers(Answers.Tls.NGINX, Optional.of(pair), List.of("127.0.0.1"), false, Optional.empty());
        put("/root/chain.pem");
        test.closed.add("/root");
        assertThat(setup().obstacles(nginx))
                .containsExactly("MISSING: /root/key.pem (yours to put there, certificate-key)");
    }

    @Test
    void whatCannotOpenABackupIsRefused() throws IOException {
        put("/etc/evenkeel/backup.asc");
        test.keyProblem = Optional.of("There is no OpenPGP public key in it.");
        assertThat(setup().obstacles(backedUp("/etc/evenkeel/backup.asc", "/var/lib/evenkeel/backups")))
                .containsExactly("backup-key: There is no OpenPGP public key in it.");
    }

    @Test
    void placesThatTheUnitsCannotSeeAreRefused() {
        for (String place :
                List.of("/home/it/key", "/root/key", "/tmp/key", "/var/tmp/key", "/etc/../run/user/0/key")) {
            for (Question question :
                    List.of(
                            Question.BACKUP_KEY,
                            Question.BACKUP_FOLDER,
                            Question.CERTIFICATE,
                            Question.CERTIFICATE_KEY,
                            Question.DATABASE_PASSWORD,
                            Question.DATABASE_AUTHORITY)) {
                assertThat(Answers.problem(question, place, Map.of()))
                        .hasValueSatisfying(said -> assertThat(said).contains("which the service cannot see"));
            }
            assertThat(Answers.problem(Question.CERTIFICATE, place, Map.of("tls", "nginx"))).isEmpty();
        }
        assertThat(Answers.problem(Question.BACKUP_KEY, "/home/it/backup.asc", Map.of()))
                .contains(
                        "backup-key: /home/it/backup.asc lies below /home, which the service cannot see;"
                                + " /etc/evenkeel/backup.asc is a good place");
        assertThat(Answers.problem(Question.BACKUP_KEY, "/homes/key", Map.of())).isEmpty();
    }

    private static Listener listener(int port, String address, String program, String unit) {
        return new Listener(
                false,
                new InetSocketAddress(InetAddress.ofLiteral(address), port),
                Optional.of(812L),
                program,
                Optional.of(unit).filter(it -> !it.isEmpty()));
    }

    @Test
    void aPortThatAnotherProgramHasIsNamedWithIt() {
        test.listeners.add(listener(80, "0.0.0.0", "nginx", "nginx.service"));
        test.listeners.add(listener(443, "::", "nginx", "nginx.service"));
        test.listeners.add(listener(8080, "192.0.2.10", "java", "tomcat.service"));
        assertThat(setup().obstacles(ANSWERS))
                .containsExactly(
                        "Ports 80, 443 are held by nginx (pid 812). If it is not needed: sudo systemctl disable --now"
                                + " nginx");
        test.listeners.add(listener(8080, "127.0.0.1", "java", ""));
        assertThat(setup().obstacles(answers(Answers.Tls.PROXY, List.of("127.0.0.1"), false)))
                .containsExactly("Port 8080 is held by java (pid 812). If it is not needed: sudo kill 812");
        assertThat(setup().obstacles(answers(Answers.Tls.PROXY, List.of("192.0.2.7"), false)))
                .anyMatch(said -> said.endsWith("disable --now tomcat"));
    }

    @Test
    void portsThatOursHaveOrGiveAwayAreNoObstacle() throws IOException {
        put("/etc/evenkeel/tls/chain.pem");
        put("/etc/evenkeel/tls/key.pem");
        test.listeners.addAll(
                List.of(
                        listener(443, "::", "caddy", "caddy.service"),
                        listener(8080, "127.0.0.1", "java", "evenkeel.service"),
                        listener(16379, "127.0.0.1", "redis-server", "evenkeel-redis.service"),
                        listener(18188, "127.0.0.1", "janus", "evenkeel-janus.service"),
                        listener(3478, "192.0.2.10", "turnserver", "coturn.service")));
        assertThat(setup().obstacles(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true))).isEmpty();
        assertThat(setup().obstacles(ownCertificate())).hasSize(1);
        carriedOut(ANSWERS);
        assertThat(setup().obstacles(ownCertificate())).isEmpty();
        test.listeners.clear();
        test.listeners.add(listener(443, "0.0.0.0", "java", "evenkeel.service"));
        assertThat(setup().obstacles(ANSWERS)).isEmpty();
        test.listeners.add(listener(16379, "127.0.0.1", "redis-server", "redis-server.service"));
        assertThat(setup().obstacles(ANSWERS)).hasSize(1);
    }

    @Test
    void aServiceThatDoesNotStartIsHeard() {
        test.broken.add("evenkeel-redis.service");
        test.journal.put("_SYSTEMD_UNIT=evenkeel-redis.service", List.of("Bad directive", "x".repeat(1_000)));
        assertThatThrownBy(() -> carriedOut(ANSWERS))
                .hasMessageStartingWith(
                        "systemctl restart evenkeel-redis.service ended with code 1\n"
                                + "What it said last:\n"
                                + "    Bad directive\n")
                .message()
                .hasSizeLessThan(500);
        test.journal.clear();
        test.journal.put("--unit=evenkeel-redis.service", List.of("Failed to locate executable"));
        assertThatThrownBy(() -> carriedOut(ANSWERS)).hasMessageEndingWith("    Failed to locate executable");
        test.journal.clear();
        assertThatThrownBy(() -> carriedOut(ANSWERS)).hasMessageEndingWith("ended with code 1");
    }

    @Test
    void aMistakeInTheConfigurationCountsUnlessSetupSetsTheKey() throws IOException {
        test.mistakes.addAll(
                List.of("configuration file: colour: there is no such key", "listen.port: a whole number is needed"));
        assertThat(setup().configurationProblems(ANSWERS)).isEmpty();
        put("/etc/evenkeel/evenkeel.conf");
        assertThat(setup().configurationProblems(ANSWERS))
                .containsExactly("configuration file: colour: there is no such key");
    }

    @Test
    void anAddressTypedAsAHostIsUnderstoodAndRefused() {
        assertThat(Answers.problem(Question.HOST, "https://groups.example/", Map.of()))
                .contains("host: without https:// please, and without a / at its end: groups.example");
    }

    @Test
    void anAddressThatIsNotThisMachinesIsAnsweredWithThoseThatAre() {
        assertThat(Answers.problem(Question.MEDIA_ADDRESS, "192.0.2.99", Map.of()))
                .hasValueSatisfying(
                        said -> assertThat(said).startsWith("media-address: no interface of this machine has"));
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

    private static Answers inPostgres(Answers.PostgresServer... elsewhere) {
        return new Answers(
                "groups.example",
                ZoneId.of("America/Chicago"),
                "first",
                Answers.Tls.CADDY,
                Optional.empty(),
                List.of("127.0.0.1", "::1"),
                "192.0.2.10",
                new PortRange(20_000, 20_999),
                false,
                Optional.of(new Answers.Postgres(Stream.of(elsewhere).findFirst())),
                Optional.of(new Answers.Backup("/etc/evenkeel/backup.passphrase", "/var/lib/evenkeel/backups")));
    }

    @Test
    void aPostgresHereHasARoleBeforeTheClinicIsMadeInIt() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        assertThat(packages(inPostgres())).contains("postgresql is installed");
        List<Setup.Step> steps = carriedOut(inPostgres());
        String password = read("/etc/evenkeel/secrets/database").strip();
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("database.url = jdbc:postgresql://127.0.0.1:5432/evenkeel\n")
                .contains("database.password-file = /etc/evenkeel/secrets/database\n")
                .doesNotContain(password);
        assertThat(read("/etc/evenkeel/secrets/database.sql")).contains("PASSWORD '" + password + "'");
        assertThat(access("/etc/evenkeel/secrets/database.sql")).isEqualTo("root:root rw-------");
        assertThat(steps).flatExtracting(Setup.Step::lines).noneMatch(line -> line.contains(password));
        assertThat(test.ran).noneMatch(command -> command.contains(password));
        assertThat(test.ran)
                .containsSubsequence(
                        "systemctl --quiet enable --now postgresql.service",
                        "sh -c exec runuser -u postgres -- psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1"
                                + " </etc/evenkeel/secrets/database.sql",
                        "/usr/lib/evenkeel/bin/evenkeel clinic --zone America/Chicago");
    }

    @Test
    void aPostgresElsewhereIsReachedByTheUnitsOverTlsAlone() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        put("/etc/evenkeel/database.password");
        var there =
                inPostgres(
                        new Answers.PostgresServer(
                                "192.0.2.5", 5_432, "clinic", "/etc/evenkeel/database.password", Optional.empty()));
        assertThat(packages(there)).contains("postgresql-client is installed");
        carriedOut(there);
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("database.url = jdbc:postgresql://192.0.2.5:5432/clinic?sslmode=require\n")
                .contains("listen.host = 127.0.0.1");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf")).contains("IPAddressAllow=192.0.2.5\n");
        assertThat(read("/etc/systemd/system/evenkeel-backup.service.d/setup.conf"))
                .contains("IPAddressAllow=192.0.2.5\n");
        assertThat(test.ran).noneMatch(command -> command.contains("psql"));
    }

    @Test
    void theServerIsNotLedAwayFromItsRecord() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        var setup = setup();
        carriedOut(ANSWERS);
        setup.mustKeepRecord(inPostgres());
        put("/var/lib/evenkeel/server/evenkeel.db");
        assertThatThrownBy(() -> setup.mustKeepRecord(inPostgres()))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("is in SQLite, and setup moves none");
        setup.mustKeepRecord(ANSWERS);
        setup.steps(inPostgres(), Map.of("database", "postgresql")).forEach(Setup.Step::make);
        setup.mustKeepRecord(inPostgres());
        assertThatThrownBy(() -> setup.mustKeepRecord(ANSWERS))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("is in PostgreSQL, and setup moves none");
    }

    @Test
    void aPostgresElsewhereIsBelievedWhenItsAuthorityIsKnown() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        put("/etc/evenkeel/database.password");
        var there =
                inPostgres(
                        new Answers.PostgresServer(
                                "192.0.2.5",
                                5_432,
                                "clinic",
                                "/etc/evenkeel/database.password",
                                Optional.of("/etc/evenkeel/tls/database.pem")));
        assertThat(setup().obstacles(there))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("MISSING: /etc/evenkeel/tls/database.pem "));
        put("/etc/evenkeel/tls/database.pem");
        assertThat(setup().obstacles(there)).isEmpty();
        carriedOut(there);
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("/clinic?sslmode=verify-ca&sslrootcert=/etc/evenkeel/tls/database.pem\n");
    }

    @Test
    void keysWithoutARecordAreNotLedIntoAnEmptyClinic() throws IOException {
        var setup = setup();
        Files.createDirectories(test.machine().at("/var/lib/evenkeel/keys"));
        setup.mustKeepRecord(ANSWERS);
        put("/var/lib/evenkeel/keys/columns-2.key");
        assertThatThrownBy(() -> setup.mustKeepRecord(ANSWERS))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("so there was a record");
        setup.mustKeepRecord(inPostgres());
        put("/var/lib/evenkeel/server/evenkeel.db");
        setup.mustKeepRecord(ANSWERS);
    }

    @Test
    void theRelaysPortsAreItsOwn() {
        var texts = new HashMap<>(TEXTS);
        texts.putAll(Map.of("relay", "yes", "media-ports", "20000-21000"));
        assertThatThrownBy(() -> Answers.read(texts))
                .isInstanceOf(Answers.Problems.class)
                .hasMessage(
                        "media-ports: with relay = yes a range without 21000-21999 is needed, which are the relay's");
        texts.put("media-ports", "22000-22999");
        assertThat(Answers.read(texts).mediaPorts()).isEqualTo(new PortRange(22_000, 22_999));
        texts.putAll(Map.of("relay", "no", "media-ports", "20000-24000"));
        assertThat(Answers.read(texts).mediaPorts()).isEqualTo(new PortRange(20_000, 24_000));
    }

    @Test
    void whatDependsOnAnotherAnswerIsReadWithItAlone() {
        assertThat(Answers.read(TEXTS).backup()).isEmpty();
        assertThat(Answers.read(TEXTS).certificate()).isEmpty();
        var more = new HashMap<>(TEXTS);
        more.putAll(Map.of("tls", "own", "backup-key", "/etc/evenkeel/backup.asc"));
        assertThat(Answers.read(more).certificate())
                .contains(new Answers.Certificate("/etc/evenkeel/tls/certificate.pem", "/etc/evenkeel/tls/key.pem"));
        assertThat(Answers.read(more).backup())
                .contains(new Answers.Backup("/etc/evenkeel/backup.asc", "/var/lib/evenkeel/backups"));
        assertThat(Answers.read(TEXTS).postgres()).isEmpty();
        more.put("database", "postgresql");
        assertThat(Answers.read(more).postgres()).contains(new Answers.Postgres(Optional.empty()));
        more.put("database-address", "192.0.2.5:5433/clinic");
        assertThat(Answers.read(more).postgres().flatMap(Answers.Postgres::elsewhere))
                .contains(
                        new Answers.PostgresServer(
                                "192.0.2.5", 5_433, "clinic", "/etc/evenkeel/database.password", Optional.empty()));
        more.put("database-authority", "/etc/evenkeel/tls/database.pem");
        assertThat(Answers.read(more).postgres().flatMap(Answers.Postgres::elsewhere).orElseThrow().authority())
                .contains("/etc/evenkeel/tls/database.pem");
        assertThat(Answers.problem(Question.DATABASE, "oracle", Map.of())).isPresent();
        assertThat(Answers.problem(Question.DATABASE_ADDRESS, "here", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.DATABASE_ADDRESS, "db.example:5432/clinic", Map.of())).isPresent();
        assertThat(Answers.problem(Question.BACKUP_KEY, "no", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.BACKUP_KEY, "key.asc", Map.of())).isPresent();
        assertThat(Answers.problem(Question.BACKUP_FOLDER, "/srv/a folder", Map.of())).isPresent();
        assertThat(Answers.problem(Question.CERTIFICATE, "", Map.of())).isPresent();
    }

    @Test
    void caddysOwnSiteStays() throws IOException {
        carriedOut(ANSWERS);
        assertThat(read("/etc/caddy/Caddyfile")).startsWith(":80 {").endsWith("\nimport /etc/evenkeel/*.caddy\n");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatThrownBy(
                        () ->
                                Answers.read(
                                        Map.of(
                                                "host", "Groups example",
                                                "time-zone", "Mars",
                                                "tls", "none",
                                                "relay", "perhaps",
                                                "colour", "green")))
                .isInstanceOfSatisfying(
                        Answers.Problems.class,
                        problems ->
                                assertThat(problems.sentences())
                                        .anyMatch(each -> each.startsWith("host: "))
                                        .anyMatch(each -> each.startsWith("time-zone: "))
                                        .anyMatch(each -> each.startsWith("administrator: "))
                                        .anyMatch(each -> each.startsWith("tls: "))
                                        .anyMatch(each -> each.startsWith("relay: "))
                                        .contains("colour: there is no such question"));
    }

    @Test
    void eachAnswerCanBeCheckedByItself() {
        assertThat(Answers.problem(Question.HOST, "groups.example", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.HOST, "", Map.of()))
                .hasValueSatisfying(said -> assertThat(said).startsWith("host:"));
        assertThat(Answers.problem(Question.PROXIES, "192.0.2.7", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.PROXIES, "", Map.of())).isPresent();
        assertThat(Answers.problem(Question.TLS, "caddy", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.TLS, "none", Map.of())).isPresent();
    }

    @Test
    void theTemplateIsAFileOfAnswers() {
        assertThat(Setup.answersIn(String.join("\n", Question.template())))
                .containsOnlyKeys(Stream.of(Question.values()).map(Question::key).toList())
                .containsEntry("media-ports", "20000-20999");
    }
}
