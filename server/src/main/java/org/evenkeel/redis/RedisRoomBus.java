package org.evenkeel.redis;

import org.evenkeel.live.MediaWhisper;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One node's end of the bus, on Redis' channels. What is heard comes on one thread for all rooms. A message that cannot
 * be opened counts as missed: the listener hears {@code interrupted()} and looks into the log; whispers about media,
 * which come on a thread of their own, are just dropped. Any thread.
 */
final class RedisRoomBus implements RoomBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRoomBus.class);
    private static final String SEPARATOR = "\n";

    private final NodeId self;
    private final RedisLane lane;
    private final RoomPayloads payloads;
    private final RedisEar ear;
    private final Whispers whispers;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final List<Consumer<Signal>> signals = new CopyOnWriteArrayList<>();

    /** Who listens to a room. Changed under {@code this} bus' monitor only, read by the ear. */
    private record Room(SessionId id, List<Listener> listeners) {}

    RedisRoomBus(NodeId self, RedisAddress address, RedisLane lane, RoomPayloads payloads) {
        this.self = self;
        this.lane = lane;
        this.payloads = payloads;
        var hearing = new Hearing();
        this.whispers = new Whispers(self, lane, payloads, hearing::whispered);
        this.ear = new RedisEar(address, hearing);
    }

    @Override
    public Subscription subscribe(SessionId room, Listener listener) {
        // The ear must not block on a key.
        payloads.seal().prepare(room);
        String channel = Names.channel(room);
        add(channel, room, listener);
        return confirmed(channel, () -> remove(channel, listener));
    }

    private synchronized void add(String channel, SessionId room, Listener listener) {
        rooms.computeIfAbsent(channel, _ -> new Room(room, new CopyOnWriteArrayList<>())).listeners().add(listener);
    }

    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        signals.add(listener);
        return confirmed(
                Names.SIGNALS,
                () -> {
                    if (signals.remove(listener) && signals.isEmpty()) {
                        ear.unsubscribe(Names.SIGNALS);
                    }
                });
    }

    private Subscription confirmed(String channel, Runnable end) {
        var ended = new AtomicBoolean();
        Subscription subscription =
                () -> {
                    if (ended.compareAndSet(false, true)) {
                        end.run();
                    }
                };
        try {
            ear.subscribe(channel);
            return subscription;
        } catch (StoreUnavailable e) {
            subscription.close();
            throw e;
        }
    }

    private synchronized void remove(String channel, Listener listener) {
        var listeners = rooms.get(channel).listeners();
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            rooms.remove(channel);
            ear.unsubscribe(channel);
        }
    }

    @Override
    public void announce(SessionId room, NodeId node, Position position) {
        publish(Names.channel(room), BusMessage.head(BusMessage.Kind.ANNOUNCED, node, position, ""));
    }

    @Override
    public void whisper(SessionId room, MediaWhisper words) {
        whispers.send(room, words);
    }

    @Override
    public void signal(Signal signal) {
        String text = signal.topic() + SEPARATOR + signal.id();
        publish(Names.SIGNALS, text.getBytes(StandardCharsets.UTF_8));
    }

    private void publish(String channel, byte[] message) {
        lane.ask(Ask.command(new CommandArguments(Command.PUBLISH).add(channel).add(message)));
    }

    @Override
    public void close() {
        whispers.close();
        ear.close();
    }

    /** On the ear's thread; whispers on theirs. */
    private final class Hearing implements RedisEar.Heard {

        @Override
        public void message(String channel, byte[] payload) {
            if (channel.equals(Names.SIGNALS)) {
                signal(new String(payload, StandardCharsets.UTF_8));
                return;
            }
            var room = rooms.get(channel);
            if (room != null) {
                BusMessage.read(payload)
                        .ifPresentOrElse(message -> roomMessage(room, message), () -> missed(room, "unknown"));
            }
        }

        private void roomMessage(Room room, BusMessage message) {
            if (message.node().equals(self)) {
                return;
            }
            switch (message.kind()) {
                case ANNOUNCED -> each(room, listener -> listener.announced(message.node(), message.at()));
                case WRITTEN -> written(room, message);
                case WHISPERED -> whispers.received(room.id(), message.node(), message.sealed());
            }
        }

        private void written(Room room, BusMessage message) {
            try {
                var entries = payloads.opened(room.id(), message.at(), message.batch(), message.sealed());
                each(room, listener -> listener.written(message.at(), entries));
            } catch (RuntimeException e) {
                missed(room, e.getClass().getSimpleName());
            }
        }

        private void whispered(SessionId id, NodeId from, MediaWhisper words) {
            var room = rooms.get(Names.channel(id));
            if (room != null) {
                each(room, listener -> listener.whispered(from, words));
            }
        }

        private void missed(Room room, String why) {
            LOG.warn("a message of the bus could not be opened: {}", why);
            each(room, Listener::interrupted);
        }

        private void signal(String text) {
            int separator = text.indexOf(SEPARATOR);
            if (separator >= 0) {
                var signal = new Signal(text.substring(0, separator), text.substring(separator + 1));
                signals.forEach(listener -> guarded(() -> listener.accept(signal)));
            }
        }

        @Override
        public void restored() {
            rooms.values().forEach(room -> each(room, Listener::interrupted));
        }

        private void each(Room room, Consumer<Listener> tell) {
            room.listeners().forEach(listener -> guarded(() -> tell.accept(listener)));
        }

        /** One listener's defect must not deafen the others. */
        private void guarded(Runnable tell) {
            try {
                tell.run();
            } catch (RuntimeException e) {
                LOG.error("a listener of the bus failed: {}", e.getClass().getName());
            }
        }
    }
}
