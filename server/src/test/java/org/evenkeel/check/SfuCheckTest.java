package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.evenkeel.media.PortRange;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.media.TestJanus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real Janus, and what is wrong around it. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SfuCheckTest {

    @TempDir private Path folder;
    private TestJanus janus;

    @BeforeAll
    void start() {
        janus = TestJanus.start();
    }

    @AfterAll
    void stop() {
        janus.close();
    }

    private List<Finding> looked(SfuAddress at, CompletableFuture<Optional<InetSocketAddress>> target)
            throws InterruptedException {
        return new SfuCheck(Plans.of(folder).sfu(at).plan(), target).look();
    }

    private List<Finding> looked(SfuAddress at) throws InterruptedException {
        return looked(at, new CompletableFuture<>());
    }

    @Test
    void oneThatIsSetUpAsTheServerDoesIsFineInEverything() throws InterruptedException {
        var target = new CompletableFuture<Optional<InetSocketAddress>>();
        var findings = looked(janus.address(), target);
        assertThat(findings).extracting(Finding::state).containsOnly(Finding.State.FINE);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        Subject.SFU,
                        Subject.SFU_ADMIN,
                        Subject.SFU_STRANGERS,
                        Subject.SFU_ROOM,
                        Subject.SFU_PRIVATE,
                        Subject.SFU_MEDIA,
                        Subject.MEDIA_ADDRESS);
        assertThat(said(findings, Subject.SFU_MEDIA)).contains("began the DTLS handshake");
        assertThat(target.join().orElseThrow().getAddress().getHostAddress()).isEqualTo(TestJanus.mediaAddress());
    }

    @Test
    void wrongSecretsAreNamedAndNeverShown() throws InterruptedException {
        var right = janus.address();
        var api = new SfuAddress(right.api(), right.admin(), "northgate", right.adminSecret(), right.adminKey());
        assertThat(looked(api)).singleElement().extracting(Finding::state).isEqualTo(Finding.State.BROKEN);
        var admin = new SfuAddress(right.api(), right.admin(), right.apiSecret(), "northgate", right.adminKey());
        assertThat(said(looked(admin), Subject.SFU_ADMIN)).startsWith("broken: ").doesNotContain("northgate");
        var key = new SfuAddress(right.api(), Optional.empty(), right.apiSecret(), "", "northgate");
        assertThat(said(looked(key), Subject.SFU_ROOM)).isEqualTo("broken: No room can be made.");
        assertThat(said(looked(key), Subject.SFU_ADMIN)).startsWith("warning: ");
    }

    @Test
    void nobodyThereIsBrokenAndNoSfuAtAllAWarning() throws InterruptedException {
        var away = new SfuAddress(URI.create("ws://127.0.0.1:1"), Optional.empty(), "a", "", "b");
        assertThat(said(looked(away), Subject.SFU)).isEqualTo("broken: Nobody answers at ws://127.0.0.1:1.");
        assertThat(new SfuCheck(Plans.of(folder).plan(), new CompletableFuture<>()).look())
                .singleElement()
                .extracting(Finding::state)
                .isEqualTo(Finding.State.WARNING);
    }

    @Test
    void aPortOfItsApiThatIsOpenToOthersIsBroken() throws IOException, InterruptedException {
        var address = InetAddress.getByName(TestJanus.mediaAddress());
        try (var open = new ServerSocket(janus.address().api().getPort(), 5, address)) {
            assertThat(said(looked(janus.address()), Subject.SFU_PRIVATE))
                    .startsWith("broken: Port " + open.getLocalPort() + " of Janus' API");
        }
    }

    @Test
    void aRoomThatAnybodyMayListIsBroken() throws InterruptedException {
        janus.makeOpenRoom("1234");
        assertThat(said(looked(janus.address()), Subject.SFU_STRANGERS)).startsWith("broken: Anybody may list 1 rooms");
        janus.restart();
        assertThat(said(looked(janus.address()), Subject.SFU_STRANGERS)).startsWith("fine: ");
    }

    @Test
    void aMediaPortThatAnotherProgramHasIsAWarning() throws IOException {
        try (var other = new DatagramSocket()) {
            var taken = new PortRange(other.getLocalPort(), other.getLocalPort() + 1);
            var plan = Plans.of(folder).media(false, Optional.of(janus.address()), taken).plan();
            assertThat(said(new MediaPortsCheck(plan).look(), Subject.MEDIA_PORTS))
                    .startsWith("warning: 1 of the ports " + taken + " are taken by other programs")
                    .contains("the system gives ports of " + taken + " out");
        }
        var free = Plans.of(folder).media(false, Optional.of(janus.address()), new PortRange(2_000, 2_001)).plan();
        assertThat(said(new MediaPortsCheck(free).look(), Subject.MEDIA_PORTS)).startsWith("fine: ");
    }
}
