package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A look at a real Janus. */
@Tag("slow")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JanusLookTest {

    private TestJanus janus;

    @BeforeAll
    void start() {
        janus = TestJanus.start();
    }

    @AfterAll
    void stop() {
        janus.close();
    }

    @Test
    void aRoomIsMadeAndEndedAndTheSfuBeginsToShakeHands() throws InterruptedException {
        var seen = (JanusLook.Seen) JanusLook.at(janus.address(), new SessionId("check-1"));
        assertThat(seen.version()).isNotEmpty();
        assertThat(seen.admin()).contains(true);
        assertThat(seen.strangers()).isEmpty();
        var room = seen.room().orElseThrow();
        assertThat(room.recordable()).isFalse();
        assertThat(room.ended()).isTrue();
        var walked = (JanusLook.Media.Walked) room.media();
        assertThat(walked.target().getAddress().getHostAddress()).isEqualTo(TestJanus.mediaAddress());
        assertThat(walked.answered()).isTrue();
        assertThat(walked.handshake()).isTrue();
    }

    @Test
    void aSecondLookFindsNothingOfTheFirst() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            var seen = (JanusLook.Seen) JanusLook.at(janus.address(), new SessionId("check-again"));
            assertThat(seen.room()).isPresent();
        }
    }

    @Test
    void aRoomThatDoesNotSayThatItIsNeverRecordedCountsAsOneThatIs() {
        assertThat(JanusLook.isNeverRecorded(JanusJson.read("{\"record\":false,\"lock_record\":true}"))).isTrue();
        assertThat(JanusLook.isNeverRecorded(JanusJson.read("{\"record\":true,\"lock_record\":true}"))).isFalse();
        assertThat(JanusLook.isNeverRecorded(JanusJson.read("{\"record\":false,\"lock_record\":false}"))).isFalse();
        assertThat(JanusLook.isNeverRecorded(JanusJson.read("{}"))).isFalse();
    }

    @Test
    void aWrongSecretIsRefusedAndAWrongPortSilent() throws InterruptedException {
        var right = janus.address();
        var wrong = new SfuAddress(right.api(), Optional.empty(), "made up", "", right.adminKey());
        assertThat(JanusLook.at(wrong, new SessionId("check-2"))).isEqualTo(new JanusLook.Refused());
        var nobody = URI.create("ws://127.0.0.1:1");
        var away = new SfuAddress(nobody, Optional.empty(), "made up", "", right.adminKey());
        assertThat(JanusLook.at(away, new SessionId("check-3"))).isEqualTo(new JanusLook.Silent());
    }

    @Test
    void withAWrongKeyNoRoomCanBeMade() throws InterruptedException {
        var right = janus.address();
        var keyless = new SfuAddress(right.api(), Optional.empty(), right.apiSecret(), "", "made up");
        var seen = (JanusLook.Seen) JanusLook.at(keyless, new SessionId("check-4"));
        assertThat(seen.room()).isEmpty();
        assertThat(seen.admin()).isEmpty();
    }
}
