package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.MediaTold.TrackKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Random;

/** Only one microphone, one camera and one screen get through, in this order and to send only. */
class SdpOfferTest {

    static final String HONEST = sdp("audio 9 sendonly", "video 9 sendonly", "video 9 inactive");
    static final String WITH_A_SCREEN = sdp("audio 9 sendonly", "video 9 sendonly", "video 9 sendonly");
    static final String TWO_MICROPHONES = sdp("audio 9 sendonly", "video 9 sendonly", "audio 9 sendonly");

    /** An honest offer of a connection with this fingerprint. */
    static String of(String connection) {
        return HONEST.replace("sha-256 one", "sha-256 " + connection);
    }

    private static String sdp(String... sections) {
        var text =
                new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 one\r\n");
        for (int i = 0; i < sections.length; i++) {
            var parts = sections[i].split(" ");
            text.append("m=%s %s UDP/TLS/RTP/SAVPF 111\r\n".formatted(parts[0], parts[1]));
            text.append("a=mid:%d\r\na=%s\r\n".formatted(i, parts[2]));
        }
        return text.toString();
    }

    @Test
    void anHonestOfferIsReadByKind() {
        assertThat(SdpOffer.read(HONEST).orElseThrow().sections())
                .isEqualTo(Map.of(TrackKind.MICROPHONE, 0, TrackKind.CAMERA, 1, TrackKind.SCREEN, 2));
        assertThat(SdpOffer.read(sdp("audio 9 sendonly")).orElseThrow().sections())
                .isEqualTo(Map.of(TrackKind.MICROPHONE, 0));
    }

    @Test
    void aSectionThatWasGivenUpCarriesNothing() {
        assertThat(SdpOffer.read(sdp("audio 9 sendonly", "video 0 inactive")).orElseThrow().sections())
                .containsOnlyKeys(TrackKind.MICROPHONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "v=0\r\n",
                "video 9 sendonly",
                "audio 9 sendonly;audio 9 sendonly",
                "audio 9 sendrecv",
                "audio 9 recvonly",
                "audio 9 sendonly;video 9 sendonly;video 9 sendonly;video 9 sendonly",
                "audio 9 sendonly;application 9 sendonly",
                "audio 9 sendonly;video 9 sendrecv"
            })
    void everythingElseIsRefused(String sections) {
        var text = sections.contains(" 9 ") ? sdp(sections.split(";")) : sections;
        assertThat(SdpOffer.read(text)).isEmpty();
    }

    /** The SFU keeps a mute by this name, so that one that moves would take the mute with it. */
    @ParameterizedTest
    @ValueSource(strings = {"a=mid:0", "a=mid:2", "a=mid:1\r\na=mid:0", "a=MID:0\r\na=mid:1", "a=mid:01", "a=x"})
    void aSectionThatIsNotNumberedByItsPlaceIsRefused(String name) {
        assertThat(SdpOffer.read(HONEST.replace("a=mid:1", name))).isEmpty();
    }

    @Test
    void simulcastALongTextAndForeignCharactersAreRefused() {
        assertThat(SdpOffer.read(HONEST + "a=simulcast:send h;m;l\r\n")).isEmpty();
        assertThat(SdpOffer.read(HONEST + "a=x".repeat(30_000))).isEmpty();
        assertThat(SdpOffer.read(HONEST + "a=é\r\n")).isEmpty();
        assertThat(SdpOffer.read(HONEST + "a=\0\r\n")).isEmpty();
    }

    @Test
    void anyTextIsReadOrRefusedAndNothingElse() {
        var random = new Random(4711);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder(HONEST);
            for (int j = random.nextInt(6); j >= 0; j--) {
                text.setCharAt(random.nextInt(text.length()), (char) (random.nextInt(96) + 32));
            }
            SdpOffer.read(text.toString())
                    .ifPresent(offer -> assertThat(offer.sections().size()).isLessThanOrEqualTo(3));
        }
    }
}
