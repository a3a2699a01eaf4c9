package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The whole way of an evening in a real browser, against the packaged server in a process of its own. */
@Tag("slow")
class BrowserStoryTest {

    @TempDir private Path folder;

    @Test
    @Timeout(240)
    void anEveningGroupRunsFromTheLinkToTheSignedRecordInARealBrowser() throws Exception {
        try (var server = PackagedServer.start(folder, List.of("demo"), "Ctrl-C ends the demo")) {
            var addresses = Files.writeString(folder.resolve("addresses"), server.log());
            var story = BrowserStory.play("session", addresses);
            assertThat(story.exitCode()).as(() -> story.output() + "\n" + server.log()).isZero();
            assertThat(story.output()).contains("session: true");
        }
    }
}
