package org.evenkeel.live;

import org.evenkeel.room.NodeId;

import java.util.OptionalLong;

/**
 * One round of agreeing on a history after the store lost data: nodes tell how far theirs goes, wait, and the longest
 * opens the new epoch. Confined to the room's thread.
 */
final class Healing {

    /** How long a node waits for longer histories, milliseconds. */
    static final long LISTEN_MILLIS = 1_000;

    /**
     * How long a node waits that knows nothing of the room, milliseconds: a node that knows it, and hears no
     * announcement because its channel is cut as well, finds out by its next check of heads.
     */
    static final long LISTEN_COLD_MILLIS = NodeKeeper.CHECK_MILLIS + 500;

    /** How much longer the others wait for the winner before they do it themselves, milliseconds. */
    static final long PATIENCE_MILLIS = 2_000;

    /** How often a node says it again while it heals: the bus drops messages, and this one decides what is kept. */
    static final long AGAIN_MILLIS = 200;

    private final long listenMillis;
    private long since;
    private OptionalLong announcedAt = OptionalLong.empty();
    private NodeId bestNode;
    private Position best;

    Healing(long now, NodeId self, Position own) {
        this.since = now;
        bestNode = self;
        best = own;
        listenMillis = own.equals(Position.ORIGIN) ? LISTEN_COLD_MILLIS : LISTEN_MILLIS;
    }

    void heard(NodeId node, Position position) {
        int order = position.compareTo(best);
        if (order > 0 || order == 0 && node.value().compareTo(bestNode.value()) < 0) {
            best = position;
            bestNode = node;
        }
    }

    /** Whether the others must be told how far the own history goes, for the first time or again. */
    boolean mustAnnounce(long now) {
        return announcedAt.isEmpty() || now >= announcedAt.getAsLong() + AGAIN_MILLIS;
    }

    /** The others were told. From the first time on they have time to answer. */
    void announced(long now) {
        since = announcedAt.isPresent() ? since : now;
        announcedAt = OptionalLong.of(now);
    }

    /** Nobody can open an epoch now; when one can, the longest history gets its time to do it. */
    void postpone(long now) {
        since = now;
    }

    boolean listening(long now) {
        return now < since + listenMillis;
    }

    boolean mayOpen(NodeId self, long now) {
        return bestNode.equals(self) || now >= since + listenMillis + PATIENCE_MILLIS;
    }
}
