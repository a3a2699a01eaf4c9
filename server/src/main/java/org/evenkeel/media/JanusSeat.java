package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.LongPredicate;

/**
 * One page's place in one life of a room's media: what it sends, what it gets, and that both keep to the order. Any
 * thread; waiting for the SFU happens on lanes of the two sides, so that a mute never waits behind a new connection.
 */
final class JanusSeat {

    /** How long what flows may go on when the page's socket is away. */
    private static final long LINGER_MILLIS = 20_000;

    private final JanusRoom room;
    private final MediaPage page;
    private final SendingSide sending;
    private final ReceivingSide receiving;

    private volatile MediaSeat wanted;
    private volatile boolean over;
    private volatile boolean released;
    private volatile long awaySince;

    JanusSeat(JanusRoom room, JanusLife life, MediaPage page, MediaSeat wanted) {
        this.room = room;
        this.page = page;
        this.wanted = wanted;
        awaySince = wanted.connected() ? 0 : room.now();
        sending = new SendingSide(this, room, life);
        receiving = new ReceivingSide(this, room, life);
    }

    MediaPage page() {
        return page;
    }

    /** What must hold for this page now. */
    MediaSeat wanted() {
        return wanted;
    }

    SendingSide sending() {
        return sending;
    }

    /** Joins, so that the page can send and be given what others send. */
    void begin() {
        sending.begin();
        receiving.begin();
        watchAbsence();
    }

    /** Goes on with what an earlier controller left. */
    void adopt(JanusSender found) {
        sending.adopt(found);
    }

    void adopt(JanusReceiver found) {
        receiving.adopt(found);
    }

    /** Whether this page has, or may have, handles in the SFU. */
    boolean isActive() {
        return !over && !released;
    }

    boolean isOver() {
        return over;
    }

    synchronized void want(MediaSeat next) {
        var before = wanted;
        if (before.connected() && !next.connected()) {
            awaySince = room.now();
        }
        wanted = next;
        if (!next.equals(before)) {
            sending.hold();
            watchAbsence();
        }
        if (next.connected() && released) {
            released = false;
            sending.renew();
        }
    }

    /** Makes sure of what holds: what the SFU was told by others, or before, is not known. */
    void holdAnew() {
        sending.holdAnew();
        receiving.begin();
        watchAbsence();
    }

    /** Whether the SFU has confirmed what holds for this page. */
    boolean holds() {
        return over || sending.holds(wanted) && receiving.keepsTo();
    }

    /** Everything of this page ends now, both ways. */
    void cut() {
        over = true;
        sending.cut();
        receiving.cut();
    }

    /** The life that it belonged to is gone: nothing is asked of the SFU any more. */
    void abandon() {
        over = true;
    }

    /** A page that stays away keeps its seat, but a dead browser must not keep a picture. */
    private void watchAbsence() {
        if (!wanted.connected()) {
            room.later(LINGER_MILLIS, this::release);
        }
    }

    private synchronized void release() {
        if (!over && !wanted.connected() && room.now() - awaySince >= LINGER_MILLIS) {
            released = true;
            sending.end();
            receiving.end();
        }
    }

    /** What others can be given of this page. */
    List<Source> sources() {
        return isActive() ? sending.sources() : List.of();
    }

    /** Whether this page asked for another's camera. */
    boolean wantsFace(MemberId member) {
        return receiving.wantsFace(member);
    }

    /** Whether this page wants pictures at all: one that shows no face wants sound only. */
    boolean showsPictures() {
        return receiving.showsPictures();
    }

    /** Gets what is to be got now. */
    void follow() {
        receiving.follow();
    }

    // --- what the page says ---

    void signal(MediaSignal signal) {
        switch (signal) {
            case MediaSignal.Offer offer -> sending.offered(offer);
            case MediaSignal.Answer answer -> receiving.answered(answer);
            case MediaSignal.Restart(long pc) -> receiving.restart(pc);
            case MediaSignal.Want(var those) -> receiving.show(those);
            case MediaSignal.Candidate candidate -> {
                switch (candidate.side()) {
                    case SEND -> sending.candidate(candidate.pc(), candidate.candidate());
                    case RECEIVE -> receiving.candidate(candidate.pc(), candidate.candidate());
                }
            }
        }
    }

    /** The page has a new socket: what was said on the old one may be lost. */
    void greet() {
        receiving.repeat();
    }

    void tell(MediaTold message) {
        if (!over) {
            room.tell(page, message);
        }
    }

    // --- what the SFU says about this page's handles ---

    /** How many it has in the SFU now. */
    int handles() {
        return sending.handles() + receiving.handles();
    }

    boolean owns(long handle) {
        return sending.owns(handle) || receiving.owns(handle);
    }

    void event(long handle, JsonNode message) {
        var what = message.path("janus").stringValue("");
        boolean hangup = what.equals("hangup") || what.equals("detached");
        if (what.equals("slowlink")) {
            room.lostPackets(page.member());
        } else if (sending.owns(handle)) {
            sending.event(handle, hangup, message);
        } else {
            receiving.event(handle, hangup, message);
        }
    }

    /**
     * The connection to the SFU was away and its events with it.
     *
     * @param there whether a handle still exists
     * @param stuck whether a handle waits for an answer to an offer that never came here
     */
    void reconcile(LongPredicate there, LongPredicate stuck) {
        sending.reconcile(there);
        receiving.reconcile(there, stuck);
    }
}
