package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlane.Ordered;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MemoryMediaStore;
import org.evenkeel.live.Position;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** What the plane asks of the SFU, and how it copes with an SFU that is slow, odd or gone. */
class JanusMediaTest {

    private static final long PATIENCE = 1_000;
    private static final SessionId ROOM = new SessionId("room");
    private static final MediaPage ANN = page("ann");
    private static final MediaPage BEN = page("ben");

    private final ScriptedJanus janus = new ScriptedJanus();
    private final MemoryMediaStore store = new MemoryMediaStore(System::currentTimeMillis);
    private final MediaDiary diary = new MediaDiary();
    private JanusMedia media = open();
    private MediaPlane.Room room = media.open(ROOM, 1, diary);
    private long seq;

    @AfterEach
    void close() {
        media.close();
        janus.close();
    }

    private JanusMedia open() {
        return new JanusMedia(janus.address(), store, Relays.none(), () -> {}, System::currentTimeMillis, PATIENCE);
    }

    private static MediaPage page(String name) {
        return new MediaPage(new MemberId(name), new ClientId("tab-of-" + name));
    }

    private static MediaSeat seat(MediaPage page) {
        return new MediaSeat(page.member(), page.client(), true, Optional.empty(), true, true, true, true, true);
    }

    private static MediaSeat muted(MediaSeat seat) {
        return new MediaSeat(
                seat.member(),
                seat.page(),
                true,
                seat.aside(),
                true,
                false,
                seat.visible(),
                seat.screen(),
                seat.receives());
    }

    private Position order(MediaSeat... seats) {
        var order = new LinkedHashMap<MemberId, MediaSeat>();
        for (var seat : seats) {
            order.put(seat.member(), seat);
        }
        var at = new Position(1, ++seq);
        room.order(new Ordered(at, new MediaOrder(order)));
        return at;
    }

