package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MediaTold.TrackKind;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * One room's media in the SFU, while this node controls them: sets a life up or goes on with one, keeps a seat for each
 * page of the order, and reports how far the order is carried out. Any thread; waits for the SFU on lanes of its own.
 */
final class JanusRoom implements MediaPlane.Room {

    private static final Logger LOG = LoggerFactory.getLogger(JanusRoom.class);
    private static final long RETRY_MILLIS = 500;

    /** An order that is not carried out after this long is reported as failed. */
    private static final long LATE_MILLIS = 2_000;

    private final JanusParts parts;
    private final SessionId session;
    private final long term;
    private final MediaPlane.Listener listener;
    private final Lane setup = new Lane();
    private final AtomicLong feeds = new AtomicLong(System.currentTimeMillis());
    private final Talkers talkers;
    private final Lateness lateness = new Lateness(LATE_MILLIS);

    private final Map<MediaPage, JanusSeat> seats = new HashMap<>();
    private final Set<JanusSeat> leaving = new HashSet<>();
    private Optional<MediaPlane.Ordered> ordered = Optional.empty();
    private volatile Optional<JanusLife> life = Optional.empty();
    private volatile boolean closed;

    JanusRoom(JanusParts parts, SessionId session, long term, MediaPlane.Listener listener) {
        this.parts = parts;
        this.session = session;
        this.term = term;
        this.listener = listener;
        talkers = new Talkers(listener::talking, this::later);
    }

    // --- its lives ---

    /** The SFU is there: go on with the life that is known, or begin a new one. */
    void connected() {
        setup.run(this::establish);
    }

    /** Not before there is an order: without one, nobody could tell whose handles an earlier controller left. */
    private void establish() {
        if (closed || !parts.api().link().connected() || !isOrdered()) {
            return;
        }
        try {
            var known = life.map(it -> it.anchor(term)).or(() -> parts.directory().find(session));
            var went = known.flatMap(this::goOn);
            if (went.isPresent()) {
                stands(went.get());
            } else {
                beginAnew(known);
            }
        } catch (StoreUnavailable | JanusProblem e) {
            LOG.atWarn()
                    .addKeyValue("event", "media-not-set-up")
                    .addKeyValue("kind", e.getClass().getSimpleName())
                    .log("a room's media are not set up yet");
            later(RETRY_MILLIS, this::connected);
        }
    }

