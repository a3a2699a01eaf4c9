package org.evenkeel.brokenhouse.room;

import io.netty.buffer.ByteBuf;

import org.evenkeel.brokenhouse.edge.BrokenEdge;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Rules that know a transport, a higher room, a clock, chance, reflection and shared state. */
final class BrokenRules {

    static final ConcurrentHashMap<String, ByteBuf> SEEN = new ConcurrentHashMap<>();
    static int decisions;

    @Inject BrokenEdge edge;

    private @interface Inject {}

    long decide() throws ReflectiveOperationException {
        decisions++;
        int members = BrokenRules.class.getDeclaredFields().length;
        return Instant.now().toEpochMilli() + new Random().nextLong() + members;
    }
}
