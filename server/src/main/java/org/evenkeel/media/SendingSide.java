package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.MediaSeat;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * What one page sends: joined, published, kept to the order. Negotiations run on one lane, moderation and the cut on
 * another: they never wait for a negotiation.
 */
final class SendingSide {

    private static final long RETRY_MILLIS = 250;
    private static final long RENEW_MILLIS = 500;

    /** A mute that the SFU refuses for so many tries is carried out by ending what is sent. */
    private static final int MOST_REFUSALS = 8;

    private final JanusSeat seat;
    private final JanusRoom room;
    private final JanusLife life;
    private final Lane negotiating = new Lane();
    private final Lane enforcing = new Lane();
    private volatile Optional<JanusSender> sender = Optional.empty();
    private int refusals;

    /** How many the page made; on the negotiating lane. */
    private long offers;

    SendingSide(JanusSeat seat, JanusRoom room, JanusLife life) {
        this.seat = seat;
        this.room = room;
        this.life = life;
    }

    void begin() {
        negotiating.run(this::ensure);
    }

    void adopt(JanusSender found) {
        sender = Optional.of(found);
    }

    Optional<Long> privateId() {
        return sender.map(JanusSender::privateId);
    }

    int handles() {
        return sender.isPresent() ? 1 : 0;
    }

    boolean owns(long handle) {
        return sender.filter(it -> it.handle() == handle).isPresent();
    }

    boolean holds(MediaSeat wanted) {
        return sender.map(it -> it.holds(wanted)).orElse(true);
    }

    // --- the order ---

    /** Makes the SFU pass on what may be passed on, and nothing else. */
    void hold() {
        enforcing.run(this::enforce);
    }

    /** The same, believing nothing of what the SFU confirmed before. */
    void holdAnew() {
        enforcing.run(
                () -> {
                    sender.ifPresent(JanusSender::forget);
                    enforce();
                });
    }

    private void enforce() {
        try {
            sender.filter(_ -> !seat.isOver()).ifPresent(it -> it.enforce(seat::wanted));
            refusals = 0;
            negotiating.run(this::allowBits);
        } catch (JanusProblem e) {
            refused();
        } finally {
            room.report();
        }
    }

    private void allowBits() {
        sender.filter(_ -> seat.isActive()).ifPresent(it -> JanusRoom.quietly(() -> it.allowBits(seat.wanted())));
    }

    /** What cannot be muted is ended: silence is the safe side. While the SFU is away nothing can be ended either. */
    private void refused() {
        if (!room.reachesSfu() || ++refusals < MOST_REFUSALS) {
            room.later(RETRY_MILLIS, this::hold);
        } else {
            refusals = 0;
            drop(_ -> true);
            renew();
        }
    }

    /** Everything ends now, whatever is under way. */
    void cut() {
        sender.ifPresent(
                it -> {
                    enforcing.run(() -> JanusRoom.quietly(it::kick));
                    room.detach(life, it.handle(), seat.page().member());
                });
    }

    /** Ends it without a kick; the page may begin anew. */
    void end() {
        negotiating.run(() -> drop(_ -> true));
    }

    private void drop(Predicate<JanusSender> which) {
        sender.filter(which)
                .ifPresent(
                        it -> {
                            sender = Optional.empty();
                            room.detach(life, it.handle(), seat.page().member());
                            room.sourcesChanged();
                        });
    }

    // --- negotiation ---

    private void ensure() {
        if (!seat.isActive() || sender.isPresent()) {
            return;
        }
        try {
            sender = Optional.of(JanusSender.join(life, seat.page(), room.newFeed(seat.page().member())));
        } catch (JanusProblem e) {
            if (e.isOfAGoneLife()) {
                room.doubts();
            }
            room.later(RENEW_MILLIS, this::begin);
            throw e;
        }
        if (seat.isOver()) {
            cut();
        }
        room.sourcesChanged();
    }

    void offered(MediaSignal.Offer offer) {
        negotiating.run(() -> take(offer));
    }

