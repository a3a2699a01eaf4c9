package org.evenkeel.redis;

import org.evenkeel.codec.UnreadableBytes;
import org.evenkeel.live.MediaWhisper;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.redis.RedisLane.Ask;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes tell each other about media, on its way out and in. Sealing, Redis and opening take their time, so each
 * way has a thread of its own: neither who speaks nor the ear, which the rooms' entries go through, waits for it. What
 * fails is dropped, and nothing of it is logged but that it failed. Any thread.
 */
final class Whispers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);

    /** A description has some 10 kB, and 64 kB at most where a page says it: 32 MB when everything goes wrong. */
    private static final int MOST_WAITING = 512;

    /** Hears what was opened, on the thread for what comes in. */
    interface Heard {
        void whispered(SessionId room, NodeId from, MediaWhisper words);
    }

    private record Outgoing(SessionId room, MediaWhisper words) {}

    private record Incoming(SessionId room, NodeId from, ByteBuffer sealed) {}

    private final NodeId self;
    private final RedisLane lane;
    private final RoomPayloads payloads;
    private final Heard heard;
    private final Handover<Outgoing> outgoing = new Handover<>("whispers-out", MOST_WAITING, this::publish);
    private final Handover<Incoming> incoming = new Handover<>("whispers-in", MOST_WAITING, this::open);

    /** Said once an outage, not once a word. Of the outgoing thread alone. */
    private boolean away;

    Whispers(NodeId self, RedisLane lane, RoomPayloads payloads, Heard heard) {
        this.self = self;
        this.lane = lane;
        this.payloads = payloads;
        this.heard = heard;
    }

    /** To the other nodes of a room. Does not block. */
    void send(SessionId room, MediaWhisper words) {
        outgoing.add(new Outgoing(room, words));
    }

    /** From another node of a room. Does not block. */
    void received(SessionId room, NodeId from, ByteBuffer sealed) {
        incoming.add(new Incoming(room, from, sealed));
    }

    private void publish(List<Outgoing> batch) {
        List<Ask> asks = new ArrayList<>();
        for (var each : batch) {
            try {
                byte[] message = BusMessage.whispered(self, payloads.sealed(each.room(), self, each.words()));
                var channel = Names.channel(each.room());
                asks.add(Ask.command(new CommandArguments(Command.PUBLISH).add(channel).add(message)));
            } catch (RuntimeException e) {
                warn("whisper-not-sealed", e);
            }
        }
        try {
            lane.askAll(asks);
            away = false;
        } catch (StoreUnavailable e) {
            if (!away) {
                warn("whispers-not-sent", e);
            }
            away = true;
        }
    }

    private void open(List<Incoming> batch) {
        for (var each : batch) {
            try {
                heard.whispered(each.room(), each.from(), payloads.whisper(each.room(), each.from(), each.sealed()));
            } catch (UnreadableBytes e) {
                LOG.atWarn()
                        .addKeyValue("event", "whisper-unreadable")
                        .addKeyValue("kind", e.problem())
                        .log("what another node told about media is of another release, or nonsense");
            } catch (RuntimeException e) {
                warn("whisper-not-opened", e);
            }
        }
    }

    /** Only the kind: the text might quote what was said. */
    private static void warn(String event, RuntimeException e) {
        LOG.atWarn()
                .addKeyValue("event", event)
                .addKeyValue("kind", e.getClass().getSimpleName())
                .log("what nodes tell each other about media was dropped");
    }

    @Override
    public void close() {
        outgoing.close();
        incoming.close();
    }
}
