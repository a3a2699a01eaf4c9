package org.evenkeel.live;

import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The memory twin of a media plane: it carries out orders at once, unless a test holds it up. Any thread. */
public final class MemoryMedia implements MediaPlane {

    private final Map<SessionId, List<Opened>> opened = new HashMap<>();

    @Override
    public MediaTold.Mode mode() {
        return MediaTold.Mode.SFU;
    }

    @Override
    public synchronized Room open(SessionId session, long term, Listener listener) {
        var all = opened.computeIfAbsent(session, _ -> new ArrayList<>());
        var life = "life-" + all.stream().filter(each -> each.howClosed().equals("ended")).count();
        var room = new Opened(term, life, listener);
        all.add(room);
        return room;
    }

    /** Every time a room was opened, oldest first. */
    public synchronized List<Opened> opened(SessionId session) {
        return List.copyOf(opened.getOrDefault(session, List.of()));
    }

    @Override
    public synchronized Figures figures() {
        int open =
                (int) opened.values().stream().flatMap(List::stream).filter(room -> room.howClosed().isEmpty()).count();
        return new Figures(true, open, 0, 0);
    }

    @Override
    public void close() {}

    /** One room of it. */
    public static final class Opened implements Room {

        private long term;
        private final String life;
        private final Listener listener;
        private final List<MediaPage> greeted = new ArrayList<>();
        private final List<MediaSignal> signals = new ArrayList<>();
        private Optional<Ordered> ordered = Optional.empty();
        private String end = "";

        private Opened(long term, String life, Listener listener) {
            this.term = term;
            this.life = life;
            this.listener = listener;
        }

        @Override
        public void order(Ordered order) {
            synchronized (this) {
                if (!end.isEmpty()) {
                    return;
                }
                ordered = Optional.of(order);
            }
            listener.held(new Held(order.at(), Set.of(), Set.of()));
        }

        private Optional<org.evenkeel.room.MediaSeat> seat(MediaPage page) {
            return ordered.map(Ordered::order)
                    .flatMap(order -> order.seat(page.member()))
                    .filter(seat -> seat.page().equals(page.client()));
        }

        @Override
        public synchronized void signal(MediaPage page, MediaSignal signal) {
            if (seat(page).isPresent()) {
                signals.add(signal);
            }
        }

        @Override
        public void greet(MediaPage page) {
            synchronized (this) {
                if (!end.isEmpty() || seat(page).isEmpty()) {
                    return;
                }
                greeted.add(page);
            }
            listener.tell(page, new MediaTold.Ready(MediaTold.Mode.SFU, life, false, List.of()));
        }

        @Override
        public synchronized void term(long next) {
            term = next;
        }

        @Override
        public synchronized void end() {
            end = "ended";
        }

        @Override
        public synchronized void leave() {
            end = "left";
        }

        public synchronized long term() {
            return term;
        }

        public synchronized MediaOrder order() {
            return ordered.map(Ordered::order).orElse(MediaOrder.NOBODY);
        }

        public synchronized List<MediaPage> greeted() {
            return List.copyOf(greeted);
        }

        public synchronized List<MediaSignal> signals() {
            return List.copyOf(signals);
        }

        /** How it was closed: {@code ended}, {@code left}, or nothing. */
        public synchronized String howClosed() {
            return end;
        }

        public Listener listener() {
            return listener;
        }

        /** Whether this member is heard now. */
        public boolean isAudible(MemberId member) {
            return order().seat(member).map(seat -> seat.audible()).orElse(false);
        }
    }
}
