package org.evenkeel.live;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.Decision;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomRules;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One warm room's media on one node: turns each state of the room into an order for the plane, while this node has the
 * room's media lease. Any thread; only {@link #keep} blocks, on the store.
 */
final class MediaDesk implements RoomListener, MediaPlane.Listener {

    /** Nobody was there for this long: the SFU's room goes, milliseconds. */
    private static final long IDLE_MILLIS = 60_000;

    private final SessionId session;
    private final NodeId node;
    private final MediaParts parts;
    private final RoomListener inner;

    private Optional<Latest> latest = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();
    private final Map<Submission, MediaOrder> ahead = new LinkedHashMap<>();
    private Set<ConnectionId> greeted = Set.of();
    private Optional<MediaPlane.Held> held = Optional.empty();
    private long lastSeatAt;
    private boolean keeping;

    private record Latest(RoomState state, Position at) {}

    private record Serving(MediaPlane.Room room, long term) {}

    MediaDesk(SessionId session, NodeId node, MediaParts parts, RoomListener inner) {
        this.session = session;
        this.node = node;
        this.parts = parts;
        this.inner = inner;
    }

    RoomListener inner() {
        return inner;
    }

    // --- the room speaks: its own thread ---

    @Override
    public void advanced(RoomState before, RoomState after, Position at, RoomEntry entry) {
        inner.advanced(before, after, at, entry);
        stands(after, at);
    }

    @Override
    public void replaced(RoomState state, Position at) {
        inner.replaced(state, at);
        stands(state, at);
    }

    @Override
    public boolean occupied() {
        return inner.occupied();
    }

    private synchronized void stands(RoomState state, Position at) {
        latest = Optional.of(new Latest(state, at));
        arrange();
    }

    /** Orders what holds now; opens the plane's room when the first seat of this node is there. */
    private void arrange() {
        latest.ifPresent(
                now -> {
                    var order = order(now.state());
                    if (serving.isPresent()) {
                        serving.get().room().order(new MediaPlane.Ordered(now.at(), order));
                        greet(now.state(), serving.get().room());
                    } else if (!order.seats().isEmpty() && hasSeatHere(now.state()) && !keeping) {
                        keeping = true;
                        parts.virtual().execute(this::keep);
                    }
                });
    }

    private MediaOrder order(RoomState state) {
        return ahead.values().stream().reduce(MediaOrder.of(state), MediaOrder::and);
    }

    /** Each socket that has a seat now is told once; a new life of the media tells all by itself. */
    private void greet(RoomState state, MediaPlane.Room room) {
        var now = new HashSet<ConnectionId>();
        for (var member : state.members().values()) {
            if (member.inRoom() && state.phase() != Phase.ENDED) {
                member.attachment()
                        .ifPresent(
                                seat -> {
                                    now.add(seat.connection());
                                    if (!greeted.contains(seat.connection())) {
                                        room.greet(new MediaPage(member.id(), seat.client()));
                                    }
                                });
            }
        }
        if (!greeted.containsAll(now)) {
            held.ifPresent(how -> parts.pages().held(session, how));
        }
        greeted = now;
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
        try {
            var wanted = wanted();
            if (wanted.isEmpty()) {
                return;
            }
            if (wanted.get()) {
                took(parts.leases().take(session, node, parts.gone()));
            } else {
                stop().ifPresent(_ -> parts.leases().release(session, node));
            }
        } catch (StoreUnavailable e) {
            // What flows goes on; the next round asks again.
        } finally {
            synchronized (this) {
                keeping = false;
            }
        }
    }

    /** Whether this node should control the media; empty: it does not and needs not. */
    private synchronized Optional<Boolean> wanted() {
        if (latest.isEmpty()) {
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
                serving = Optional.of(new Serving(serving.get().room(), lease.term()));
                serving.get().room().term(lease.term());
            }
            return;
        }
        serving.ifPresent(it -> it.room().leave());
        serving = Optional.empty();
        greeted = Set.of();
        if (ours) {
            serving = Optional.of(new Serving(parts.plane().open(session, lease.term(), this), lease.term()));
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
                });
        serving = Optional.empty();
        greeted = Set.of();
        return was;
    }

    /** The room went cold here, or the node stops: what flows goes on for whoever serves it next. */
    void leave() {
        boolean had;
        synchronized (this) {
            had = stop().isPresent();
        }
        if (had) {
            try {
                parts.leases().release(session, node);
            } catch (StoreUnavailable e) {
                // It runs out by itself.
            }
        }
    }

    // --- pages ---

    /** What a page says; of no use while this node does not control the media. */
    void signal(MediaPage page, MediaSignal signal) {
        serving.ifPresent(it -> it.room().signal(page, signal));
    }

    // --- the log does not answer ---

    /**
     * Carries out in the media what staff asked for while the log does not answer: only what takes away. Whatever the
     * log then says takes its place.
     *
     * @return whether anything of it could be done
     */
    synchronized boolean ahead(Submission submission) {
        if (latest.isEmpty()) {
            return false;
        }
        var state = latest.get().state();
        var now = submission.at(Math.max(submission.at(), state.lastAt()));
        if (RoomRules.decide(state, now) instanceof Decision.Accepted accepted) {
            ahead.put(submission, MediaOrder.of(state.foresee(accepted.events(), now.at())));
            arrange();
            return true;
        }
        return false;
    }

    /** The log answered, one way or the other. */
    synchronized void settled(Submission submission) {
        if (ahead.remove(submission) != null) {
            arrange();
        }
    }

    // --- the plane speaks: its own threads ---

    @Override
    public void tell(MediaPage page, MediaTold message) {
        parts.pages().tell(session, page, message);
    }

    @Override
    public void held(MediaPlane.Held how) {
        synchronized (this) {
            held = Optional.of(how);
        }
        parts.pages().held(session, how);
    }

    @Override
    public void talking(MemberId member, boolean on) {
        MediaOrder order;
        synchronized (this) {
            order = latest.map(now -> order(now.state())).orElse(MediaOrder.NOBODY);
        }
        order.seat(member)
                .ifPresent(
                        speaker ->
                                parts.pages()
                                        .talking(
                                                session,
                                                member,
                                                on && speaker.audible(),
                                                order.seats().values().stream()
                                                        .filter(
                                                                seat ->
                                                                        seat.gets(speaker)
                                                                                || seat.member().equals(member))
                                                        .map(seat -> new MediaPage(seat.member(), seat.page()))
                                                        .toList()));
    }

    @Override
    public synchronized void lost() {
        serving = Optional.empty();
        greeted = Set.of();
    }
}
