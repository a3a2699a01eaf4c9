package org.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the build promises to every other test about the machine below it. */
class ToolchainTest {

    @Test
    void testsRunOnTheJdkTheServerIsWrittenFor() {
        assertThat(Runtime.version().feature()).isEqualTo(25);
    }

    @Test
    void nettyCountsEveryBufferInTests() {
        assertThat(System.getProperty("io.netty.leakDetection.level")).isEqualTo("paranoid");
    }
}
