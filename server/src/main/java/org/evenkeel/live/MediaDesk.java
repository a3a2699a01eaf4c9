package org.evenkeel.live;

import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One warm room's media on one node: turns each state of the room into an order for the plane, while this node has the
 * room's media lease. Any thread; only {@link #keep} and {@link #leave} block, on the store.
 */
final class MediaDesk extends ListenerBefore {

    /** Nobody was there for this long: the SFU's room goes, milliseconds. */
    private static final long IDLE_MILLIS = 60_000;

    private final SessionId session;
    private final NodeId node;
    private final MediaParts parts;
    private final MediaRelay relay;

    /** Held while the store is asked: one that was taken again meanwhile must not be given back. */
    private final Lock leasing = new ReentrantLock();

    private Optional<Latest> latest = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();
    private final AheadOfLog ahead = new AheadOfLog();
    private long lastSeatAt;
    private boolean keeping;
    private boolean cold;

    private record Latest(RoomState state, Position at) {}

    private record Serving(MediaPlane.Room room, MediaEar ear) {
        long term() {
            return ear.term();
        }
    }

    MediaDesk(SessionId session, NodeId node, MediaParts parts, RoomListener next) {
        super(next);
        this.session = session;
        this.node = node;
        this.parts = parts;
        relay = new MediaRelay(session, node, parts);
    }

    // --- the room speaks: its own thread ---