    private void publish(MediaPage page) {
        diary.await(page, MediaTold.Ready.class);
        room.signal(page, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));
        diary.await(page, MediaTold.Answer.class);
    }

    private List<JsonNode> bodies(String request) {
        return janus.requests().stream()
                .map(each -> each.path("body"))
                .filter(body -> body.path("request").stringValue("").equals(request))
                .toList();
    }

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
        assertThat(bodies("configure")).hasSize(1);
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
        room.signal(BEN, new MediaSignal.Want(java.util.Set.of()));
        publish(ANN);

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
        diary.of(page, MediaTold.Offer.class)
                .forEach(
                        offer ->
                                room.signal(
                                        page,
                                        new MediaSignal.Answer(offer.pc(), Optional.empty(), "v=0\r\nm=audio 9\r\n")));
    }

    private int tracksOf(MediaPage page) {
        answerAll(page);
        var offers = diary.of(page, MediaTold.Offer.class);
        return offers.isEmpty() ? 0 : offers.getLast().tracks().size();
    }

    @Test
    void whoIsRemovedIsKickedEvenWhileHisOfferHangs() {
        order(seat(ANN), seat(BEN));
        diary.await(ANN, MediaTold.Ready.class);
        janus.silentOnce("publish");
        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));
        Await.until("the offer hangs", () -> janus.names().contains("publish"));

        var at = order(seat(BEN));

        var held = diary.awaitHeld("all is carried out", how -> how.at().equals(at) && how.late().isEmpty());
        assertThat(held.failed()).isEmpty();
        assertThat(janus.names()).contains("kick");
        assertThat(diary.of(ANN, MediaTold.Answer.class)).isEmpty();
    }

    @Test
    void whatTheSfuDoesNotConfirmIsReportedAsLateAndThenAsFailed() {
        order(seat(ANN));
        publish(ANN);
        janus.silent("moderate");

        order(muted(seat(ANN)));

        diary.awaitHeld("late", how -> how.late().contains(ANN.member()) && how.failed().isEmpty());
        diary.awaitHeld("failed", how -> how.failed().contains(ANN.member()));
        janus.behave();
        diary.awaitHeld("carried out after all", how -> how.late().isEmpty());
    }

    @Test
    void aSenderWithoutAWayDisturbsNobody() {
        var cat = page("cat");
        order(seat(ANN), seat(BEN), seat(cat));
        publish(ANN);
        var first = diary.await(BEN, MediaTold.Offer.class);
        room.signal(BEN, new MediaSignal.Answer(first.pc(), Optional.empty(), "v=0\r\nm=audio 9\r\n"));
        janus.noWay();

        publish(cat);

        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200));
        assertThat(janus.names()).doesNotContain("detach");
        assertThat(diary.of(BEN, MediaTold.Offer.class)).hasSize(1);
    }

    @Test
    void anUnmuteWhoseAnswerWasLostDoesNotLookLikeAMute() {
        order(muted(seat(ANN)));
        publish(ANN);
        janus.silentOnce("moderate");
        order(seat(ANN));
        Await.until("the unmute is on its way", () -> bodies("moderate").size() == 2);

        order(muted(seat(ANN)));

        Await.until(
                "muted again, though the SFU had confirmed a mute before",
                () -> bodies("moderate").size() > 2 && bodies("moderate").getLast().path("mute").booleanValue());
    }

    @Test
    void whoseHandleDoesNotGoIsLateUntilItIsGone() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        diary.await(BEN, MediaTold.Offer.class);
        janus.silent("detach");

        order(seat(ANN));

        diary.awaitHeld("late, and then failed", how -> how.failed().contains(BEN.member()));
        janus.behave();
        diary.awaitHeld("gone", how -> how.late().isEmpty());
    }

    @Test
    void whatTheSfuRefusesToMuteIsEnded() {
        order(seat(ANN));
        publish(ANN);
        janus.refuse("moderate", 428);

        var at = order(muted(seat(ANN)));

        assertThat(diary.await(ANN, MediaTold.Renew.class).side()).isEqualTo(MediaSide.SEND);
        Await.until("its handle is ended", () -> janus.names().contains("detach"));
        diary.awaitHeld("nothing is sent any more", how -> how.at().equals(at) && how.late().isEmpty());
    }

    @Test
    void anEventThatComesBeforeItsAckIsTheAnswer() {
        List.of("join", "publish", "update", "start").forEach(janus::eventsFirst);
        order(seat(ANN), seat(BEN));
        publish(ANN);

        assertThat(diary.await(BEN, MediaTold.Offer.class).tracks()).hasSize(2);
    }

    @Test
    void aNameThatIsTakenAndARefusedDoorAreTriedAgain() {
        janus.refuseOnce("join", 436);
        order(seat(ANN));

        diary.await(ANN, MediaTold.Ready.class);
        Await.until("joined at the second try", () -> bodies("join").size() >= 2);
        publish(ANN);
        assertThat(bodies("join").stream().map(body -> body.path("id").stringValue("")).distinct()).hasSize(2);
    }

    @Test
    void aPublicationThatFailsIsBegunAnewByThePage() {
        janus.refuseOnce("publish", 432);
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);
        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), SdpOfferTest.HONEST));

        assertThat(diary.await(ANN, MediaTold.Renew.class).side()).isEqualTo(MediaSide.SEND);
        room.signal(ANN, new MediaSignal.Offer(2, Optional.empty(), SdpOfferTest.HONEST));
        diary.await(ANN, MediaTold.Answer.class);
    }

    @Test
    void aPageThatOpensAnotherConnectionByItselfIsNotAskedForAThird() {
        order(seat(ANN));
        publish(ANN);
        hangsUp(ANN);

        room.signal(ANN, new MediaSignal.Offer(2, Optional.empty(), SdpOfferTest.HONEST));

        diary.await(ANN, MediaTold.Answer.class, 2);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200));
        assertThat(diary.of(ANN, MediaTold.Renew.class)).isEmpty();
    }

    @Test
    void aPageWhoseWayIsLostIsAskedForAnotherConnection() {
        order(seat(ANN));
        publish(ANN);

        hangsUp(ANN);

        assertThat(diary.await(ANN, MediaTold.Renew.class).side()).isEqualTo(MediaSide.SEND);
    }

    private void hangsUp(MediaPage page) {
        janus.tell(
                JanusJson.object()
                        .put("janus", "hangup")
                        .put("session_id", store.find(ROOM).orElseThrow().sfuSession())
                        .put("sender", janus.handle("p|" + page.member()).orElseThrow()));
    }

    @Test
    void aReceiverThatTheSfuRefusesIsReplacedByANewOne() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        var first = diary.await(BEN, MediaTold.Offer.class);
        room.signal(BEN, new MediaSignal.Answer(first.pc(), Optional.empty(), "v=0\r\nm=audio 9\r\n"));
        janus.refuseOnce("configure", 425);

        room.signal(BEN, new MediaSignal.Restart(first.pc()));

        assertThat(diary.await(BEN, MediaTold.Offer.class, 2).pc()).isGreaterThan(first.pc());
    }

    @Test
    void aPageWhoseSocketWasAwayIsOfferedAgainWhatItNeverAnswered() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        var first = diary.await(BEN, MediaTold.Offer.class);

        room.greet(BEN);

        assertThat(diary.await(BEN, MediaTold.Offer.class, 2).sdp()).isEqualTo(first.sdp());
        assertThat(diary.of(BEN, MediaTold.Ready.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(diary.of(BEN, MediaTold.Ready.class).stream().map(MediaTold.Ready::life).distinct()).hasSize(1);
    }

    @Test
    void unansweredOffersDoNotHoldUpWhatMustStop() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        diary.await(BEN, MediaTold.Offer.class);

        order(
                seat(ANN),
                new MediaSeat(BEN.member(), BEN.client(), true, Optional.empty(), true, true, true, true, false));

        Await.until(
                "both are unsubscribed",
                () -> bodies("update").stream().anyMatch(body -> body.path("unsubscribe").size() == 2));
    }

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

    @Test
    void theNextControllerGoesOnWithWhatTheFirstOneLeft() {
        order(muted(seat(ANN)));
        publish(ANN);
        media.close();

        media = open();
        var next = new MediaDiary();
        var again = media.open(ROOM, 2, next);
        again.order(new Ordered(new Position(1, 9), new MediaOrder(java.util.Map.of(ANN.member(), seat(ANN)))));

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
        media.close();
        media = open();
        var next = new MediaDiary();
        room = media.open(ROOM, 2, next);
        order(seat(ANN));
        next.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(5, Optional.empty(), SdpOfferTest.HONEST));
        next.await(ANN, MediaTold.Answer.class);
        assertThat(bodies("publish")).hasSize(1);
        assertThat(bodies("configure")).hasSize(1);

        room.signal(ANN, new MediaSignal.Offer(6, Optional.empty(), SdpOfferTest.of("another")));
        next.await(ANN, MediaTold.Answer.class, 2);
        assertThat(bodies("publish")).hasSize(2);
    }

    @Test
    void afterATakeOverAConnectionThatTheSfuDoesNotKnowIsANewOne() {
        order(seat(ANN));
        publish(ANN);
        media.close();
        media = open();
        var next = new MediaDiary();
        room = media.open(ROOM, 2, next);
        order(seat(ANN));
        next.await(ANN, MediaTold.Ready.class);

        room.signal(ANN, new MediaSignal.Offer(5, Optional.empty(), SdpOfferTest.of("another")));

        next.await(ANN, MediaTold.Answer.class);
        assertThat(bodies("publish")).hasSize(2);
        assertThat(bodies("configure")).isEmpty();
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
    void talkingIsToldAtOnceAndAnEndOnlyAfterAPause() {
        order(seat(ANN));
        publish(ANN);
        talks("talking");
        Await.until("told", () -> diary.talkers().equals(List.of("ann begins")));
        talks("stopped-talking");
        talks("talking");
        talks("stopped-talking");

        Await.until("the end", () -> diary.talkers().equals(List.of("ann begins", "ann ends")));
    }

    @Test
    void whoIsMutedWhileHeTalksStopsAtOnce() {
        order(seat(ANN));
        publish(ANN);
        talks("talking");
        Await.until("told", () -> diary.talkers().equals(List.of("ann begins")));

        order(muted(seat(ANN)));

        Await.until("the end", () -> diary.talkers().equals(List.of("ann begins", "ann ends")));
    }

    private void talks(String how) {
        var event =
                JanusJson.object()
                        .put("janus", "event")
                        .put("session_id", store.find(ROOM).orElseThrow().sfuSession())
                        .put("sender", janus.handle("p|ann").orElseThrow());
        var feed = bodies("join").getFirst().path("id").stringValue();
        event.putObject("plugindata").putObject("data").put("videoroom", how).put("id", feed);
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

    @Test
    void theEndDestroysTheRoomAndItsSessionAndForgetsWhereTheyWere() {
        order(seat(ANN));
        diary.await(ANN, MediaTold.Ready.class);

        room.end();

        Await.until(
                "room and session are destroyed", () -> janus.names().stream().filter("destroy"::equals).count() == 2);
        Await.until("forgotten", () -> store.find(ROOM).isEmpty());
    }
}
