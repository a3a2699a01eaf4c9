package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.live.MediaDiary;
import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Connections to the SFU, sessions in it and controllers come and go; a room goes on or begins anew. */
class JanusLivesTest extends SfuStory {

    @Test
    void aConnectionThatBreaksAndComesBackGoesOnWithTheSameLife() {
        order(muted(seat(ANN)));
        publish(ANN);
        var life = diary.await(ANN, MediaTold.Ready.class).life();

        janus.cut();
        Await.until("claimed", () -> janus.names().contains("claim"));
        var at = order(seat(ANN));

        diary.awaitHeld("in line", how -> how.at().equals(at) && how.late().isEmpty());
        assertThat(diary.of(ANN, MediaTold.Ready.class)).allMatch(ready -> ready.life().equals(life));
        assertThat(bodies("create")).hasSize(1);
    }

    @Test
    void anSfuThatForgotTheSessionGetsANewLifeAndThePagesAreTold() {
        order(seat(ANN));
        publish(ANN);
        var life = diary.await(ANN, MediaTold.Ready.class).life();
        janus.refuse("claim", 458);

        janus.cut();

        Await.until(
                "told of another life",
                () -> diary.of(ANN, MediaTold.Ready.class).stream().anyMatch(ready -> !ready.life().equals(life)));
        assertThat(bodies("create")).hasSize(2);
    }

    /** Another controller goes on with the room, in which Ann may be heard and seen; what it says. */
    private MediaDiary takenOver() {
        media.close();
        media = open();
        var next = new MediaDiary();
        room = media.open(ROOM, 2, next);
        order(seat(ANN));
        return next;
    }

    @Test
    void theNextControllerGoesOnWithWhatTheFirstOneLeft() {
        order(muted(seat(ANN)));
        publish(ANN);

        takenOver();

        Await.until(
                "the mute is lifted on the sender that was found",
                () -> bodies("moderate").stream().anyMatch(body -> !body.path("mute").booleanValue()));
        assertThat(bodies("create")).hasSize(1);
        assertThat(store.find(ROOM)).map(Anchor::term).contains(2L);
    }

    @Test
    void afterATakeOverTheSameConnectionGoesOnAndAnotherIsANewOne() {
        order(seat(ANN));
        publish(ANN);
        var next = takenOver();
        next.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(5, Optional.empty(), SdpOfferTest.HONEST));
        next.await(ANN, MediaTold.Answer.class);
        assertThat(bodies("publish")).hasSize(1);
        assertThat(renegotiations()).hasSize(1);

        room.signal(ANN, new MediaSignal.Offer(6, Optional.empty(), SdpOfferTest.of("another")));
        next.await(ANN, MediaTold.Answer.class, 2);
        assertThat(bodies("publish")).hasSize(2);
    }

    @Test
    void afterATakeOverAConnectionThatTheSfuDoesNotKnowIsANewOne() {
        order(seat(ANN));
        publish(ANN);
        var next = takenOver();
        next.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(5, Optional.empty(), SdpOfferTest.of("another")));

        next.await(ANN, MediaTold.Answer.class);
        assertThat(bodies("publish")).hasSize(2);
        assertThat(renegotiations()).isEmpty();
    }

    @Test
    void aControllerWhoseTermIsOverGivesUp() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);
        store.keep(ROOM, new Anchor(7, System.currentTimeMillis() + 1, 1));
        janus.refuse("claim", 458);

        janus.cut();

        Await.until("it gives up", diary::isLost);
    }

    @Test
    void theEndDestroysTheRoomAndItsSessionAndForgetsWhereTheyWere() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);

        room.end();

        Await.until(
                "room and session are destroyed", () -> janus.names().stream().filter("destroy"::equals).count() == 2);
        Await.until("forgotten", () -> store.find(ROOM).isEmpty());
    }

    @Test
    void aRoomThatIsGoneThoughItsSessionLivesIsMadeAnew() {
        order(seat(ANN));
        publish(ANN);
        var life = diary.await(ANN, MediaTold.Ready.class).life();
        janus.forgetRooms();

        order(seat(ANN), seat(BEN));

        diary.await(BEN, MediaTold.Ready.class);
        Await.until(
                "told of another life",
                () -> diary.of(ANN, MediaTold.Ready.class).stream().anyMatch(ready -> !ready.life().equals(life)));
        assertThat(bodies("create")).hasSize(2);
    }

    @Test
    void aRoomThatTheSfuSaysWasDestroyedIsMadeAnew() {
        order(seat(ANN));
        publish(ANN);
        janus.forgetRooms();

        janus.tell(eventOf(ANN, "destroyed"));

        Await.until("made anew", () -> bodies("create").size() == 2);
    }

    @Test
    void anAdminApiThatDoesNotWorkHoldsUpNobodyForLong() {
        order(seat(ANN));
        publish(ANN);
        janus.refuse("list_handles", 403);

        takenOver().await(ANN, MediaTold.Ready.class);

        assertThat(bodies("create")).hasSize(2);
    }

    @Test
    void anSfuThatIsAwayForSomeSecondsIsNoReasonToEndWhatFlows() {
        order(seat(ANN));
        publish(ANN);
        janus.away(true);
        janus.cut();

        var at = order(muted(seat(ANN)));

        diary.awaitHeld("failed", how -> how.failed().contains(ANN.member()));
        janus.away(false);
        diary.awaitHeld("carried out when it is back", how -> how.at().equals(at) && how.late().isEmpty());
        assertThat(bodies("moderate").stream().filter(body -> body.path("mid").stringValue().equals("0")))
                .isNotEmpty()
                .allMatch(body -> body.path("mute").booleanValue());
        assertThat(diary.of(ANN, MediaTold.Renew.class)).isEmpty();
        assertThat(janus.names()).doesNotContain("detach");
    }

    @Test
    void aFormerControllerThatStillModeratesIsOverruledAtOnce() {
        order(muted(seat(ANN)));
        publish(ANN);

        janus.tell(moderated(ANN, "unmuted"));

        Await.until("muted again", () -> bodies("moderate").size() == 2);
        assertThat(bodies("moderate").getLast().path("mute").booleanValue()).isTrue();

        order(seat(ANN));
        Await.until("lifted by the order", () -> bodies("moderate").size() == 3);
        janus.tell(moderated(ANN, "unmuted"));
        janus.tell(moderated(BEN, "muted"));
        janus.tell(moderated(ANN, "muted"));
        Await.until("given back", () -> bodies("moderate").size() == 4);
        assertThat(bodies("moderate").getLast().path("mute").booleanValue()).isFalse();
    }

    private ObjectNode moderated(MediaPage page, String how) {
        var event = eventOf(ANN, "event");
        ((ObjectNode) event.path("plugindata").path("data"))
                .put("id", feed(page))
                .put("mid", "0")
                .put("moderation", how);
        return event;
    }

    private String feed(MediaPage page) {
        return bodies("join").stream()
                .map(body -> body.path("id").stringValue(""))
                .filter(id -> id.startsWith(page.member().value()))
                .findFirst()
                .orElse("nobody.1");
    }
}
