package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;

/**
 * What sound and picture cost, and how soon they are there: {@code mvn -q -pl server test -Dtest=MediaFiguresTest
 * -Dtests.excluded=none} after a package, on a machine that does nothing else. The bounds find a broken forwarding, not
 * a slow machine.
 */
@Tag("long")
@Timeout(240)
class MediaFiguresTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** Packets that the peers' own process could not take in time are no fault of the SFU. */
    private static final double LEAST_SHARE = 0.97;

    @TempDir private Path folder;

    /** Everybody speaks, shows his face and gets everybody else's. */
    @ParameterizedTest
    @CsvSource({"1,3", "1,6", "1,12", "1,15", "5,8"})
    void aCrowdGetsWhatItSends(int rooms, int members) throws Exception {
        try (var stage = open()) {
            var line = stage.crowd(rooms, members).strip();
            System.out.println(line);
            var found = JSON.readTree(line);
            assertThat(found.path("errors").isEmpty()).as(line).isTrue();
            assertThat(found.path("came").path("audio").doubleValue()).as(line).isGreaterThan(LEAST_SHARE);
            assertThat(found.path("came").path("video").doubleValue()).as(line).isGreaterThan(LEAST_SHARE);
        }
    }

    @Test
    void whoIsAdmittedSoonSeesSomebody() throws Exception {
        try (var stage = open()) {
            stage.demo("admission");
        }
    }

    private MediaStage open() {
        var stage = MediaStage.open(folder);
        assumeTrue(stage.isPresent(), "this machine lets nobody make a network namespace");
        return stage.orElseThrow();
    }
}
