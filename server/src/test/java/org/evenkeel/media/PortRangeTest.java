package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

    @Test
    void aRangeIsReadAndWritten() {
        assertThat(PortRange.parse("20000-20999")).isEqualTo(new PortRange(20_000, 20_999)).hasToString("20000-20999");
        assertThat(PortRange.parse(" 1024 - 65535 ")).isEqualTo(new PortRange(1_024, 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20000",
                "20999-20000",
                "20000-20000",
                "80-90",
                "60000-70000",
                "a-b",
                "1-2-3",
                "99999-999999"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortRange.parse(text));
    }
}
