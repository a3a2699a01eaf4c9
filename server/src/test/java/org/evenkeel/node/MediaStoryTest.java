package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.evenkeel.children.MediaSpace;
import org.evenkeel.media.TestTurn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sound and picture between real browsers through a real SFU, in a network of their own. What is silent is judged by
 * the packets that the others' receivers count, beside one that is heard at the same time.
 */
@Tag("slow")
class MediaStoryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LIMITS = List.of("--set", "limits.commands-per-10s=100000");

    @TempDir private Path folder;

    private Optional<MediaSpace> space = Optional.empty();

    @BeforeEach
    void openSpace() {
        space = MediaSpace.open();
        assumeTrue(space.isPresent(), "this machine lets nobody make a network namespace");
    }

    @AfterEach
    void closeSpace() {
        space.ifPresent(MediaSpace::close);
    }

    @Test
    @Timeout(240)
    void theModeratorsWordHoldsWhereThePacketsFlow() throws Exception {
        play("media", 4);
    }

    /** The same through the screens of a counselor and three participants. */
    @Test
    @Timeout(240)
    void peopleSeeAndHearEachOtherOnTheirScreens() throws Exception {
        var where = space.orElseThrow();
        var demo = List.of("demo", "--port", "0");
        try (var server = PackagedServer.start(folder, demo, "Ctrl-C ends the demo", where::inside)) {
            var addresses = Files.writeString(folder.resolve("faces.in"), server.log());
            isTrue("faces", BrowserStory.play("faces", addresses, where::inside), server.log());
        } finally {
            endWhatOutlived();
        }
    }

    /** Sending, receiving and the mesh as a real browser makes them; no server of ours, no SFU. */
    @Test
    @Timeout(240)
    void aBrowserMakesThePeerConnectionsThatOurPagesAskFor() throws Exception {
        isTrue("peers", BrowserStory.peers(folder.resolve("peers.out"), space.orElseThrow()::inside), "");
    }

    /** The server is gone for as long as the SFU waits for it, then the SFU itself. */
    @Test
    @Timeout(240)
    void soundOutlivesTheServerAndComesBackAfterTheSfu() throws Exception {
        play("survival", 4);
    }

    @Test
    @Timeout(240)
    void whoseNetworkLetsNoPacketsThroughComesInByTheRelay() throws Exception {
        try (var turn = TestTurn.start(MediaSpace.ADDRESS, space.orElseThrow()::inside)) {
            var secret = Files.writeString(folder.resolve("turn-secret"), turn.secret());
            var urls = "%1$s?transport=udp,%1$s?transport=tcp".formatted(turn.url().replaceAll("\\?.*", ""));
            play("relay", 3, "turn.urls=" + urls, "turn.secret-file=" + secret);
        }
    }

    private void play(String name, int members, String... settings) throws Exception {
        var tokens = folder.resolve("tokens.json");
        var seed = new ArrayList<>(List.of("seed", "--serve", "--rooms", "1", "--members", Integer.toString(members)));
        seed.addAll(List.of("--out", tokens.toString(), "--set", "listen.port=0"));
        seed.addAll(LIMITS);
        List.of(settings).forEach(setting -> seed.addAll(List.of("--set", setting)));
        var where = space.orElseThrow();
        try (var server = PackagedServer.start(folder, seed, "tokens.json", where::inside)) {
            writeRestart(server, tokens);
            isTrue(name, BrowserStory.play(name, tokens, where::inside), server.log());
        } finally {
            endWhatOutlived();
        }
    }

    private static void isTrue(String name, BrowserStory story, String log) {
        assertThat(story.exitCode()).as(() -> story.output() + "\n" + log).isZero();
        assertThat(story.output()).contains(name + ": true");
        System.out.println(story.output());
    }

    /** How the story starts the server again on the same port. */
    private void writeRestart(PackagedServer server, Path tokens) throws IOException {
        var address = JSON.readTree(Files.readString(tokens)).path("address").stringValue();
        var serve = new ArrayList<>(List.of("serve", "--set", "listen.port=" + URI.create(address).getPort()));
        serve.addAll(LIMITS);
        var restart = Map.of("command", server.command(serve));
        Files.writeString(folder.resolve("tokens.json.restart"), JSON.writeValueAsString(restart));
    }

    /** A server that was killed leaves its children to the next one; a story that failed has no next one. */
    private void endWhatOutlived() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains(folder + "/")).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