    @Override
    public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
        relay.stands(after);
        super.advanced(before, after, at, entry);
        stands(after, at);
    }

    @Override
    public void replaced(RoomState state, Position at) {
        relay.stands(state);
        super.replaced(state, at);
        stands(state, at);
    }

    private synchronized void stands(RoomState state, Position at) {
        latest = Optional.of(new Latest(state, at));
        arrange();
    }

    /** Orders what holds now; opens the plane's room when the first seat of this node is there. */
    private void arrange() {
        latest.ifPresent(
                now -> {
                    var order = ahead.order(now.state());
                    if (serving.isPresent()) {
                        relay.ordered(serving.get().term(), order);
                        serving.get().room().order(new MediaPlane.Ordered(now.at(), order));
                        relay.greet(serving.get().term(), serving.get().room());
                    } else if (!order.seats().isEmpty() && hasSeatHere(now.state()) && !keeping) {
                        keeping = true;
                        parts.virtual().execute(this::keep);
                    }
                });
    }

    /** Whether somebody of this node is in the room, or of a node whose place this one took. */
    private boolean hasSeatHere(RoomState state) {
        return state.members().values().stream()
                .filter(member -> member.inRoom())
                .flatMap(member -> member.attachment().stream())
                .anyMatch(seat -> seat.node().equals(node) || parts.gone().contains(seat.node()));
    }

    // --- the lease ---

    /** Takes or renews the lease if this node needs it, gives it back if not. Blocks on the store. */
    void keep() {
        leasing.lock();
        try {
            var wanted = wanted();
            if (wanted.filter(it -> it).isPresent()) {
                took(parts.leases().take(session, node, parts.gone()));
            } else if (wanted.isPresent()) {
                stop().ifPresent(_ -> parts.leases().release(session, node));
            }
        } catch (StoreUnavailable e) {
            // What flows goes on; the next round asks again.
        } finally {
            leasing.unlock();
            synchronized (this) {
                keeping = false;
            }
        }
    }

    /** Whether this node should control the media; empty: it does not and needs not. */
    private synchronized Optional<Boolean> wanted() {
        if (latest.isEmpty() || cold) {
            return Optional.empty();
        }
        var state = latest.get().state();
        long now = parts.clock().getAsLong();
        if (hasSeatHere(state) && state.phase() != Phase.ENDED) {
            lastSeatAt = now;
            return Optional.of(true);
        }
        boolean othersHave = !MediaOrder.of(state).seats().isEmpty();
        boolean over = state.phase() == Phase.ENDED || othersHave || now - lastSeatAt > IDLE_MILLIS;
        return serving.map(_ -> !over);
    }

    private synchronized void took(MediaLeases.Lease lease) {
        boolean ours = lease.holder().equals(node);
        if (ours && serving.isPresent()) {
            // A store that was emptied counts anew; what flows is still this node's.
            if (serving.get().term() != lease.term()) {
                serving.get().ear().term(lease.term());
                serving.get().room().term(lease.term());
                relay.controlledBy(node, lease.term());
            }
            return;
        }
        relay.controlledBy(lease.holder(), lease.term());
        serving.ifPresent(
                it -> {
                    it.room().leave();
                    ends(it);
                });
        if (ours) {
            var ear = new MediaEar(relay, lease.term(), this::lost);
            serving = Optional.of(new Serving(parts.plane().open(session, lease.term(), ear), ear));
            arrange();
        }
    }

    /** Ends the media when nobody is in the room any more, else leaves them to the next controller. */
    private synchronized Optional<Serving> stop() {
        var was = serving;
        was.ifPresent(
                it -> {
                    if (latest.map(now -> MediaOrder.of(now.state()).seats().isEmpty()).orElse(true)) {
                        it.room().end();
                    } else {
                        it.room().leave();
                    }
                    ends(it);
                });
        return was;
    }

    /** The room went cold here, or the node stops: what flows goes on for whoever serves it next. */
    void leave() {
        leasing.lock();
        try {
            synchronized (this) {
                cold = true;
            }
            stop().ifPresent(_ -> parts.leases().release(session, node));
        } catch (StoreUnavailable e) {
            // The lease runs out by itself.
        } finally {
            leasing.unlock();
        }
    }

    // --- pages ---

    /** What a page of this node says: to the plane, or to the node that controls the media. */
    void signal(MediaPage page, MediaSignal signal) {
        serving.ifPresentOrElse(it -> it.room().signal(page, signal), () -> relay.say(page, signal));
    }

    /** Asks the node that controls the media for pages of this one that wait for a word of it. */
    void ask() {
        if (serving.isEmpty()) {
            relay.ask();
        }
    }

    // --- other nodes speak: the room's thread, so that what they wrote before is known ---

    @Override
    public void whispered(NodeId from, MediaWhisper words) {
        switch (words) {
            case MediaWhisper.Said(var page, var signal) ->
                    serving.filter(_ -> relay.isAt(page, from)).ifPresent(it -> it.room().signal(page, signal));
            case MediaWhisper.Asked(var page) ->
                    serving.filter(_ -> relay.isAt(page, from)).ifPresent(it -> again(it, page));
            case MediaWhisper.ByController told -> relay.heard(from, told);
        }
    }

    private void again(Serving it, MediaPage page) {
        it.room().greet(page);
        relay.heldAgain(it.term());
    }

    @Override
    public void whispersMissed() {
        relay.missed();
    }

    // --- the log does not answer ---

    /**
     * Carries out in the media what staff asked for while the log does not answer: only what takes away. Whatever the
     * log then says takes its place.
     *
     * <p>Only where the media are controlled: other nodes reach the controller over the same Redis as the log, so while
     * that is away nothing can be done for staff whose socket is on another node. Their command waits for the log.
     *
     * @return whether anything of it could be done
     */
    synchronized boolean ahead(Submission submission) {
        if (latest.isEmpty() || serving.isEmpty()) {
            return false;
        }
        boolean allowed = ahead.add(submission, latest.get().state());
        if (allowed) {
            arrange();
        }
        return allowed;
    }

    /** The log answered, one way or the other. */
    synchronized void settled(Submission submission) {
        if (ahead.remove(submission)) {
            arrange();
        }
    }

    // --- the plane speaks: its own threads ---

    private synchronized void lost(MediaEar ear) {
        if (serving.filter(it -> it.ear() == ear).isPresent()) {
            ends(serving.get());
            relay.missed();
        }
    }

    private void ends(Serving it) {
        relay.ordered(it.term(), MediaOrder.NOBODY);
        serving = Optional.empty();
    }
}
