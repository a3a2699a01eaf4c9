package org.evenkeel.live;

import org.evenkeel.room.NodeId;

/**
 * One round of agreeing on a history after the store lost data: nodes tell how far theirs goes, wait, and the longest
 * opens the new epoch. Confined to the room's thread.
 */
final class Healing {

    /** How long a node waits for longer histories, milliseconds. */
    static final long LISTEN_MILLIS = 1_000;

    /** How long the others wait for the winner before they do it themselves, milliseconds. */
    static final long PATIENCE_MILLIS = 3_000;

    private long since;
    private NodeId bestNode;
    private Position best;

    Healing(long now, NodeId self, Position own) {
        this.since = now;
        bestNode = self;
        best = own;
    }

    void heard(NodeId node, Position position) {
        int order = position.compareTo(best);
        if (order > 0 || order == 0 && node.value().compareTo(bestNode.value()) < 0) {
            best = position;
            bestNode = node;
        }
    }

    /** Nobody can open an epoch now; when one can, the longest history gets its time to do it. */
    void postpone(long now) {
        since = now;
    }

    boolean listening(long now) {
        return now < since + LISTEN_MILLIS;
    }

    boolean mayOpen(NodeId self, long now) {
        return bestNode.equals(self) || now >= since + PATIENCE_MILLIS;
    }
}
