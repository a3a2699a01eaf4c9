package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.TestJanus;
import org.evenkeel.media.TestTurn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real coturn, told the right things and the wrong ones. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RelayCheckTest {

    private static RelaySettings settings(String secret, String... urls) {
        return new RelaySettings(List.of(urls), secret, Duration.ofHours(1));
    }

    private static List<Finding> looked(RelaySettings relay, String media) throws InterruptedException {
        var target =
                CompletableFuture.completedFuture(
                        Optional.of(new InetSocketAddress(InetAddress.ofLiteral(media), 20_000)));
        return new RelayCheck(Optional.of(relay), target, InstantSource.system()).look();
    }

    @Test
    void oneThatRelaysToTheMediaServerAloneIsFineOverUdpAndTcp() throws InterruptedException {
        var address = TestJanus.mediaAddress();
        try (var relay = TestTurn.start(address)) {
            var tcp = relay.url().replace("udp", "tcp");
            var findings = looked(settings(relay.secret(), relay.url(), tcp), address);
            assertThat(findings).extracting(Finding::state).containsOnly(Finding.State.FINE);
            assertThat(findings)
                    .extracting(Finding::subject)
                    .containsExactlyInAnyOrder(
                            Subject.RELAY,
                            Subject.RELAY_LOGIN,
                            Subject.RELAY_SCOPE,
                            Subject.RELAY,
                            Subject.RELAY_LOGIN);
            assertThat(said(findings, Subject.RELAY_SCOPE)).contains("relays to " + address);
            var reflector = relay.url().replace("turn:", "stun:").replaceFirst("\\?.*", "");
            assertThat(said(looked(settings("", reflector), address), Subject.RELAY)).startsWith("fine: The reflector");
        }
    }

    @Test
    void oneThatRelaysElsewhereOrToTheInsideIsNamed() throws InterruptedException {
        try (var relay = TestTurn.start()) {
            var inside = looked(settings(relay.secret(), relay.url()), "198.51.100.7");
            assertThat(said(inside, Subject.RELAY_SCOPE))
                    .isEqualTo("broken: The relay relays to 127.0.0.1, an address of the inside.");
            assertThat(inside.getLast().whatToDo()).contains("allowed-peer-ip=198.51.100.7");
        }
        var address = TestJanus.mediaAddress();
        try (var relay = TestTurn.start(address)) {
            assertThat(said(looked(settings(relay.secret(), relay.url()), "198.51.100.7"), Subject.RELAY_SCOPE))
                    .isEqualTo("warning: The relay does not relay to 198.51.100.7, where media go.");
        }
    }

    @Test
    void anotherSecretAndNobodyAreToldApart() throws InterruptedException {
        String gone;
        try (var relay = TestTurn.start()) {
            gone = relay.url();
            assertThat(looked(settings("northgate", relay.url()), "127.0.0.1"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.found()).contains("refuses a login").doesNotContain("northgate"));
        }
        assertThat(said(looked(settings("northgate", gone, gone.replace("udp", "tcp")), "127.0.0.1"), Subject.RELAY))
                .matches("broken: The relay .* over UDP does not answer\\.\nbroken: The relay .* over TCP .*");
    }

    /** Whatever it is asked it grants, as a coturn with no-auth does. */
    @Test
    void oneThatLetsEverybodyInIsBroken() throws IOException, InterruptedException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> grantEverything(socket));
            var url = "turn:127.0.0.1:%d?transport=udp".formatted(socket.getLocalPort());
            var findings = looked(settings("northgate", url), "198.51.100.7");
            assertThat(said(findings, Subject.RELAY_LOGIN)).endsWith("gives an address to who has no login.");
            assertThat(said(findings, Subject.RELAY_SCOPE)).startsWith("broken: ");
        }
    }

    private static void grantEverything(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[1_500], 1_500);
        try {
            while (true) {
                packet.setLength(1_500);
                socket.receive(packet);
                byte[] answer = packet.getData();
                answer[0] = 1;
                answer[2] = 0;
                answer[3] = 0;
                socket.send(new DatagramPacket(answer, 20, packet.getSocketAddress()));
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    @Test
    void aCertificateThatBrowsersRefuseIsNamed(@TempDir Path folder) throws InterruptedException {
        var certificates = new TestCertificates(folder);
        certificates.signItself("alone", "localhost", 90);
        try (var shown = certificates.show("alone", 1)) {
            var url = "turns:localhost:%d?transport=tcp".formatted(shown.address("localhost").getPort());
            assertThat(said(looked(settings("northgate", url), "127.0.0.1"), Subject.RELAY))
                    .endsWith("over TLS shows a certificate that browsers refuse.");
        }
    }

    @Test
    void aNameWithoutAnAddressIsToldApartFromSilence() throws InterruptedException {
        for (var url : List.of("turn:nobody.invalid:3478?transport=udp", "turns:nobody.invalid?transport=tcp")) {
            var findings = looked(settings("northgate", url), "127.0.0.1");
            assertThat(said(findings, Subject.RELAY)).startsWith("broken: ").endsWith("its name has no address.");
            assertThat(findings.getFirst().whatToDo()).contains("record of nobody.invalid in the DNS");
        }
    }

    @Test
    void noRelayIsAWarning() throws InterruptedException {
        var none = new RelayCheck(Optional.empty(), new CompletableFuture<>(), InstantSource.system()).look();
        assertThat(said(none, Subject.RELAY)).isEqualTo("warning: No relay is configured.");
        assertThat(none.getFirst().whatToDo()).startsWith("sudo evenkeel setup, question relay;");
    }
}