    private void take(MediaSignal.Offer offer) {
        offers++;
        if (!seat.isActive()) {
            return;
        }
        if (offer.pc() <= JanusSender.NOT_YET || SdpOffer.read(offer.sdp()).isEmpty() || !seat.wanted().sends()) {
            seat.tell(new MediaTold.Refused());
            return;
        }
        drop(it -> !it.isFresh() && !it.goesOn(offer.pc(), offer.sdp()));
        ensure();
        var mine = sender.orElseThrow(() -> new JanusProblem(JanusProblem.NO_ANSWER));
        try {
            var answer = mine.offer(offer.pc(), offer.sdp(), seat::wanted);
            seat.tell(new MediaTold.Answer(offer.pc(), Optional.empty(), answer));
        } catch (JanusProblem e) {
            drop(it -> it == mine);
            renewUnlessOffered();
            throw e;
        }
        if (seat.isOver()) {
            cut();
        }
        room.sourcesChanged();
        room.report();
    }

    /** A page that opens another connection by itself closes the one before: it must not be told to open a third. */
    private void renewUnlessOffered() {
        negotiating.run(this::ensure);
        long before = offers;
        room.later(RENEW_MILLIS, () -> negotiating.run(() -> renewIfStill(before)));
    }

    private void renewIfStill(long before) {
        if (offers == before && seat.wanted().connected()) {
            renew();
        }
    }

    /** The page is told to open another connection, and finds the room joined. */
    void renew() {
        if (seat.isActive()) {
            negotiating.run(this::ensure);
            seat.tell(new MediaTold.Renew(MediaSide.SEND));
        }
    }

    void candidate(long pc, Optional<IceCandidate> candidate) {
        negotiating.run(() -> sender.filter(it -> it.is(pc)).ifPresent(it -> it.candidate(candidate)));
    }

    List<Source> sources() {
        return sender.map(SendingSide::sources).orElse(List.of());
    }

    private static List<Source> sources(JanusSender sender) {
        return sender.sections().entrySet().stream()
                .map(section -> new Source(sender.feed(), section.getValue(), sender.page().member(), section.getKey()))
                .toList();
    }

    // --- the SFU ---

    void event(long handle, boolean hangup, JsonNode message) {
        if (hangup) {
            negotiating.run(() -> hungUp(handle));
        } else if (message.path("janus").stringValue("").equals("webrtcup")) {
            sender.filter(it -> it.handle() == handle).ifPresent(JanusSender::cameUp);
            room.sourcesChanged();
        } else {
            said(JanusJson.data(message));
        }
    }

    void reconcile(LongPredicate there) {
        sender.filter(it -> !there.test(it.handle())).ifPresent(it -> negotiating.run(() -> hungUp(it.handle())));
        sender.filter(it -> !it.isFresh()).ifPresent(JanusSender::cameUp);
        holdAnew();
    }

    /** The SFU lost the page's way here, or the page gave it up. */
    private void hungUp(long handle) {
        if (sender.filter(it -> it.handle() == handle && !it.isFresh()).isPresent()) {
            drop(_ -> true);
            renewUnlessOffered();
        }
    }

    private void said(JsonNode data) {
        var what = data.path("videoroom").stringValue("");
        boolean mine = sender.filter(it -> it.feed().equals(data.path("id").stringValue(""))).isPresent();
        if (what.equals("destroyed")) {
            room.doubts();
        } else if (mine && (what.equals("talking") || what.equals("stopped-talking"))) {
            room.talking(seat.page().member(), what.equals("talking"));
        } else if (mine && data.path("moderation").isString()) {
            moderated(data.path("mid").stringValue(""), data.path("moderation").stringValue());
        }
    }

    /** By this controller, or by a former one that does not know yet that it is: the SFU obeys both. */
    private void moderated(String mid, String how) {
        enforcing.run(
                () -> {
                    sender.ifPresent(it -> it.heard(mid, how.equals("unmuted")));
                    enforce();
                });
    }
}
