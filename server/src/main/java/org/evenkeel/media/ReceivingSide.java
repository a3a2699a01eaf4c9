package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MemberId;

import tools.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** What one page gets. Everything runs on one lane, so that offers and answers keep their order. */
final class ReceivingSide {

    private static final long RETRY_MILLIS = 250;

    /** A source that the SFU cannot give yet is asked for again after this time. */
    private static final long NOT_YET_MILLIS = 500;

    /** An offer that the page does not answer for this long leaves its handle stuck. */
    private static final long UNANSWERED_MILLIS = 8_000;

    /** Within this time a second request for a new way means that the first did not help. */
    private static final long RESTART_MILLIS = 10_000;

    /** A page says whose cameras it shows as soon as it hears of the media; voices wait for that no longer. */
    private static final long SAYS_WITHIN_MILLIS = 300;

    private final JanusSeat seat;
    private final JanusRoom room;
    private final JanusLife life;
    private final Lane lane = new Lane();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile Optional<Set<MemberId>> faces = Optional.empty();
    private volatile Optional<JanusReceiver> receiver = Optional.empty();
    private volatile boolean patient = true;
    private long restartedAt;

    ReceivingSide(JanusSeat seat, JanusRoom room, JanusLife life) {
        this.seat = seat;
        this.room = room;
        this.life = life;
    }

    void adopt(JanusReceiver found) {
        receiver = Optional.of(found);
    }

    int handles() {
        return receiver.isPresent() ? 1 : 0;
    }

    boolean owns(long handle) {
        return receiver.filter(it -> it.handle() == handle).isPresent();
    }

    /** Whether nothing comes that may not come. */
    boolean keepsTo() {
        return receiver.map(it -> it.keepsTo(room.allowedFor(seat))).orElse(true);
    }

    /** Until a page says whose cameras it shows, it keeps those that an earlier controller gave it. */
    boolean wantsFace(MemberId member) {
        return faces.map(those -> those.contains(member))
                .orElseGet(() -> receiver.filter(it -> it.shows(member)).isPresent());
    }

    boolean showsPictures() {
        return faces.map(those -> !those.isEmpty()).orElse(true);
    }

    /** Voices come soon, whether or not the page says what it shows. */
    void begin() {
        room.later(SAYS_WITHIN_MILLIS, this::hurry);
    }

    private void hurry() {
        patient = false;
        follow();
    }

    void show(Set<MemberId> those) {
        faces = Optional.of(those);
        follow();
    }

    void follow() {
        if (queued.compareAndSet(false, true)) {
            lane.run(this::followNow);
        }
    }

    private void followNow() {
        queued.set(false);
        if (!seat.isActive()) {
            return;
        }
        try {
            var wanted = room.wantedBy(seat);
            var privateId = seat.sending().privateId();
            if (receiver.isPresent()) {
                receiver.get().follow(wanted, room.sources());
            } else if (!wanted.isEmpty() && privateId.isPresent() && (faces.isPresent() || !patient)) {
                receiver =
                        Optional.of(
                                JanusReceiver.begin(
                                        life, seat.page(), room.newReceiver(), privateId.get(), wanted, seat::tell));
            }
            watchAnswer();
        } catch (JanusProblem e) {
            // A handle that refuses may be stuck; a new one is not. A sender that is not there yet is nobody's fault.
            boolean notYet = e.code() == JanusProblem.NO_SUCH_FEED;
            drop(_ -> !notYet && e.code() != JanusProblem.NO_ANSWER);
            room.later(notYet ? NOT_YET_MILLIS : RETRY_MILLIS, this::follow);
        }
        if (seat.isOver()) {
            drop(_ -> true);
        }
        room.report();
    }

    private void watchAnswer() {
        receiver.filter(JanusReceiver::waits)
                .ifPresent(it -> room.later(UNANSWERED_MILLIS, () -> lane.run(() -> rebuildIfUnanswered(it))));
    }

    private void rebuildIfUnanswered(JanusReceiver it) {
        if (it.waitsFor(UNANSWERED_MILLIS)) {
            rebuild(it);
        }
    }

    private void rebuild(JanusReceiver stuck) {
        if (receiver.filter(it -> it == stuck).isPresent() && seat.wanted().connected()) {
            drop(_ -> true);
            followNow();
        }
    }

    private void drop(Predicate<JanusReceiver> which) {
        receiver.filter(which)
                .ifPresent(
                        it -> {
                            receiver = Optional.empty();
                            room.detach(life, it.handle(), seat.page().member());
                        });
    }

    /** Nothing comes any more, whatever is under way. */
    void cut() {
        receiver.ifPresent(it -> room.detach(life, it.handle(), seat.page().member()));
        end();
    }

    void end() {
        lane.run(() -> drop(_ -> true));
    }

    // --- what the page says ---

    void answered(MediaSignal.Answer answer) {
        if (!SdpOffer.isAnswer(answer.sdp())) {
            seat.tell(new MediaTold.Refused());
            return;
        }
        with(
                answer.pc(),
                it -> {
                    it.answer(answer.offer(), answer.sdp());
                    followNow();
                });
    }

    /** A way that is asked for twice was not found: a new handle may find one. */
    void restart(long pc) {
        with(
                pc,
                it -> {
                    long before = restartedAt;
                    restartedAt = room.now();
                    if (restartedAt - before < RESTART_MILLIS) {
                        rebuild(it);
                    } else {
                        it.restart(room.sources());
                        watchAnswer();
                    }
                });
    }

    void candidate(long pc, Optional<IceCandidate> candidate) {
        lane.run(() -> receiver.filter(it -> it.pc() == pc).ifPresent(it -> it.candidate(candidate)));
    }

    void repeat() {
        lane.run(() -> receiver.ifPresent(JanusReceiver::repeat));
        follow();
    }

    private interface Act {
        void on(JanusReceiver receiver);
    }

    /** A handle that refuses what is asked of it is replaced. */
    private void with(long pc, Act act) {
        lane.run(
                () ->
                        receiver.filter(it -> it.pc() == pc)
                                .ifPresent(
                                        it -> {
                                            try {
                                                act.on(it);
                                            } catch (JanusProblem e) {
                                                rebuild(it);
                                            }
                                        }));
    }

    // --- the SFU ---

    void event(long handle, boolean hangup, JsonNode message) {
        lane.run(
                () ->
                        receiver.filter(it -> it.handle() == handle)
                                .ifPresent(
                                        it -> {
                                            if (hangup) {
                                                rebuild(it);
                                            } else {
                                                it.took(message, room.sources());
                                                followNow();
                                            }
                                        }));
    }

    void reconcile(LongPredicate there, LongPredicate stuck) {
        receiver.filter(it -> !there.test(it.handle()) || stuck.test(it.handle()) && !it.waits())
                .ifPresent(it -> lane.run(() -> rebuild(it)));
    }
}
