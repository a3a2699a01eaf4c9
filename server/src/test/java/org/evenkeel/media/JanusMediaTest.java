package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MediaSeat;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the plane asks of the SFU: an order is held to, and reported. */
class JanusMediaTest extends SfuStory {

    @Test
    void aRoomIsPrivateGuardedByTokensAndCannotBeRecorded() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);

        var create = bodies("create").getFirst();
        assertThat(create.path("is_private").booleanValue()).isTrue();
        assertThat(create.path("allowed").isEmpty()).isTrue();
        assertThat(create.path("allowed").isArray()).isTrue();
        assertThat(create.path("record").booleanValue()).isFalse();
        assertThat(create.path("lock_record").booleanValue()).isTrue();
        assertThat(create.path("require_pvtid").booleanValue()).isTrue();
        assertThat(create.path("secret").stringValue()).hasSize(64);
    }

    @Test
    void whoIsMutedIsMutedInTheSfuBeforeHisPageGetsTheAnswer() {
        order(muted(seat(ANN)));
        publish(ANN);

        assertThat(bodies("moderate"))
                .singleElement()
                .satisfies(
                        body -> {
                            assertThat(body.path("mid").stringValue()).isEqualTo("0");
                            assertThat(body.path("mute").booleanValue()).isTrue();
                        });
        assertThat(diary.of(ANN, MediaTold.Answer.class)).hasSize(1);
    }

    @Test
    void aMuteThatTheSfuDoesNotConfirmKeepsTheAnswerFromThePage() {
        janus.silentOnce("moderate");
        order(muted(seat(ANN)));
        diary.await(ANN, MediaTold.Ready.class);
        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));

        Await.until("the mute was asked for", () -> janus.names().contains("moderate"));
        assertThat(diary.of(ANN, MediaTold.Answer.class)).isEmpty();
    }

    @Test
    void aMuteIsLiftedOnlyWhenTheOrderSaysSo() {
        order(muted(seat(ANN)));
        publish(ANN);

        order(seat(ANN));

        Await.until("two moderations", () -> bodies("moderate").size() == 2);
        assertThat(bodies("moderate").getLast().path("mute").booleanValue()).isFalse();
    }

    @Test
    void aNewOfferOnTheSameConnectionIsModeratedAgain() {
        order(muted(seat(ANN)));
        publish(ANN);

        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));

        diary.await(ANN, MediaTold.Answer.class, 2);
        assertThat(bodies("moderate").stream().filter(body -> body.path("mid").stringValue().equals("0")))
                .hasSize(2)
                .allMatch(body -> body.path("mute").booleanValue());
        assertThat(renegotiations()).hasSize(1);
    }

    @Test
    void anOfferThatIsNotOneMicrophoneOneCameraOneScreenNeverReachesTheSfu() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.TWO_MICROPHONES));

        diary.await(ANN, MediaTold.Refused.class);
        assertThat(janus.names()).doesNotContain("publish");
    }

    @Test
    void connectionsAreNumberedFromOne() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);

        for (long number : new long[] {0, -1, Long.MIN_VALUE}) {
            room.signal(ANN, new MediaSignal.Offer(number, Optional.empty(), SdpOfferTest.HONEST));
        }

        diary.await(ANN, MediaTold.Refused.class, 3);
        assertThat(janus.names()).doesNotContain("publish");
    }

    @Test
    void whoMayNotSendIsRefusedWhateverHeOffers() {
        order(new MediaSeat(ANN.member(), ANN.client(), true, Optional.empty(), false, false, false, false, true));
        diary.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));

        diary.await(ANN, MediaTold.Refused.class);
        assertThat(janus.names()).doesNotContain("publish");
    }

    @Test
    void aPageWithoutASeatIsNotHeard() {
        order(seat(ANN));
        publish(ANN);

        room.signal(BEN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));
        room.greet(BEN);

        assertThat(diary.of(BEN, MediaTold.class)).isEmpty();
        assertThat(janus.names().stream().filter("publish"::equals)).hasSize(1);
    }

    @Test
    void othersAreOfferedWhatSomebodySendsAndWhoseItIs() {
        order(seat(ANN), seat(BEN));
        publish(ANN);

        var offer = diary.await(BEN, MediaTold.Offer.class);

        assertThat(offer.tracks()).extracting(MediaTold.Track::member).containsOnly(ANN.member());
        assertThat(offer.tracks())
                .extracting(MediaTold.Track::kind)
                .containsExactlyInAnyOrder(MediaTold.TrackKind.MICROPHONE, MediaTold.TrackKind.CAMERA);
        assertThat(diary.of(ANN, MediaTold.Offer.class)).isEmpty();
    }

    @Test
    void aPageThatShowsNoFacesGetsSoundOnly() {
        order(seat(ANN), seat(BEN));
        diary.await(BEN, MediaTold.Ready.class);
        room.signal(BEN, new MediaSignal.Want(Set.of()));
        publish(ANN);

        assertThat(diary.await(BEN, MediaTold.Offer.class).tracks())
                .extracting(MediaTold.Track::kind)
                .containsExactly(MediaTold.TrackKind.MICROPHONE);
    }

    @Test
    void aPageThatDoesNotSayWhomItShowsGetsVoices() {
        orderUnseen(seat(ANN), seat(BEN));
        publish(ANN);

        assertThat(diary.await(BEN, MediaTold.Offer.class).tracks())
                .extracting(MediaTold.Track::kind)
                .containsExactly(MediaTold.TrackKind.MICROPHONE);
    }

    @Test
    void aPageThatSaysWhomItShowsIsOfferedVoicesAndFacesAtOnce() {
        orderUnseen(seat(ANN), seat(BEN));
        diary.await(BEN, MediaTold.Ready.class);
        room.signal(BEN, new MediaSignal.Want(Set.of(ANN.member())));
        publish(ANN);

        assertThat(diary.await(BEN, MediaTold.Offer.class).tracks())
                .extracting(MediaTold.Track::kind)
                .containsExactlyInAnyOrder(MediaTold.TrackKind.MICROPHONE, MediaTold.TrackKind.CAMERA);
        assertThat(bodies("update")).isEmpty();
    }

    @Test
    void aScreenIsOfferedOnlyWhileItMayBeShared() {
        order(seat(ANN), seat(BEN));
        publish(ANN, SdpOfferTest.WITH_A_SCREEN);
        var before = diary.await(BEN, MediaTold.Offer.class);
        assertThat(before.tracks()).extracting(MediaTold.Track::kind).doesNotContain(MediaTold.TrackKind.SCREEN);
        answers(BEN, before);

        order(sharing(seat(ANN)), seat(BEN));

        assertThat(diary.await(BEN, MediaTold.Offer.class, 2).tracks())
                .extracting(MediaTold.Track::kind)
                .contains(MediaTold.TrackKind.SCREEN);
    }

    @Test
    void whoSharesAScreenMaySendMoreUntilItEnds() {
        order(seat(ANN));
        publish(ANN, SdpOfferTest.WITH_A_SCREEN);
        assertThat(renegotiations()).isEmpty();

        order(sharing(seat(ANN)));
        Await.until("more", () -> bitrates().equals(List.of(1_500_000)));
        order(seat(ANN));

        Await.until("no more", () -> bitrates().equals(List.of(1_500_000, 256_000)));
    }

    private List<Integer> bitrates() {
        return bodies("configure").stream()
                .filter(body -> body.has("bitrate"))
                .map(body -> body.path("bitrate").intValue())
                .toList();
    }

    @Test
    void aPageThatShowsNoFaceGetsNoScreenEither() {
        orderUnseen(sharing(seat(ANN)), seat(BEN));
        diary.await(BEN, MediaTold.Ready.class);
        room.signal(BEN, new MediaSignal.Want(Set.of()));
        publish(ANN, SdpOfferTest.WITH_A_SCREEN);

        assertThat(diary.await(BEN, MediaTold.Offer.class).tracks())
                .extracting(MediaTold.Track::kind)
                .containsExactly(MediaTold.TrackKind.MICROPHONE);
    }

    @Test
    void twoWhoTalkApartGetEachOtherAndNobodyElse() {
        var cat = page("cat");
        UnaryOperator<MediaSeat> aside =
                seat ->
                        new MediaSeat(
                                seat.member(),
                                seat.page(),
                                true,
                                Optional.of(ANN.member()),
                                true,
                                true,
                                true,
                                true,
                                true);
        order(seat(ANN), seat(BEN), seat(cat));
        publish(ANN);
        publish(BEN);
        publish(cat);
        answerAll(cat);
        Await.until("all have both", () -> tracksOf(cat) == 4);

        order(aside.apply(seat(ANN)), aside.apply(seat(BEN)), seat(cat));

        Await.until("the third is cut off", () -> unsubscribedBy(cat) == 4);
    }

    private long unsubscribedBy(MediaPage page) {
        long handle = janus.handle("s|" + page.member()).orElseThrow();
        return janus.requests().stream()
                .filter(each -> each.path("handle_id").longValue(0) == handle)
                .mapToInt(each -> each.path("body").path("unsubscribe").size())
                .sum();
    }

    private void answerAll(MediaPage page) {
        diary.of(page, MediaTold.Offer.class).forEach(offer -> answers(page, offer));
    }

    private int tracksOf(MediaPage page) {
        answerAll(page);
        var offers = diary.of(page, MediaTold.Offer.class);
        return offers.isEmpty() ? 0 : offers.getLast().tracks().size();
    }

    @Test
    void talkingIsToldAtOnceAndAnEndOnlyAfterAPause() {
        order(seat(ANN));
        publish(ANN);
        talks("talking");
        Await.until("told", () -> diary.signs().equals(List.of("ann TALKS begins")));
        talks("stopped-talking");
        talks("talking");
        talks("stopped-talking");

        Await.until("the end", () -> diary.signs().equals(List.of("ann TALKS begins", "ann TALKS ends")));
    }

    @Test
    void whoIsMutedWhileHeTalksStopsAtOnce() {
        order(seat(ANN));
        publish(ANN);
        talks("talking");
        Await.until("told", () -> diary.signs().equals(List.of("ann TALKS begins")));

        order(muted(seat(ANN)));

        Await.until("the end", () -> diary.signs().equals(List.of("ann TALKS begins", "ann TALKS ends")));
    }

    @Test
    void whoseWayLosesPacketsIsShownAsWeak() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        for (int i = 0; i < WeakWays.REPORTS; i++) {
            janus.tell(
                    JanusJson.object()
                            .put("janus", "slowlink")
                            .put("session_id", store.find(ROOM).orElseThrow().sfuSession())
                            .put("sender", janus.handle("p|" + ANN.member()).orElseThrow())
                            .put("media", "audio")
                            .put("uplink", false)
                            .put("lost", 12));
        }

        Await.until("told", () -> diary.signs().equals(List.of("ann WEAK begins")));
        assertThat(diary.held().orElseThrow().late()).isEmpty();
    }

    private void talks(String how) {
        var event = eventOf(ANN, how);
        var feed = bodies("join").getFirst().path("id").stringValue();
        ((ObjectNode) event.path("plugindata").path("data")).put("id", feed);
        janus.tell(event);
    }

    @Test
    void onlyWhatLooksLikeACandidateGetsToTheSfu() {
        order(seat(ANN));
        publish(ANN);
        var good = new IceCandidate("candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host", "0", 0);

        room.signal(ANN, new MediaSignal.Candidate(MediaSide.SEND, 1, Optional.empty(), Optional.of(good)));
        room.signal(
                ANN,
                new MediaSignal.Candidate(
                        MediaSide.SEND,
                        1,
                        Optional.empty(),
                        Optional.of(new IceCandidate("candidate:1\",\"record\":true", "0", 0))));

        Await.until("both are there", () -> janus.names().stream().filter("trickle"::equals).count() == 2);
        var trickled =
                janus.requests().stream()
                        .filter(each -> each.path("janus").stringValue("").equals("trickle"))
                        .map(each -> each.path("candidate"))
                        .toList();
        assertThat(trickled.getFirst().path("candidate").stringValue()).isEqualTo(good.text());
        assertThat(trickled.getLast().path("completed").booleanValue(false)).isTrue();
    }
}
