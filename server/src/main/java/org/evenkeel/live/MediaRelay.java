package org.evenkeel.live;

import org.evenkeel.room.Attachment;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.Member;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One room's pages wherever their sockets are: those of this node directly, those of other nodes over the room's
 * channel. Nothing goes out while all seats are on one node. Any thread; nothing blocks.
 *
 * <p>Not guaranteed: that a word arrives at another node. A page sets up again what did not work; a page that was not
 * greeted is asked for at each {@link #ask}. Each node looks into its own state of the room before it believes another.
 */
final class MediaRelay {

    private final SessionId session;
    private final NodeId node;
    private final MediaParts parts;

    private volatile Optional<RoomState> state = Optional.empty();
    private volatile Optional<MediaPlane.Held> held = Optional.empty();

    /** The sockets that were told how the media stand, by the controller of now as far as this node knows. */
    private final Set<ConnectionId> greeted = new HashSet<>();

    /** What this node's plane holds to, ahead of the log perhaps. */
    private MediaOrder order = MediaOrder.NOBODY;

    /** The pages that were told what is to be seen of somebody, and have to be told when it is so no more. */
    private final Map<Shown, Set<MediaPage>> shownTo = new HashMap<>();

    private Optional<Controller> controller = Optional.empty();

    private record Controller(NodeId node, long term) {}

    private record Shown(MemberId member, MediaSign sign) {}

    MediaRelay(SessionId session, NodeId node, MediaParts parts) {
        this.session = session;
        this.node = node;
        this.parts = parts;
    }

    /** The room stands so now; said before pages are told, so that nothing reaches one that was just put outside. */
    void stands(RoomState now) {
        state = Optional.of(now);
        var connections = seated().map(seat -> seat.at().connection()).collect(Collectors.toUnmodifiableSet());
        synchronized (this) {
            greeted.retainAll(connections);
        }
    }

    /** Who has the media lease. A new controller may have greeted this node's pages in vain. */
    synchronized void controlledBy(NodeId holder, long term) {
        var now = Optional.of(new Controller(holder, term));
        if (!now.equals(controller)) {
            controller = now;
            greeted.clear();
        }
    }

    /** A greeting may have been lost: all are due again. */
    synchronized void missed() {
        greeted.clear();
    }

    // --- this node has the lease: its plane speaks ---

    /** Tells each socket that has a seat once how things stand; a new life of the media tells all by itself. */
    void greet(long term, MediaPlane.Room room) {
        List<Seated> fresh;
        synchronized (this) {
            fresh = seated().filter(seat -> greeted.add(seat.at().connection())).toList();
        }
        fresh.forEach(seat -> room.greet(seat.page()));
        if (!fresh.isEmpty()) {
            heldAgain(term);
        }
    }

    /** Tells a page that is in the room; one that was put outside while this was on its way hears nothing more. */
    void tell(long term, MediaPage page, MediaTold message) {
        seat(page)
                .ifPresent(
                        seat -> {
                            if (isElsewhere(seat.node())) {
                                whisper(new MediaWhisper.Told(term, page, message));
                            } else {
                                parts.pages().tell(session, page, message);
                            }
                        });
    }

    void held(long term, MediaPlane.Held how) {
        held = Optional.of(how);
        parts.pages().held(session, how);
        if (seated().anyMatch(seat -> seat.member().role().isStaff() && isElsewhere(seat.at().node()))) {
            whisper(new MediaWhisper.Holds(term, how));
        }
    }

    /** Somebody may not have heard it. */
    void heldAgain(long term) {
        held.ifPresent(how -> held(term, how));
    }

    /** Something is to be seen of a member, or no more. */
    synchronized void sign(long term, MemberId member, MediaSign sign, boolean on) {
        order.seat(member)
                .ifPresent(
                        seat -> {
                            var shown = new Shown(member, sign);
                            var to = new HashSet<>(mayHear(order, seat));
                            if (on && sign.isPossibleFor(seat)) {
                                shownTo.put(shown, to);
                                says(term, shown, true, to);
                            } else {
                                to.addAll(shownTo.getOrDefault(shown, Set.of()));
                                shownTo.remove(shown);
                                says(term, shown, false, to);
                            }
                        });
    }

    /** The plane holds to this now: who may not hear somebody any more must not go on seeing him talk. */
    synchronized void ordered(long term, MediaOrder next) {
        order = next;
        for (var each : Map.copyOf(shownTo).entrySet()) {
            var still = next.seat(each.getKey().member()).map(seat -> mayHear(next, seat)).orElse(Set.of());
            var gone = each.getValue().stream().filter(page -> !still.contains(page)).toList();
            if (!gone.isEmpty()) {
                shownTo.put(each.getKey(), still);
                says(term, each.getKey(), false, gone);
            }
        }
        shownTo.values().removeIf(Set::isEmpty);
    }

    /** Only to pages that are in the room. */
    private void says(long term, Shown what, boolean on, Collection<MediaPage> to) {
        var there = to.stream().filter(page -> seat(page).isPresent()).collect(Collectors.toUnmodifiableSet());
        parts.pages().sign(session, what.member(), what.sign(), on, there);
        var away = there.stream().filter(this::isElsewhere).collect(Collectors.toUnmodifiableSet());
        if (!away.isEmpty()) {
            whisper(new MediaWhisper.Signs(term, what.member(), what.sign(), on, away));
        }
    }

    private static Set<MediaPage> mayHear(MediaOrder order, MediaSeat speaker) {
        return order.seats().values().stream()
                .filter(seat -> seat.gets(speaker) || seat.member().equals(speaker.member()))
                .map(seat -> new MediaPage(seat.member(), seat.page()))
                .collect(Collectors.toUnmodifiableSet());
    }

    // --- another node has it ---

    /** A page of this node says something. */
    void say(MediaPage page, MediaSignal signal) {
        if (seated().anyMatch(seat -> isElsewhere(seat.at().node()))) {
            whisper(new MediaWhisper.Said(page, signal));
        }
    }

    /** Asks for this node's pages that were not told yet how the media stand: a greeting may get lost. */
    void ask() {
        if (seated().noneMatch(seat -> isElsewhere(seat.at().node()))) {
            return;
        }
        Set<ConnectionId> known;
        synchronized (this) {
            known = Set.copyOf(greeted);
        }
        seated().filter(seat -> seat.at().node().equals(node) && !known.contains(seat.at().connection()))
                .forEach(seat -> whisper(new MediaWhisper.Asked(seat.page())));
    }

    /** The controller of that node says something. */
    void heard(NodeId from, MediaWhisper.ByController words) {
        if (isOverruled(from, words.term())) {
            return;
        }
        switch (words) {
            case MediaWhisper.Told(_, var page, var message) -> told(page, message);
            case MediaWhisper.Holds(_, var how) -> parts.pages().held(session, how);
            case MediaWhisper.Signs signs -> signed(signs);
        }
    }

    /** Whether another controller is known by now. What the lease says takes the place of what was heard. */
    private synchronized boolean isOverruled(NodeId from, long term) {
        if (controller.filter(it -> !it.node().equals(from) && it.term() > term).isPresent()) {
            return true;
        }
        controlledBy(from, term);
        return false;
    }

    private void told(MediaPage page, MediaTold message) {
        var seat = seat(page).filter(there -> there.node().equals(node));
        if (seat.isPresent()) {
            if (message instanceof MediaTold.Ready) {
                synchronized (this) {
                    greeted.add(seat.get().connection());
                }
            }
            parts.pages().tell(session, page, message);
        }
    }

    /**
     * What is to be seen is told to whom the controller's state and this node's allow it: one of them may be behind.
     * That it is so no more is told to whom the controller names; they may have been told that it is.
     */
    private void signed(MediaWhisper.Signs words) {
        var here = state.map(MediaOrder::of).orElse(MediaOrder.NOBODY);
        boolean on = words.on();
        var may =
                here.seat(words.member())
                        .filter(seat -> on && words.sign().isPossibleFor(seat))
                        .map(seat -> mayHear(here, seat))
                        .orElse(Set.of());
        var told =
                words.to().stream()
                        .filter(page -> seat(page).isPresent())
                        .filter(page -> !on || may.contains(page))
                        .toList();
        parts.pages().sign(session, words.member(), words.sign(), on, told);
    }

    // --- seats ---

    /** Whether that node may speak for the page: its socket has the seat, and is there. */
    boolean isAt(MediaPage page, NodeId there) {
        return seat(page).filter(seat -> seat.node().equals(there)).isPresent();
    }

    private Optional<Attachment> seat(MediaPage page) {
        return seated().filter(seat -> seat.page().equals(page)).map(Seated::at).findFirst();
    }

    private boolean isElsewhere(MediaPage page) {
        return seat(page).filter(seat -> isElsewhere(seat.node())).isPresent();
    }

    private boolean isElsewhere(NodeId there) {
        return !there.equals(node) && !parts.gone().contains(there);
    }

    private record Seated(Member member, Attachment at) {

        MediaPage page() {
            return new MediaPage(member.id(), at.client());
        }
    }

    /** Everybody in the room who has a socket, or had one a moment ago. */
    private Stream<Seated> seated() {
        return state.stream()
                .filter(now -> now.phase() != Phase.ENDED)
                .flatMap(now -> now.members().values().stream())
                .filter(Member::inRoom)
                .flatMap(member -> member.attachment().map(at -> new Seated(member, at)).stream());
    }

    private void whisper(MediaWhisper words) {
        parts.bus().whisper(session, words);
    }
}
