package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Thousands of each kind of bad input, sent to a server process, whose log then holds no defect: some in each whole
 * run, ten thousand of each with {@code --long}.
 */
@Tag("slow")
@Tag("steady")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputAtLengthTest {

    private static final int SOME = 2_500;
    private static final int ALL = 10_000;

    private TwoNodes nodes;
    private BadInput input;

    @BeforeAll
    void aRoomIsOn() {
        nodes = new TwoNodes(Map.of());
        nodes.b.kill();
        input = new BadInput(nodes.http(), nodes.a.port(), nodes::door);
    }

    @AfterAll
    void nothingWasADefect() {
        var output = nodes.a.output();
        nodes.close();
        assertThat(output.lines().filter(line -> line.contains("ERROR") || line.contains("Exception"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bad_first_frames_of_a_kind(BadFrames.Kind kind) {
        input.sockets(kind, SOME);
    }

    @Test
    void commands_about_strangers_or_above_ones_role() {
        input.commands(SOME);
    }

    @Test
    void bad_requests() {
        input.requests(SOME);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void ten_thousand_bad_first_frames_of_a_kind(BadFrames.Kind kind) {
        input.sockets(kind, ALL);
    }

    @Test
    @Tag("long")
    void ten_thousand_commands_about_strangers_or_above_ones_role() {
        input.commands(ALL);
    }

    @Test
    @Tag("long")
    void ten_thousand_bad_requests() {
        input.requests(ALL);
    }
}
