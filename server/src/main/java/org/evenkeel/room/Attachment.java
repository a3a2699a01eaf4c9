package org.evenkeel.room;

import java.util.ArrayList;
import java.util.List;

/**
 * The socket that has (or, while reconnecting, last had) a member's seat.
 *
 * @param connection its id
 * @param client the tab behind it
 * @param node the node that holds it
 * @param generation rises with each attach of the member
 * @param since when it attached, milliseconds UTC
 * @param former earlier sockets of the same page, oldest first: their tokens stay good for a while, because the answer
 *     that carried the newer one may have been lost
 */
public record Attachment(
        ConnectionId connection, ClientId client, NodeId node, int generation, long since, List<ConnectionId> former) {

    /** How long a former token stays good after the newest attach, milliseconds. */
    public static final long FORMER_MILLIS = 60_000;

    private static final int FORMER_KEPT = 4;

    public Attachment {
        former = List.copyOf(former);
    }

    /** Whether a page that shows this connection's token may take the seat over. */
    public boolean accepts(ConnectionId presented, long at) {
        return connection.equals(presented) || former.contains(presented) && at <= since + FORMER_MILLIS;
    }

    /** What the next socket of the same page remembers of those before. */
    List<ConnectionId> handedOn() {
        var next = new ArrayList<>(former);
        next.add(connection);
        return next.size() > FORMER_KEPT ? next.subList(next.size() - FORMER_KEPT, next.size()) : next;
    }
}
