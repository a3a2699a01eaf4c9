package org.evenkeel.live;

import org.evenkeel.room.NodeId;

/** A store that a contract suite runs on, and what an operator or an accident does to it. */
public interface StoreUnderTest extends AutoCloseable {

    /** The ports as a node has them; each call is a node of its own, even under the same id. */
    Ports node(NodeId node);

    /** One node's ports. */
    record Ports(RoomLog log, RoomBus bus, NodeLeases leases, RoomIndex index) {}

    /** Remembers the store's files as they are. */
    void remember();

    /** Restarts it on the files remembered: what was written since is lost. */
    void restartFromRemembered();

    /** Restarts it without loss. */
    void restart();

    /** Deletes everything without a restart. */
    void flush();

    /** Ends it. */
    void stop();

    /** Starts it again after {@link #stop}. */
    void start();

    @Override
    void close();
}
