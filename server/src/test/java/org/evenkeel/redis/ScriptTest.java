package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The scripts stay what a reader can check in a minute. */
class ScriptTest {

    private static String text(Script script) throws IOException {
        String file = script.name().toLowerCase(Locale.ROOT) + ".lua";
        try (var in = Script.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void aScriptIsShortAndSaysWhatItTakesAndGives(Script script) throws IOException {
        assertThat(text(script).lines()).hasSizeLessThan(60);
        assertThat(text(script)).contains("-- KEYS", "-- ARGV", "-- Returns");
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void aScriptNeverAsksTheServerForItsRunAndNeverReadsAPayload(Script script) throws IOException {
        assertThat(text(script)).doesNotContain("'INFO'", "cjson", "cmsgpack", "string.sub");
    }
}
