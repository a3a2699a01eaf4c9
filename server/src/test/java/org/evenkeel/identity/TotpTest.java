package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Codes are those of every authenticator app. */
class TotpTest {

    /** The secret of the standards' test vectors. */
    private final Totp totp = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 4226, appendix D. */
    @Test
    void countersGiveTheCodesOfTheStandard() {
        assertThat(IntStream.range(0, 10).mapToObj(totp::code))
                .containsExactly(
                        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
                        "520489");
    }

    /** RFC 6238, appendix B, the rows of SHA-1; of its eight digits apps show the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void momentsGiveTheCodesOfTheStandard(long seconds, String code) {
        String shown = code.substring(2);
        long millis = seconds * 1_000;
        assertThat(totp.code(Totp.stepAt(millis))).isEqualTo(shown);
        assertThat(totp.stepOf(shown, millis)).hasValue(seconds / 30);
    }

    @Test
    void aClockMayBeOffByOneStepAndNoMore() {
        long step = 41_152_263;
        String code = totp.code(step);
        for (long millis : List.of(step * 30_000 - 30_000, step * 30_000 + 29_999, step * 30_000 + 59_999)) {
            assertThat(totp.stepOf(code, millis)).hasValue(step);
        }
        assertThat(totp.stepOf(code, step * 30_000 - 30_001)).isEmpty();
        assertThat(totp.stepOf(code, step * 30_000 + 60_000)).isEmpty();
    }

    @Test
    void aCodeIsSixDigitsHoweverItIsTyped() {
        assertThat(Totp.typed(" 287 082")).contains("287082");
        for (String none : List.of("", "28708", "2870820", "28708a", "٢٨٧٠٨٢", "2".repeat(10_000))) {
            assertThat(Totp.typed(none)).as(none).isEmpty();
        }
    }

    /** RFC 4648, section 10, without padding, as apps want it. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void aSecretIsTypedInBase32(String bytes, String text) {
        assertThat(new Totp(bytes.getBytes(StandardCharsets.US_ASCII)).text()).isEqualTo(text);
    }

    @Test
    void theAddressSaysWhatAppsMustKnow() {
        assertThat(totp.address("Clinic & Co", "ruth"))
                .isEqualTo(
                        "otpauth://totp/Clinic%20%26%20Co:ruth?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=Clinic%20%26%20Co&algorithm=SHA1&digits=6&period=30");
        assertThat(Totp.of(totp.stored()).text()).isEqualTo(totp.text());
        assertThat(totp).hasToString("Totp[]");
    }
}
