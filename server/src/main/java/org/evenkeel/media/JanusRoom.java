package org.evenkeel.media;

import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSign;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

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
 * One room's media in the SFU, while this node controls them: keeps a seat for each page of the order, and reports how
 * far the order is carried out. Any thread; waits for the SFU on lanes, and speaks to its listener on one of them,
 * never while it holds its lock.
 */
final class JanusRoom implements MediaPlane.Room {

    /** An order that is not carried out after this long is reported as failed. */
    private static final long LATE_MILLIS = 2_000;

    private final JanusParts parts;
    private final SessionId session;
    private final MediaPlane.Listener listener;
    private final JanusLives lives;
    private final Lane telling = new Lane();
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis());
    private final Talkers talkers;
    private final WeakWays weak;
    private final Lateness lateness = new Lateness(LATE_MILLIS);
    private final Detaching detaching;

    private final Map<MediaPage, JanusSeat> seats = new HashMap<>();
    private Optional<MediaPlane.Ordered> ordered = Optional.empty();

    JanusRoom(JanusParts parts, SessionId session, long term, MediaPlane.Listener listener) {
        this.parts = parts;
        this.session = session;
        this.listener = listener;
        lives = new JanusLives(this, parts, session, term);
        talkers = new Talkers((member, on) -> sign(member, MediaSign.TALKS, on), this::later);
        weak = new WeakWays((member, on) -> sign(member, MediaSign.WEAK, on), this::later);
        detaching = new Detaching(this::later, this::report);
    }

    // --- its lives ---

    /** The SFU is there: go on with the life that is known, or begin a new one. */
    void connected() {
        lives.connected();
    }

    /** Called every few seconds: a session that nobody asks anything of ends in the SFU. */
    void keepAlive() {
        lives.keepAlive();
    }

    synchronized boolean isOrdered() {
        return ordered.isPresent();
    }

    /** A life begins from nothing: pages have to set up what they send and get anew. */
    void beginsAnew() {
        synchronized (this) {
            abandonSeats();
            arrange();
        }
        report();
    }

    /**
     * The life at hand goes on, after a time without events or without us.
     *
     * @param ours whether the seats that we know are its
     */
    void goesOn(JanusRecovery.Found found, boolean ours) {
        synchronized (this) {
            if (ours) {
                found.missing(List.copyOf(seats.values())).forEach(Runnable::run);
            } else {
                abandonSeats();
                var order = ordered.map(MediaPlane.Ordered::order).orElse(MediaOrder.NOBODY);
                found.seats(this, order).forEach(seat -> seats.put(seat.page(), seat));
            }
            arrange();
        }
        all().forEach(JanusSeat::holdAnew);
        found.leftovers(this::owned, this::detach);
        all().forEach(seat -> greet(seat.page()));
        sourcesChanged();
        report();
    }

    /** Something says that the life at hand is gone, though its session may not be. */
    void doubts() {
        lives.connected();
    }

    private void abandonSeats() {
        seats.values().forEach(JanusSeat::abandon);
        seats.clear();
        detaching.forget();
        talkers.only(Set.of());
    }

    private boolean owned(long handle) {
        return all().stream().anyMatch(seat -> seat.owns(handle));
    }

    /** Another controller has the room. */
    void lost() {
        leave();
        telling.run(listener::lost);
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

    /** Seats for those in the order, none for the others. Holds the lock. */
    private void arrange() {
        var life = lives.now();
        if (ordered.isEmpty() || life.isEmpty()) {
            return;
        }
        var order = ordered.get().order();
        for (var seat : List.copyOf(seats.values())) {
            if (order.seat(seat.page().member()).filter(it -> it.page().equals(seat.page().client())).isEmpty()) {
                seats.remove(seat.page());
                seat.cut();
            }
        }
        order.seats().values().forEach(wanted -> seat(wanted, life.get()));
        seats.values().forEach(JanusSeat::follow);
        talkers.only(
                order.seats().values().stream()
                        .filter(MediaSeat::audible)
                        .map(MediaSeat::member)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private void seat(MediaSeat wanted, JanusLife life) {
        var page = new MediaPage(wanted.member(), wanted.page());
        var seat = seats.get(page);
        if (seat != null) {
            seat.want(wanted);
        } else {
            var fresh = new JanusSeat(this, life, page, wanted);
            seats.put(page, fresh);
            ready(page, life);
            fresh.begin();
        }
    }

    /** Ends a handle until it is gone; meanwhile this member is reported as late. */
    void detach(JanusLife life, long handle, MemberId member) {
        detaching.begin(life, handle, member);
    }

    /** Tells how far the order is carried out, when that is new. */
    void report() {
        synchronized (this) {
            if (ordered.isEmpty() || lives.isOver()) {
                return;
            }
            var late = new HashSet<>(detaching.members());
            seats.values().stream().filter(seat -> !seat.holds()).forEach(seat -> late.add(seat.page().member()));
            if (lives.now().isEmpty() || !reachesSfu()) {
                late.addAll(ordered.get().order().seats().keySet());
                seats.keySet().forEach(page -> late.add(page.member()));
            }
            var news = lateness.news(ordered.get().at(), late, System.nanoTime());
            news.ifPresent(this::tellHeld);
            if (!late.isEmpty() && news.isPresent()) {
                later(LATE_MILLIS + 50, this::reportLate);
            }
        }
    }

    private synchronized void reportLate() {
        lateness.overdue(System.nanoTime()).ifPresent(this::tellHeld);
    }

    private void tellHeld(MediaPlane.Held held) {
        telling.run(() -> listener.held(held));
    }

    // --- for the seats ---

    /** What the SFU sends by whom, for a page that may get it. */
    Set<Source> allowedFor(JanusSeat seat) {
        return all().stream()
                .filter(other -> seat.wanted().gets(other.wanted()))
                .flatMap(other -> other.sources().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of what it may get, what its page can show; voices always, so that nobody has to wait for one. */
    Set<Source> wantedBy(JanusSeat seat) {
        return all().stream()
                .filter(other -> seat.wanted().gets(other.wanted()))
                .flatMap(other -> other.sources().stream().filter(source -> shows(seat, other.wanted(), source)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean shows(JanusSeat seat, MediaSeat other, Source source) {
        return switch (source.kind()) {
            case MICROPHONE -> true;
            case CAMERA -> seat.wantsFace(source.member());
            case SCREEN -> other.screen() && seat.showsPictures();
        };
    }

    List<Source> sources() {
        return all().stream().flatMap(seat -> seat.sources().stream()).toList();
    }

    void sourcesChanged() {
        all().forEach(JanusSeat::follow);
    }

    /** Its manager's, and those of its seats. */
    int handles() {
        return (lives.now().isPresent() ? 1 : 0) + all().stream().mapToInt(JanusSeat::handles).sum();
    }

    String newFeed(MemberId member) {
        return member.value() + "." + Long.toString(numbers.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Higher than any that this room's pages were told before, also by an earlier controller. */
    long newReceiver() {
        return numbers.incrementAndGet();
    }

    /** Whose feed it is. */
    static String memberOf(String feed) {
        int end = feed.lastIndexOf('.');
        return end > 0 ? feed.substring(0, end) : feed;
    }

    /** What cannot be ended is gone already, or goes with its session. */
    static void quietly(Runnable end) {
        try {
            end.run();
        } catch (JanusProblem e) {
            // Nothing is left to do.
        }
    }

    /** Whether anything can be asked of the SFU at all. */
    boolean reachesSfu() {
        return parts.api().link().connected();
    }

    long now() {
        return parts.clock().getAsLong();
    }

    void later(long millis, Runnable task) {
        parts.timer()
                .after(
                        millis,
                        () -> {
                            if (!lives.isOver()) {
                                task.run();
                            }
                        });
    }

    private void sign(MemberId member, MediaSign sign, boolean on) {
        telling.run(() -> listener.sign(member, sign, on));
    }

    /** Packets from or to this member were lost on their way. */
    void lostPackets(MemberId member) {
        weak.lost(member);
    }

    void talking(MemberId member, boolean on) {
        talkers.heard(member, on);
    }

    void tell(MediaPage page, MediaTold message) {
        if (!lives.isOver()) {
            telling.run(() -> listener.tell(page, message));
        }
    }

    private List<JanusSeat> all() {
        synchronized (this) {
            return new ArrayList<>(seats.values());
        }
    }

    // --- pages ---

    private void ready(MediaPage page, JanusLife life) {
        var relays = parts.relays().of(session, page);
        tell(page, new MediaTold.Ready(MediaTold.Mode.SFU, life.name(), false, relays));
    }

    @Override
    public void signal(MediaPage page, MediaSignal signal) {
        seat(page).ifPresent(seat -> seat.signal(signal));
    }

    @Override
    public void greet(MediaPage page) {
        var life = lives.now();
        seat(page)
                .filter(_ -> life.isPresent())
                .ifPresent(
                        seat -> {
                            ready(page, life.get());
                            seat.greet();
                        });
    }

    private synchronized Optional<JanusSeat> seat(MediaPage page) {
        return Optional.ofNullable(seats.get(page));
    }

    // --- the SFU ---

    /** An event of this room's session. */
    void event(JsonNode message) {
        if (lives.isOver()) {
            return;
        }
        if (message.path("janus").stringValue("").equals("timeout")) {
            doubts();
            return;
        }
        long handle = message.path("sender").longValue(0);
        all().stream().filter(seat -> seat.owns(handle)).findFirst().ifPresent(seat -> seat.event(handle, message));
    }

    boolean has(long sfuSession) {
        return lives.now().filter(it -> it.session() == sfuSession).isPresent();
    }

    @Override
    public void term(long term) {
        lives.term(term);
    }

    @Override
    public void end() {
        lives.end();
    }

    @Override
    public void leave() {
        lives.leave();
    }
}
