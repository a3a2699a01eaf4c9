package org.evenkeel.room;

/** Why a connection ended or a member left; stands in the ledger with each change. */
public enum LeaveReason {
    /** The network or the device went silent. */
    NETWORK,
    /** The page was closed. */
    CLOSED,
    /** The person pressed "leave". */
    STEPPED_OUT,
    /** A newer tab or device of the same person took the seat. */
    ELSEWHERE,
    /** Removed or barred by staff. */
    REMOVED,
    /** Declined by staff. */
    DECLINED,
    /** The session ended. */
    ENDED,
    /** The node that held the socket is gone. */
    NODE_LOST,
    /** The server drained for a planned restart. */
    DRAINED
}
