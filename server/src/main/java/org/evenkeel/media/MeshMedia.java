package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Media from browser to browser, for a demo or one-to-one: this server only passes on what two pages say to each other,
 * as long as both may get each other. Up to four people; a fifth has neither sound nor picture.
 *
 * <p>What it does <em>not</em> do: a mute is asked of the browser, nobody stops its packets, so no order is ever
 * reported as carried out for somebody whose microphone or camera is off. Without {@code relayOnly} each page learns
 * the others' network addresses, hence places.
 */
public final class MeshMedia implements MediaPlane {

    /** More connections than a phone holds. */
    static final int MOST_PEOPLE = 4;

    private final boolean relayOnly;
    private final Relays relays;
    private final AtomicInteger rooms = new AtomicInteger();

    /**
     * @param relayOnly pages use the relay alone and learn nobody's address; needs relays
     */
    public MeshMedia(boolean relayOnly, Relays relays) {
        this.relayOnly = relayOnly;
        this.relays = relays;
    }

    @Override
    public MediaTold.Mode mode() {
        return MediaTold.Mode.MESH;
    }

    @Override
    public Room open(SessionId session, long term, Listener listener) {
        rooms.incrementAndGet();
        return new Mesh(session, Long.toString(term), listener);
    }

    @Override
    public Figures figures() {
        return new Figures(true, rooms.get(), 0, 0);
    }

    @Override
    public void close() {}

    private final class Mesh implements Room {
        private final SessionId session;
        private final String life;
        private final Listener listener;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile MediaOrder order = MediaOrder.NOBODY;

        /** Who was told that he takes part, and who that he does not. */
        private volatile Map<MemberId, Boolean> told = Map.of();

        Mesh(SessionId session, String life, Listener listener) {
            this.session = session;
            this.life = life;
            this.listener = listener;
        }

        @Override
        public void order(Ordered next) {
            if (over.get()) {
                return;
            }
            order = next.order();
            var before = told;
            told =
                    order.seats().keySet().stream()
                            .collect(Collectors.toUnmodifiableMap(member -> member, this::takesPart));
            order.seats().values().stream()
                    .filter(seat -> !told.get(seat.member()).equals(before.get(seat.member())))
                    .forEach(seat -> greet(new MediaPage(seat.member(), seat.page())));
            listener.held(new Held(next.at(), asked(), Set.of()));
        }

        /** Of whom something is asked that nobody can see to. */
        private Set<MemberId> asked() {
            return order.seats().values().stream()
                    .filter(seat -> seat.sends() && !(seat.audible() && seat.visible()))
                    .map(MediaSeat::member)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** The first four by their place in the room. */
        private boolean takesPart(MemberId member) {
            return order.seats().keySet().stream().limit(MOST_PEOPLE).anyMatch(member::equals);
        }

        @Override
        public void signal(MediaPage page, MediaSignal signal) {
            switch (signal) {
                case MediaSignal.Offer(long pc, var peer, String sdp) -> pass(page, peer, offer(pc, page, sdp));
                case MediaSignal.Answer(long pc, var peer, _, String sdp) ->
                        pass(page, peer, new MediaTold.Answer(pc, Optional.of(page.member()), passed(sdp)));
                case MediaSignal.Candidate(_, long pc, var peer, var candidate) ->
                        pass(page, peer, new MediaTold.Candidate(pc, page.member(), candidate.flatMap(this::passed)));
                case MediaSignal.Restart _, MediaSignal.Want _ -> {}
            }
        }

        private MediaTold offer(long pc, MediaPage from, String sdp) {
            return new MediaTold.Offer(pc, Optional.of(from.member()), Optional.empty(), passed(sdp), List.of());
        }

        /** Where only the relay may be known, no other address is passed on, whatever a page says. */
        private Optional<IceCandidate> passed(IceCandidate candidate) {
            var good = Optional.of(candidate).filter(JanusCandidates::isGood);
            return relayOnly ? good.flatMap(RelayedOnly::candidate) : good;
        }

        private String passed(String sdp) {
            return relayOnly ? RelayedOnly.description(sdp) : sdp;
        }

        private void pass(MediaPage from, Optional<MemberId> to, MediaTold message) {
            var sender = seat(from);
            var receiver = to.flatMap(order::seat);
            if (!over.get()
                    && sender.isPresent()
                    && receiver.filter(it -> it.gets(sender.get()) || sender.get().gets(it)).isPresent()
                    && takesPart(from.member())
                    && takesPart(receiver.get().member())) {
                listener.tell(new MediaPage(receiver.get().member(), receiver.get().page()), message);
            }
        }

        private Optional<MediaSeat> seat(MediaPage page) {
            return order.seat(page.member()).filter(seat -> seat.page().equals(page.client()));
        }

        @Override
        public void greet(MediaPage page) {
            if (!over.get() && seat(page).isPresent()) {
                var mode = takesPart(page.member()) ? MediaTold.Mode.MESH : MediaTold.Mode.NONE;
                listener.tell(page, new MediaTold.Ready(mode, life, relayOnly, relays.of(session, page)));
            }
        }

        @Override
        public void term(long term) {}

        @Override
        public void end() {
            leave();
        }

        @Override
        public void leave() {
            if (over.compareAndSet(false, true)) {
                rooms.decrementAndGet();
            }
        }
    }
}