    private Optional<JanusRecovery.Found> goOn(Anchor anchor) {
        try {
            parts.api().claim(anchor.sfuSession());
            return JanusRecovery.of(parts, session, anchor);
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_SUCH_SESSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A claimed life: its handles are as they were, what happened meanwhile is found out by looking. */
    private void stands(JanusRecovery.Found found) {
        synchronized (this) {
            boolean same = life.filter(it -> it.session() == found.life().session()).isPresent();
            life = Optional.of(found.life());
            keep(found.life());
            if (!same) {
                seats.clear();
                var order = ordered.map(MediaPlane.Ordered::order).orElse(MediaOrder.NOBODY);
                found.seats(this, order).forEach(seat -> seats.put(seat.page(), seat));
            } else {
                found.missing(List.copyOf(seats.values())).forEach(Runnable::run);
            }
            arrange();
        }
        all().forEach(JanusSeat::hold);
        found.leftovers(this::owned);
        greetAll();
        sourcesChanged();
    }

    private boolean owned(long handle) {
        return all().stream().anyMatch(seat -> seat.owns(handle));
    }

    private void beginAnew(Optional<Anchor> before) {
        long generation = Math.max(now(), before.map(Anchor::generation).orElse(0L) + 1);
        var fresh = JanusLife.begin(parts.api(), parts.sfu(), session, generation);
        // Kept before anybody is told: the next controller must find what pages connect to.
        keep(fresh);
        synchronized (this) {
            life = Optional.of(fresh);
            seats.clear();
            leaving.clear();
            arrange();
        }
        LOG.atInfo().addKeyValue("event", "media-set-up").log("a room's media were set up");
    }

    private void keep(JanusLife now) {
        try {
            if (!parts.directory().keep(session, now.anchor(term))) {
                closed = true;
                listener.lost();
            }
        } catch (StoreUnavailable e) {
            later(RETRY_MILLIS, () -> setup.run(() -> life.filter(now::equals).ifPresent(this::keep)));
        }
    }

    /** Called every few seconds: a session that nobody asks anything of ends in the SFU. */
    void keepAlive() {
        setup.run(
                () ->
                        life.filter(_ -> !closed)
                                .ifPresent(
                                        now -> {
                                            try {
                                                parts.api().keepAlive(now.session());
                                            } catch (JanusProblem e) {
                                                if (e.code() == JanusProblem.NO_SUCH_SESSION) {
                                                    establish();
                                                }
                                            }
                                        }));
    }

    // --- the order ---

    @Override
    public void order(MediaPlane.Ordered next) {
        boolean first;
        synchronized (this) {
            first = ordered.isEmpty();
            ordered = Optional.of(next);
            arrange();
        }
        if (first) {
            connected();
        }
        report();
    }

    private synchronized boolean isOrdered() {
        return ordered.isPresent();
    }

    /** Seats for those in the order, none for the others. Holds the lock. */
    private void arrange() {
        if (ordered.isEmpty() || life.isEmpty() || closed) {
            return;
        }
        var order = ordered.get().order();
        for (var seat : List.copyOf(seats.values())) {
            if (order.seat(seat.page().member()).filter(it -> it.page().equals(seat.page().client())).isEmpty()) {
                seats.remove(seat.page());
                leaving.add(seat);
                seat.cut();
            }
        }
        for (var wanted : order.seats().values()) {
            var page = new MediaPage(wanted.member(), wanted.page());
            var seat = seats.get(page);
            if (seat != null) {
                seat.want(wanted);
            } else {
                var fresh = new JanusSeat(this, life.get(), page, wanted);
                seats.put(page, fresh);
                ready(page);
                fresh.begin();
            }
        }
        seats.values().forEach(JanusSeat::follow);
        talkers.only(
                order.seats().values().stream()
                        .filter(seat -> seat.audible())
                        .map(seat -> seat.member())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** A seat whose page was cut off is cut off in the SFU, too. */
    void gone(JanusSeat seat) {
        if (seat.holds()) {
            synchronized (this) {
                leaving.remove(seat);
            }
        }
        report();
    }

    /** Tells how far the order is carried out, when that is new. */
    void report() {
        Optional<MediaPlane.Held> news;
        synchronized (this) {
            if (ordered.isEmpty() || closed) {
                return;
            }
            var late = new HashSet<MemberId>();
            seats.values().stream().filter(seat -> !seat.holds()).forEach(seat -> late.add(seat.page().member()));
            leaving.stream().filter(seat -> !seat.holds()).forEach(seat -> late.add(seat.page().member()));
            if (life.isEmpty() || !parts.api().link().connected()) {
                late.addAll(ordered.get().order().seats().keySet());
            }
            news = lateness.news(ordered.get().at(), late, System.nanoTime());
            if (!late.isEmpty()) {
                later(LATE_MILLIS + 50, this::reportLate);
            }
        }
        news.ifPresent(listener::held);
    }

    private void reportLate() {
        Optional<MediaPlane.Held> news;
        synchronized (this) {
            news = lateness.overdue(System.nanoTime());
        }
        news.filter(_ -> !closed).ifPresent(listener::held);
    }

    // --- for the seats ---

    /** What the SFU sends by whom, for a page that may get it. */
    Set<Source> allowedFor(JanusSeat seat) {
        return all().stream()
                .filter(other -> seat.wanted().gets(other.wanted()))
                .flatMap(other -> other.sources().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of what it may get, what its page can show. */
    Set<Source> wantedBy(JanusSeat seat) {
        return allowedFor(seat).stream()
                .filter(source -> source.kind() != TrackKind.CAMERA || seat.wantsFace(source.member()))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Source> sources() {
        return all().stream().flatMap(seat -> seat.sources().stream()).toList();
    }

    void sourcesChanged() {
        all().forEach(JanusSeat::follow);
    }

    String newFeed(MemberId member) {
        return member.value() + "." + Long.toString(feeds.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Whose feed it is. */
    static String memberOf(String feed) {
        int end = feed.lastIndexOf('.');
        return end > 0 ? feed.substring(0, end) : feed;
    }

    /** Whether this is the life at hand: what belonged to another is gone with it. */
    boolean isOf(JanusLife that) {
        return life.filter(that::equals).isPresent();
    }

    /** What cannot be ended is gone already, or goes with its session. */
    static void quietly(Runnable end) {
        try {
            end.run();
        } catch (JanusProblem e) {
            // Nothing is left to do.
        }
    }

    long now() {
        return parts.clock().getAsLong();
    }

    void later(long millis, Runnable task) {
        parts.timer()
                .after(
                        millis,
                        () -> {
                            if (!closed) {
                                task.run();
                            }
                        });
    }

    void talking(MemberId member, boolean on) {
        talkers.heard(member, on);
    }

    void tell(MediaPage page, MediaTold message) {
        if (!closed) {
            listener.tell(page, message);
        }
    }

    private List<JanusSeat> all() {
        synchronized (this) {
            return new ArrayList<>(seats.values());
        }
    }

    // --- pages ---

    private void ready(MediaPage page) {
        life.ifPresent(
                now ->
                        tell(
                                page,
                                new MediaTold.Ready(
                                        MediaTold.Mode.SFU, now.name(), false, parts.relays().of(session, page))));
    }

    private void greetAll() {
        all().forEach(seat -> greet(seat.page()));
    }

    @Override
    public void signal(MediaPage page, MediaSignal signal) {
        seat(page).ifPresent(seat -> seat.signal(signal));
    }

    @Override
    public void greet(MediaPage page) {
        seat(page)
                .ifPresent(
                        seat -> {
                            ready(page);
                            seat.greet();
                        });
    }

    private synchronized Optional<JanusSeat> seat(MediaPage page) {
        return Optional.ofNullable(seats.get(page));
    }

    // --- the SFU ---

    /** An event of this room's session. */
    void event(JsonNode message) {
        if (message.path("janus").stringValue("").equals("timeout")) {
            connected();
            return;
        }
        long handle = message.path("sender").longValue(0);
        all().stream().filter(seat -> seat.owns(handle)).findFirst().ifPresent(seat -> seat.event(handle, message));
    }

    boolean has(long sfuSession) {
        return life.filter(it -> it.session() == sfuSession).isPresent();
    }

    @Override
    public void end() {
        closed = true;
        parts.rooms().remove(this);
        setup.run(
                () -> {
                    life.ifPresent(JanusLife::end);
                    parts.directory().forget(session);
                });
    }

    @Override
    public void leave() {
        closed = true;
        parts.rooms().remove(this);
    }
}
