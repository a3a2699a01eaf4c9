package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells nodes about each other's writes. At most once, unordered against the log: a listener fills gaps from the log,
 * and a lost channel is found by the periodic check of heads. Methods may throw {@link StoreUnavailable}.
 */
public interface RoomBus {

    /**
     * Listens to a room; returns when the store has confirmed it, so that nothing written afterwards can be missed
     * unseen.
     */
    Subscription subscribe(SessionId room, Listener listener);

    /** Tells the other nodes of a room how far this node's history of it goes (healing). */
    void announce(SessionId room, NodeId node, Position position);

    /**
     * Tells the other nodes that have the room warm something about its media; at most once, in this node's order and
     * behind what it wrote before. Returns at once and never throws: what cannot be sent is dropped, and so is the
     * oldest of too much.
     */
    void whisper(SessionId room, MediaWhisper words);

    /** Tells all nodes, this one too, that something outside the rooms changed. */
    void signal(Signal signal);

    /** Listens to signals of all nodes. */
    Subscription onSignal(Consumer<Signal> listener);

    /**
     * Something that every node must know at once.
     *
     * @param topic what kind, e.g. {@code staff-signed-out}
     * @param id of what; opaque, no personal data
     */
    record Signal(String topic, String id) {}

    /** Ends a subscription; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** What a room's listener hears, on the bus's own thread: hand it over, do not work there. */
    interface Listener {
        /**
         * Another node wrote.
         *
         * @param before where the log stood before these entries
         */
        void written(Position before, List<LoggedEntry> entries);

        /** Another node told how far its history goes. */
        void announced(NodeId node, Position position);

        /** Another node told something about the room's media. */
        default void whispered(NodeId from, MediaWhisper words) {}

        /** The channel was interrupted and is there again: something may have been missed. */
        void interrupted();
    }
}
