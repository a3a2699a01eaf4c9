package org.evenkeel.live;

import org.evenkeel.room.NodeId;

import java.util.Map;

/**
 * Who is alive, by the store's own clock. Rows do not expire: a dead node's row goes only after its rooms were swept.
 * Methods block and may throw {@link StoreUnavailable}.
 */
public interface NodeLeases {

    /**
     * Renews this node's lease with the store's time.
     *
     * @return the store's time and the identity of the store process
     */
    Renewal renew(NodeId node);

    /** Last renewals, milliseconds UTC by the store's clock. */
    Map<NodeId, Long> all();

    /** Forgets a node: after its rooms were swept, or at its own orderly end. */
    void remove(NodeId node);

    /**
     * @param storeTime milliseconds UTC
     * @param storeRun changes when the store was restarted: the judge of the dead begins anew
     */
    record Renewal(long storeTime, String storeRun) {}
}
