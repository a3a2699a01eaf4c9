package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * One page's place in one life of a room's media: what it sends, what it gets, and that both keep to the order. Any
 * thread; waiting for the SFU happens on three lanes, so that a mute never waits behind a new connection.
 */
final class JanusSeat {

    private static final long RETRY_MILLIS = 250;
    private static final long RENEW_MILLIS = 500;

    /** An offer that the page does not answer for this long leaves its handle stuck. */
    private static final long UNANSWERED_MILLIS = 8_000;

    /** How long what flows may go on when the page's socket is away. */
    private static final long LINGER_MILLIS = 20_000;

    private final JanusRoom room;
    private final JanusLife life;
    private final MediaPage page;
    private final Lane sending = new Lane();
    private final Lane receiving = new Lane();
    private final Lane enforcing = new Lane();

    private volatile MediaSeat wanted;
    private volatile Optional<Set<MemberId>> faces = Optional.empty();
    private volatile Optional<JanusSender> sender = Optional.empty();
    private volatile Optional<JanusReceiver> receiver = Optional.empty();
    private volatile boolean over;
    private volatile boolean cut;
    private volatile boolean released;
    private volatile long awaySince;
    private long receivers;

    JanusSeat(JanusRoom room, JanusLife life, MediaPage page, MediaSeat wanted) {
        this.room = room;
        this.life = life;
        this.page = page;
        this.wanted = wanted;
        this.awaySince = wanted.connected() ? 0 : room.now();
    }

    // --- what must hold ---

    /** Joins, so that the page can send and be given what others send. */
    void begin() {
        sending.run(this::ensureSender);
        watchAbsence();
    }

    /** Goes on with what an earlier controller left. */
    void adopt(JanusSender found) {
        sender = Optional.of(found);
    }

    void adopt(JanusReceiver found) {
        receiver = Optional.of(found);
        receivers = found.pc();
    }

    MediaPage page() {
        return page;
    }

    MediaSeat wanted() {
        return wanted;
    }

    void want(MediaSeat next) {
        boolean back = next.connected() && !wanted.connected();
        if (wanted.connected() && !next.connected()) {
            awaySince = room.now();
        }
        boolean changed = !next.equals(wanted);
        wanted = next;
        if (changed) {
            enforcing.run(this::enforce);
            watchAbsence();
        }
        if (back && released) {
            released = false;
            renew(MediaSide.SEND);
        }
    }

    /** Makes sure of what holds: what the SFU was told by others, or before, is not known. */
    void hold() {
        enforcing.run(this::enforce);
    }

    /** Whether the SFU has confirmed what holds for this page. */
    boolean holds() {
        if (over) {
            return cut;
        }
        return sender.map(it -> it.holds(wanted)).orElse(true)
                && receiver.map(it -> it.keepsTo(room.allowedFor(this))).orElse(true);
    }

    private void enforce() {
        try {
            sender.filter(_ -> !over).ifPresent(it -> it.enforce(() -> wanted));
        } catch (JanusProblem e) {
            room.later(RETRY_MILLIS, () -> enforcing.run(this::enforce));
        } finally {
            room.report();
        }
    }

    /** Everything of this page ends now, both ways. */
    void cut() {
        over = true;
        enforcing.run(this::cutSender);
        receiving.run(() -> dropReceiver(_ -> true));
    }

