package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.media.MediaAddress.Nic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** Which address media may use, and which one is taken when nobody says. */
class MediaAddressTest {

    private static final Nic LOOPBACK = new Nic("lo", true, false, List.of("127.0.0.1"));
    private static final Nic CABLE = new Nic("eth0", false, false, List.of("192.168.1.20", "192.168.1.21"));
    private static final Nic CONTAINERS = new Nic("docker0", false, true, List.of("172.17.0.1"));
    private static final List<Nic> MACHINE = List.of(LOOPBACK, CONTAINERS, CABLE);

    @Test
    void anAddressOfAnInterfaceIsGood() {
        assertThat(MediaAddress.problem("192.168.1.21", MACHINE)).isEmpty();
    }

    @Test
    void anAddressThatTheMachineLacksIsNamedBesideThoseItHas() {
        assertThat(MediaAddress.problem("192.168.1.2", MACHINE))
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .contains("192.168.1.2;")
                                        .contains("172.17.0.1, 192.168.1.20, 192.168.1.21"));
    }

    @Test
    void aLoopbackAddressIsRefusedSinceJanusWouldUseAllOthersInstead() {
        assertThat(MediaAddress.problem("127.0.0.1", MACHINE)).get().asString().contains("loopback");
        assertThat(MediaAddress.problem("127.0.0.1", List.of(LOOPBACK))).get().asString().contains("none but loopback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "eth0",
                "localhost",
                "192.168.1",
                "192.168.1.256",
                "192.168.1.20.",
                "::1",
                "10.0.0.1,10.0.0.2"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(MediaAddress.isOne(text)).isFalse();
        assertThat(MediaAddress.problem(text, MACHINE)).get().asString().contains("not an IPv4 address");
    }

    @Test
    void theDefaultRoutesAddressIsTaken() {
        assertThat(MediaAddress.choice(Optional.of("192.168.1.21"), MACHINE)).contains("192.168.1.21");
    }

    @Test
    void withoutARouteABridgeOfContainersIsTheLastChoice() {
        assertThat(MediaAddress.choice(Optional.empty(), MACHINE)).contains("192.168.1.20");
        assertThat(MediaAddress.choice(Optional.of("0.0.0.0"), MACHINE)).contains("192.168.1.20");
        assertThat(MediaAddress.choice(Optional.empty(), List.of(LOOPBACK, CONTAINERS))).contains("172.17.0.1");
    }

    @Test
    void aMachineWithLoopbackOnlyHasNone() {
        assertThat(MediaAddress.choice(Optional.of("127.0.0.1"), List.of(LOOPBACK))).isEmpty();
    }

    @Test
    void whatThisMachineOffersThisMachineTakes() {
        assertThat(MediaAddress.ofThisMachine().flatMap(MediaAddress::problem)).isEmpty();
        assertThat(MediaAddress.problem("127.0.0.1")).isPresent();
    }
}
