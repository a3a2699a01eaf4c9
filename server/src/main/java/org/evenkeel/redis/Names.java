package org.evenkeel.redis;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

/** What lies where in Redis. Ids are opaque: no key holds personal data. */
final class Names {

    /** Sorted set: room by its next due time, milliseconds UTC. */
    static final String DUE = "deadlines";

    /** Sorted set: node by its last renewal, milliseconds UTC. No expiry: a dead node's row waits for its sweep. */
    static final String LEASES = "leases";

    /** Channel of what every node must know. */
    static final String SIGNALS = "signals";

    /** Begins every key of a room. */
    static final String ROOM = "room:";

    private Names() {}

    /** Stream of sealed entries, ids {@code seq-0}, fields {@code b} (batch) and {@code d} (sealed entry). */
    static String log(SessionId room) {
        return ROOM + room + ":log";
    }

    /** Hash: {@code run} under which the epoch was written, {@code epoch}, {@code seq} of the last entry. */
    static String meta(SessionId room) {
        return ROOM + room + ":meta";
    }

    /** Hash: {@code seq} and sealed {@code data} of the last snapshot, always of the meta's epoch. */
    static String snapshot(SessionId room) {
        return ROOM + room + ":snapshot";
    }

    /** Hash: {@code node} that controls the media, {@code term}, {@code at} of its last renewal. */
    static String mediaLease(SessionId room) {
        return ROOM + room + ":media-lease";
    }

    /** Hash: {@code term}, {@code generation}, {@code session} of the SFU's room. */
    static String mediaAnchor(SessionId room) {
        return ROOM + room + ":media";
    }

    /** Channel on which the nodes of a room hear each other. */
    static String channel(SessionId room) {
        return ROOM + room;
    }

    /** Set: rooms in which a node has members. */
    static String roomsOf(NodeId node) {
        return "node:" + node + ":rooms";
    }
}
