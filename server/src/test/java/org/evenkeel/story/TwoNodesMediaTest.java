package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.media.BrowserOffer;
import org.evenkeel.media.TestJanus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two real server processes on one Redis and one real SFU: sound for people on both. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoNodesMediaTest {

    /** A controller's lease runs out first, and nodes look every few seconds. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

    @Test
    void a_page_on_the_other_node_sets_up_its_sound_before_and_after_the_controllers_death() {
        try (var janus = TestJanus.start();
                var nodes = new TwoNodes(Map.of(), janus.address())) {
            var fay = nodes.enter("fay", nodes.a).does("start");
            fay.await("a word about media", page -> page.last("media").isPresent());
            var ann = nodes.enter("ann", nodes.b);
            var cole = nodes.enter("cole", nodes.b);
            Admission.by(fay, ann);
            ann.await("a word about media", page -> page.last("media").isPresent());
            assertThat(nodes.mediaTerm()).as("who came first controls the media").isEqualTo("1");

            offers(ann, 1);

            ann.await("an answer", page -> heard(page, "answered") > 0);
            assertThat(ann.last("answered").orElseThrow().json().path("sdp").asString()).contains("a=recvonly");
            assertThat(fay.last("answered")).isEmpty();
            fay.does("mute", ann);
            cole.await("that it is carried out", page -> page.last("held").isPresent());
            assertThat(nodes.mediaTerm()).isEqualTo("1");

            long before = heard(ann, "media");
            nodes.a.kill();
            ann.await("that the other node took over", TAKEN_OVER, _ -> nodes.mediaTerm().equals("2"));
            ann.await("a word of the new one", page -> heard(page, "media") > before);
            offers(ann, 2);
            ann.await("its answer", page -> heard(page, "answered") > 1);
        }
    }

    private static long heard(RoomClient page, String kind) {
        return page.frames().stream().filter(frame -> frame.kind().equals(kind)).count();
    }

    /** On one peer connection: the page goes on with what it has. */
    private static void offers(RoomClient page, int version) {
        var frame =
                Frame.mapper()
                        .createObjectNode()
                        .put("t", "offer")
                        .put("pc", 1)
                        .put("sdp", BrowserOffer.microphone(version));
        page.send(frame.toString());
    }
}