    private void cutSender() {
        try {
            sender.ifPresent(JanusSender::cut);
            cut = true;
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_ANSWER) {
                room.later(RETRY_MILLIS, () -> enforcing.run(this::cutSender));
            } else {
                cut = true; // it is gone
            }
        } finally {
            room.gone(this);
        }
    }

    /** A page that stays away keeps its seat, but a dead browser must not keep a picture. */
    private void watchAbsence() {
        if (!wanted.connected()) {
            room.later(LINGER_MILLIS, this::release);
        }
    }

    private void release() {
        if (over || wanted.connected() || room.now() - awaySince < LINGER_MILLIS) {
            return;
        }
        released = true;
        sending.run(() -> dropSender(_ -> true));
        receiving.run(() -> dropReceiver(_ -> true));
    }

    // --- sending ---

    private void ensureSender() {
        if (over || sender.isPresent()) {
            return;
        }
        try {
            var joined = JanusSender.join(life, page, room.newFeed(page.member()));
            sender = Optional.of(joined);
            if (over) {
                enforcing.run(this::cutSender);
            }
            room.sourcesChanged();
        } catch (JanusProblem e) {
            room.later(RENEW_MILLIS, () -> sending.run(this::ensureSender));
            throw e;
        }
    }

    private void offer(MediaSignal.Offer offer) {
        var sections = SdpOffer.read(offer.sdp());
        if (sections.isEmpty() || !wanted.sends()) {
            tell(new MediaTold.Refused());
            return;
        }
        if (sender.filter(it -> !it.isFresh() && !it.goesOn(offer.pc())).isPresent()) {
            dropSender(_ -> true);
        }
        ensureSender();
        var mine = sender.orElseThrow(() -> new JanusProblem(JanusProblem.NO_ANSWER));
        try {
            var answer = mine.offer(offer.pc(), offer.sdp(), () -> wanted);
            if (over) {
                return;
            }
            tell(new MediaTold.Answer(offer.pc(), Optional.empty(), answer));
            room.sourcesChanged();
            room.report();
        } catch (JanusProblem e) {
            dropSender(it -> it == mine);
            room.later(RENEW_MILLIS, () -> renew(MediaSide.SEND));
            throw e;
        }
    }

    private void dropSender(Predicate<JanusSender> which) {
        sender.filter(which)
                .ifPresent(
                        it -> {
                            sender = Optional.empty();
                            room.sourcesChanged();
                            quietly(it::leave);
                        });
    }

    private void renew(MediaSide side) {
        if (!over) {
            sending.run(this::ensureSender);
            tell(new MediaTold.Renew(side));
        }
    }

    /** What others can be given of this page. */
    List<Source> sources() {
        return over
                ? List.of()
                : sender.map(
                                it ->
                                        it.sections().entrySet().stream()
                                                .map(
                                                        section ->
                                                                new Source(
                                                                        it.feed(),
                                                                        section.getValue(),
                                                                        page.member(),
                                                                        section.getKey()))
                                                .toList())
                        .orElse(List.of());
    }

    // --- receiving ---

    /** Whether this page asked for another's camera; until it says so, it gets all. */
    boolean wantsFace(MemberId member) {
        return faces.map(those -> those.contains(member)).orElse(true);
    }

    /** Gets what is to be got now. */
    void follow() {
        receiving.run(this::followNow);
    }

    private void followNow() {
        if (over || released) {
            return;
        }
        try {
            var wantedNow = room.wantedBy(this);
            if (receiver.isPresent()) {
                receiver.get().follow(wantedNow, room.sources());
            } else if (!wantedNow.isEmpty() && sender.isPresent()) {
                receiver =
                        Optional.of(
                                JanusReceiver.begin(
                                        life, page, ++receivers, sender.get().privateId(), wantedNow, this::tell));
            }
            watchAnswer();
        } catch (JanusProblem e) {
            // A handle that refuses may be stuck; a new one is not.
            dropReceiver(_ -> e.code() != JanusProblem.NO_ANSWER);
            room.later(RETRY_MILLIS, this::follow);
        } finally {
            room.report();
        }
    }

    private void watchAnswer() {
        receiver.filter(JanusReceiver::waits)
                .ifPresent(
                        it ->
                                room.later(
                                        UNANSWERED_MILLIS,
                                        () ->
                                                receiving.run(
                                                        () -> {
                                                            if (it.waitsFor(UNANSWERED_MILLIS)) {
                                                                rebuild(it);
                                                            }
                                                        })));
    }

    private void rebuild(JanusReceiver stuck) {
        if (receiver.filter(it -> it == stuck).isPresent() && wanted.connected()) {
            dropReceiver(_ -> true);
            followNow();
        }
    }

    private void dropReceiver(Predicate<JanusReceiver> which) {
        receiver.filter(which)
                .ifPresent(
                        it -> {
                            receiver = Optional.empty();
                            quietly(it::end);
                        });
        room.report();
    }

    private static void quietly(Runnable act) {
        try {
            act.run();
        } catch (JanusProblem e) {
            // It is gone already, or goes with the session.
        }
    }

    // --- what the page says ---

    void signal(MediaSignal signal) {
        switch (signal) {
            case MediaSignal.Offer offer -> sending.run(() -> offer(offer));
            case MediaSignal.Answer(long pc, _, String sdp) -> receiving.run(() -> answered(pc, sdp));
            case MediaSignal.Candidate candidate -> candidate(candidate);
            case MediaSignal.Restart(long pc) -> receiving.run(() -> restart(pc));
            case MediaSignal.Want(var those) -> {
                faces = Optional.of(those);
                follow();
            }
        }
    }

    private void answered(long pc, String sdp) {
        receiver.filter(it -> it.pc() == pc)
                .ifPresent(
                        it -> {
                            try {
                                it.answer(sdp);
                            } catch (JanusProblem e) {
                                rebuild(it);
                            }
                            followNow();
                        });
    }

    private void restart(long pc) {
        receiver.filter(it -> it.pc() == pc)
                .ifPresent(
                        it -> {
                            try {
                                it.restart(room.sources());
                                watchAnswer();
                            } catch (JanusProblem e) {
                                rebuild(it);
                            }
                        });
    }

    private void candidate(MediaSignal.Candidate candidate) {
        switch (candidate.side()) {
            case SEND ->
                    sending.run(
                            () ->
                                    sender.filter(it -> it.goesOn(candidate.pc()))
                                            .ifPresent(it -> it.candidate(candidate.candidate())));
            case RECEIVE ->
                    receiving.run(
                            () ->
                                    receiver.filter(it -> it.pc() == candidate.pc())
                                            .ifPresent(it -> it.candidate(candidate.candidate())));
        }
    }

    /** The page has a new socket: what was said on the old one may be lost. */
    void greet() {
        receiving.run(() -> receiver.ifPresent(JanusReceiver::repeat));
        follow();
    }

    // --- what the SFU says about this page's handles ---

    boolean owns(long handle) {
        return sender.filter(it -> it.handle() == handle).isPresent()
                || receiver.filter(it -> it.handle() == handle).isPresent();
    }

    /**
     * The connection to the SFU was away and its events with it.
     *
     * @param there whether a handle still exists
     * @param stuck whether a handle waits for an answer to an offer that never came here
     */
    void reconcile(LongPredicate there, LongPredicate stuck) {
        sender.filter(it -> !there.test(it.handle())).ifPresent(it -> sending.run(() -> hungUp(it.handle())));
        receiver.filter(it -> !there.test(it.handle()) || stuck.test(it.handle()) && !it.waits())
                .ifPresent(it -> receiving.run(() -> rebuild(it)));
        enforcing.run(this::enforce);
    }

    void event(long handle, JsonNode message) {
        boolean ofSender = sender.filter(it -> it.handle() == handle).isPresent();
        boolean hangup = message.path("janus").stringValue("").matches("hangup|detached");
        if (hangup && ofSender) {
            sending.run(() -> hungUp(handle));
        } else if (hangup) {
            receiving.run(() -> receiver.filter(it -> it.handle() == handle).ifPresent(this::rebuild));
        } else if (ofSender) {
            talking(JanusJson.data(message));
        } else {
            receiving.run(
                    () -> {
                        receiver.filter(it -> it.handle() == handle).ifPresent(it -> it.took(message, room.sources()));
                        followNow();
                    });
        }
    }

    /** The SFU lost the page's way here; the page is told to open another. */
    private void hungUp(long handle) {
        if (!over && sender.filter(it -> it.handle() == handle && !it.isFresh()).isPresent()) {
            dropSender(_ -> true);
            if (wanted.connected()) {
                renew(MediaSide.SEND);
            }
        }
    }

    private void talking(JsonNode data) {
        var what = data.path("videoroom").stringValue("");
        boolean mine = sender.filter(it -> it.feed().equals(data.path("id").stringValue(""))).isPresent();
        if (mine && (what.equals("talking") || what.equals("stopped-talking"))) {
            room.talking(page.member(), what.equals("talking"));
        }
    }

    private void tell(MediaTold message) {
        if (!over) {
            room.tell(page, message);
        }
    }
}
