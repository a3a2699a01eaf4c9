package org.evenkeel.node;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.evenkeel.children.MediaSpace;
import org.evenkeel.media.TestTurn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sound and picture between real browsers through a real SFU, in a network of their own. What is silent is judged by
 * the packets that the others' receivers count, beside one that is heard at the same time.
 */
@Tag("slow")
@Timeout(240)
class MediaStoryTest {

    @TempDir private Path folder;

    private Optional<MediaStage> opened = Optional.empty();

    @BeforeEach
    void open() {
        opened = MediaStage.open(folder);
        assumeTrue(opened.isPresent(), "this machine lets nobody make a network namespace");
    }

    @AfterEach
    void close() {
        opened.ifPresent(MediaStage::close);
    }

    private MediaStage stage() {
        return opened.orElseThrow();
    }

    @Test
    void theModeratorsWordHoldsWhereThePacketsFlow() throws Exception {
        stage().seeded("media", 4);
    }

    /** The same through the screens of a counselor and three participants. */
    @Test
    void peopleSeeAndHearEachOtherOnTheirScreens() throws Exception {
        stage().demo("faces");
    }

    /** By the counselor, then by a participant who was invited. */
    @Test
    void aSharedScreenIsSeenByEverybodyElse() throws Exception {
        stage().demo("screen");
    }

    /** Sending, receiving and the mesh as a real browser makes them; no server of ours, no SFU. */
    @Test
    void aBrowserMakesThePeerConnectionsThatOurPagesAskFor() throws Exception {
        stage().peers();
    }

    /** The server is gone for as long as the SFU waits for it, then the SFU itself. */
    @Test
    void soundOutlivesTheServerAndComesBackAfterTheSfu() throws Exception {
        stage().seeded("survival", 4);
    }

    /** The server is replaced in the middle of a group by a build with another migration; its Redis and SFU stay. */
    @Test
    void aPlannedRestartCutsNobodyOff() throws Exception {
        stage().replaced("restart", 4);
    }

    @Test
    void aPhoneThatChangesItsNetworkHasSoundAgainInTwoSeconds() throws Exception {
        stage().demoWithAPhoneElsewhere("roam");
    }

    /** The way to the phone takes less than the pictures need: fewer come, and no voice is lost. */
    @Test
    void overANarrowWayFewerPicturesComeAndEveryVoice() throws Exception {
        stage().demoWithAPhoneElsewhere("narrow");
    }

    @Test
    void whoseNetworkLetsNoPacketsThroughComesInByTheRelay() throws Exception {
        try (var turn = TestTurn.start(MediaSpace.ADDRESS, stage().space()::inside)) {
            var secret = Files.writeString(folder.resolve("turn-secret"), turn.secret());
            var urls = "%1$s?transport=udp,%1$s?transport=tcp".formatted(turn.url().replaceAll("\\?.*", ""));
            stage().seeded("relay", 3, "turn.urls=" + urls, "turn.secret-file=" + secret);
        }
    }
}
