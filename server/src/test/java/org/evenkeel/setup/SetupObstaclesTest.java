package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What keeps setup from changing anything, and what is said of it. */
class SetupObstaclesTest extends SetupOfATest {

    private static Listener listener(int port, String address, String program, String unit) {
        return new Listener(
                false,
                new InetSocketAddress(InetAddress.ofLiteral(address), port),
                Optional.of(812L),
                program,
                Optional.of(unit).filter(it -> !it.isEmpty()));
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
}
