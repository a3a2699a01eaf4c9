package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Media through Janus' VideoRoom: this server is the SFU's only client, so that what is decided in a room holds where
 * the packets flow. One connection to the SFU, one of its sessions a room.
 */
public final class JanusMedia implements MediaPlane {

    /** A session that is silent for longer than the SFU's own time-out ends there. */
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final JanusParts parts;
    private final JanusLink link;
    private final Optional<JanusLink> admin;
    private final Set<JanusRoom> rooms = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("media-timer").daemon().factory());

    /**
     * Connects to an SFU, now and whenever the connection breaks.
     *
     * @param revive called when it cannot be reached, before each further try: starts a child again; may block
     * @param clock milliseconds UTC
     */
    public JanusMedia(SfuAddress sfu, MediaDirectory directory, Relays relays, Runnable revive, LongSupplier clock) {
        this(sfu, directory, relays, revive, clock, JanusLink.ANSWER_MILLIS);
    }

    /** With another patience: for tests. */
    JanusMedia(
            SfuAddress sfu,
            MediaDirectory directory,
            Relays relays,
            Runnable revive,
            LongSupplier clock,
            long answerMillis) {
        admin =
                sfu.admin()
                        .map(
                                address ->
                                        new JanusLink(
                                                new JanusLink.Way(
                                                        address,
                                                        "janus-admin-protocol",
                                                        "admin_secret",
                                                        sfu.adminSecret()),
                                                new Quiet(),
                                                answerMillis));
        link =
                new JanusLink(
                        new JanusLink.Way(sfu.api(), "janus-protocol", "apisecret", sfu.apiSecret()),
                        new Events(revive),
                        answerMillis);
        parts = new JanusParts(new JanusApi(link), admin, sfu, directory, relays, this::after, clock, rooms);
        timer.scheduleWithFixedDelay(
                () -> rooms.forEach(JanusRoom::keepAlive), KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    private void after(long millis, Runnable task) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> Thread.ofVirtual().name("media-later").start(task), millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public MediaTold.Mode mode() {
        return MediaTold.Mode.SFU;
    }

    @Override
    public Room open(SessionId session, long term, Listener listener) {
        var room = new JanusRoom(parts, session, term, listener);
        rooms.add(room);
        return room;
    }

    @Override
    public Figures figures() {
        var all = List.copyOf(rooms);
        int handles = all.stream().mapToInt(JanusRoom::handles).sum();
        return new Figures(link.connected(), all.size(), handles, link.breaks());
    }

    /** Leaves every room as it flows. */
    @Override
    public void close() {
        List.copyOf(rooms).forEach(JanusRoom::leave);
        timer.shutdownNow();
        link.close();
        admin.ifPresent(JanusLink::close);
    }

    private final class Events implements JanusLink.Listener {
        private final Runnable revive;

        Events(Runnable revive) {
            this.revive = revive;
        }

        @Override
        public void connected() {
            rooms.forEach(JanusRoom::connected);
        }

        @Override
        public void broken() {
            rooms.forEach(JanusRoom::report);
            revive.run();
        }

        @Override
        public void event(JsonNode message) {
            long session = message.path("session_id").longValue(0);
            rooms.stream().filter(room -> room.has(session)).forEach(room -> room.event(message));
        }
    }

    /** The admin API says nothing by itself that we need. */
    private record Quiet() implements JanusLink.Listener {
        @Override
        public void connected() {}

        @Override
        public void broken() {}

        @Override
        public void event(JsonNode message) {}
    }
}
