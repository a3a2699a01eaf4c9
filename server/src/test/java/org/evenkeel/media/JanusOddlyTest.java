package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MediaSeat;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** An SFU that answers late, in another order, with a refusal, or not at all. */
class JanusOddlyTest extends SfuStory {

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
        var dan = page("dan");
        order(seat(ANN), seat(BEN), seat(cat), seat(dan));
        publish(ANN);
        answers(BEN, diary.await(BEN, MediaTold.Offer.class));
        janus.noWay(true);
        publish(cat);
        janus.noWay(false);

        publish(dan);

        var offer = diary.await(BEN, MediaTold.Offer.class, 2);
        assertThat(offer.tracks()).extracting(MediaTold.Track::member).containsOnly(ANN.member(), dan.member());
        assertThat(janus.names()).doesNotContain("detach");
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
        // A second loss that nothing follows is answered after the time in which the first would have been.
        hangsUp(ANN);
        diary.await(ANN, MediaTold.Renew.class);
        assertThat(diary.of(ANN, MediaTold.Renew.class)).hasSize(1);
    }

    @Test
    void aPageWhoseWayIsLostIsAskedForAnotherConnection() {
        order(seat(ANN));
        publish(ANN);

        hangsUp(ANN);

        assertThat(diary.await(ANN, MediaTold.Renew.class).side()).isEqualTo(MediaSide.SEND);
    }

    @Test
    void aReceiverThatTheSfuRefusesIsReplacedByANewOne() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        var first = diary.await(BEN, MediaTold.Offer.class);
        answers(BEN, first);
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
    void anAnswerThatIsSaidTwiceAnswersNoOtherOffer() {
        var cat = page("cat");
        order(seat(ANN), seat(BEN), seat(cat));
        publish(ANN);
        var first = diary.await(BEN, MediaTold.Offer.class);
        publish(cat);
        answers(BEN, first);
        var second = diary.await(BEN, MediaTold.Offer.class, 2);

        answers(BEN, first);
        answers(BEN, second);

        Await.until("both are answered", () -> bodies("start").size() == 2);
        var answered =
                janus.requests().stream()
                        .filter(each -> each.path("body").path("request").stringValue("").equals("start"))
                        .map(each -> each.path("jsep").path("sdp").stringValue());
        assertThat(answered)
                .containsExactly(ANSWER + first.offer().orElseThrow(), ANSWER + second.offer().orElseThrow());
    }

    @Test
    void aPageThatDoesNotTellWhichOfferItAnswersAnswersTheNewest() {
        order(seat(ANN), seat(BEN));
        publish(ANN);
        var offer = diary.await(BEN, MediaTold.Offer.class);

        room.signal(BEN, new MediaSignal.Answer(offer.pc(), Optional.empty(), Optional.empty(), ANSWER));

        Await.until("answered", () -> bodies("start").size() == 1);
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
}
