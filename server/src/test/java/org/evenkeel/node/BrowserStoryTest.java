package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The whole way of an evening in a real browser, against the packaged server in a process of its own. */
@Tag("slow")
class BrowserStoryTest {

    private static final Pattern PORT = Pattern.compile("port=\"?(\\d+)");

    @TempDir private Path folder;

    /** Meanwhile the server and its children ask nobody outside for anything, not even for a name. */
    @Test
    @Timeout(240)
    void anEveningGroupRunsFromTheLinkToTheSignedRecord() throws Exception {
        var calls = new OutgoingCalls(folder.resolve("calls"));
        var demo = List.of("demo", "--port", "0");
        try (var server = PackagedServer.start(folder, demo, "Ctrl-C ends the demo", calls::watching)) {
            play("session", server, server.log());
            assertThat(calls.made()).as("it was watched").isNotEmpty();
            assertThat(calls.outside()).isEmpty();
        }
    }

    /** From the link to a screen that answers a press, in less than a second; printed as a figure. */
    @Test
    @Timeout(240)
    void theFirstScreenCanSoonBeUsedOnASlowPhone() throws Exception {
        try (var server = PackagedServer.start(folder, List.of("demo", "--port", "0"), "Ctrl-C ends the demo")) {
            System.out.println(play("speed", server, server.log()));
        }
    }

    /** Who people are, what was said, where they are and what opens doors: nowhere in clear, not even in SQL. */
    @Test
    @Timeout(240)
    void whatIsPrivateStandsInNoLogNoRedisFileAndNoSealedColumn() throws Exception {
        var serve = List.of("serve", "--port", "0", "--set", "log.level=debug");
        try (var server = PackagedServer.start(folder, serve, "event=\"started\"")) {
            var port = PORT.matcher(server.log());
            assertThat(port.find()).isTrue();
            var entry = server.run(List.of("admin", "--name", "first", "--port", port.group(1)));
            play("canary", server, entry);
            var canaries = Canaries.read(folder.resolve("canary.in.canaries"));
            canaries.search(server);
            server.stop();
            canaries.search(server);
        }
    }

    /** From the first administrator's link to a reset second factor, with an app's codes in a real browser. */
    @Test
    @Timeout(240)
    void staffSignInWithASecondFactorAndLoseAPhone() throws Exception {
        try (var server = PackagedServer.start(folder, List.of("serve", "--port", "0"), "event=\"started\"")) {
            var port = PORT.matcher(server.log());
            assertThat(port.find()).isTrue();
            play("sign-in", server, server.run(List.of("admin", "--name", "first", "--port", port.group(1))));
        }
    }

    /** A minute without the person's doing, with a half-typed form on the screen. */
    @Test
    @Tag("steady")
    @Timeout(240)
    void whoeverDoesNothingIsWarnedSignedOutAndFindsWhatHeTyped() throws Exception {
        var serve =
                List.of(
                        "serve",
                        "--port",
                        "0",
                        "--set",
                        "staff.idle-minutes=1",
                        "--set",
                        "staff.second-factor=optional");
        try (var server = PackagedServer.start(folder, serve, "event=\"started\"")) {
            var port = PORT.matcher(server.log());
            assertThat(port.find()).isTrue();
            play("idle", server, server.run(List.of("admin", "--name", "first", "--port", port.group(1))));
        }
    }

    private String play(String name, PackagedServer server, String input) throws IOException, InterruptedException {
        var story = BrowserStory.play(name, Files.writeString(folder.resolve(name + ".in"), input));
        assertThat(story.exitCode()).as(() -> story.output() + "\n" + server.log()).isZero();
        assertThat(story.output()).contains(name + ": true");
        return story.output();
    }
}
