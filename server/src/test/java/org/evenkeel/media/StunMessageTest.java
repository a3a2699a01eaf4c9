package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** STUN as the standards' own samples have it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class StunMessageTest {

    /** RFC 5769, section 2.2: the sample answer over IPv4. */
    private static final byte[] SAMPLE =
            HexFormat.of()
                    .parseHex(
                            "0101003c2112a442b7e7a701bc34d686fa87dfae"
                                    + "8022000b7465737420766563746f7220"
                                    + "002000080001a147e112a643"
                                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                                    + "80280004c07d4c96");

    @Test
    void theSampleOfTheStandardIsRead() {
        var message = StunMessage.read(SAMPLE, SAMPLE.length).orElseThrow();
        assertThat(message.grants(StunMessage.BINDING)).isTrue();
        assertThat(message.address(StunMessage.XOR_MAPPED_ADDRESS))
                .contains(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32853));
    }

    @Test
    void theSampleIsWrittenByteForByte() {
        var sample = StunMessage.read(SAMPLE, SAMPLE.length).orElseThrow();
        var again =
                new StunMessage(StunMessage.BINDING, sample.id(), sample.attributes())
                        .answer()
                        .put(0x8022, "test vector")
                        .put(
                                StunMessage.XOR_MAPPED_ADDRESS,
                                sample.attribute(StunMessage.XOR_MAPPED_ADDRESS).orElseThrow())
                        .signed("VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.US_ASCII));
        // The sample pads with a blank and we with zero, which the signature covers: all but these differ in nothing.
        assertThat(Arrays.copyOf(again, 35)).isEqualTo(Arrays.copyOf(SAMPLE, 35));
        assertThat(again).hasSameSizeAs(SAMPLE);
        assertThat(Arrays.copyOfRange(again, 36, 52)).isEqualTo(Arrays.copyOfRange(SAMPLE, 36, 52));
    }

    @Test
    void anAddressComesOutAsItWentIn() {
        var address = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 54321);
        var bytes =
                StunMessage.request(StunMessage.BINDING).putAddress(StunMessage.XOR_PEER_ADDRESS, address).unsigned();
        assertThat(StunMessage.read(bytes, bytes.length).orElseThrow().address(StunMessage.XOR_PEER_ADDRESS))
                .contains(address);
    }

    @Test
    void whatIsCutOrSomethingElseIsNone() {
        for (int length = 0; length < StunMessage.HEADER; length++) {
            assertThat(StunMessage.read(SAMPLE, length)).isEmpty();
        }
        assertThat(StunMessage.read(SAMPLE, SAMPLE.length - 3)).isEmpty();
        assertThat(StunMessage.read(new byte[100], 100)).isEmpty();
    }

    @Test
    void addressesOfRelaysAreTakenApart() {
        assertThat(RelayUrl.parse("turn:relay.example:3478?transport=udp"))
                .isEqualTo(new RelayUrl(true, false, "relay.example", 3478, false));
        assertThat(RelayUrl.parse("turns:relay.example"))
                .isEqualTo(new RelayUrl(true, true, "relay.example", 5349, true));
        assertThat(RelayUrl.parse("stun:[2001:db8::7]:99"))
                .isEqualTo(new RelayUrl(false, false, "2001:db8::7", 99, false));
    }
}
