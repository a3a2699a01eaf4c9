package org.evenkeel.live;

import org.evenkeel.room.NodeId;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What goes wrong between nodes and the {@link MemoryStore}: asked at each call and for each message on the bus. */
public interface StoreFaults {

    /** What a node asks of the store. */
    enum Call {
        LOAD,
        APPEND,
        AFTER,
        HEADS,
        SNAPSHOT,
        OPEN_EPOCH,
        FORGET,
        RENEW,
        LEASES,
        REMOVE_LEASE,
        DUE,
        ROOMS_OF,
        RELEASE,
        SUBSCRIBE,
        PUBLISH
    }

    /** What becomes of a call. */
    enum CallFault {
        NONE,
        /** The store never hears of it; the node is told that the store is unavailable. */
        FAIL_BEFORE,
        /** The store does it; the node is told that the store is unavailable. */
        LOSE_REPLY
    }

    /** What becomes of a message to one node. */
    enum BusFault {
        NONE,
        DROP,
        /** Comes at the next {@link MemoryStore#deliverDelayed()}: late, and behind younger ones. */
        DELAY,
        DUPLICATE
    }

    CallFault onCall(NodeId node, Call call);

    BusFault onMessage(NodeId to);

    /** Everything works. */
    StoreFaults NONE = seeded(new Random(0), 0, 0);

    /** Faults at the given rates, the same for the same generator's seed and the same order of calls. */
    static StoreFaults seeded(RandomGenerator random, double callRate, double busRate) {
        return new StoreFaults() {
            @Override
            public CallFault onCall(NodeId node, Call call) {
                if (random.nextDouble() >= callRate) {
                    return CallFault.NONE;
                }
                return random.nextBoolean() ? CallFault.FAIL_BEFORE : CallFault.LOSE_REPLY;
            }

            @Override
            public BusFault onMessage(NodeId to) {
                if (random.nextDouble() >= busRate) {
                    return BusFault.NONE;
                }
                var faults = BusFault.values();
                return faults[1 + random.nextInt(faults.length - 1)];
            }
        };
    }

    /** Faults said one by one: each is used once. For one thread. */
    final class Planned implements StoreFaults {
        private final Map<Call, Queue<CallFault>> calls = new EnumMap<>(Call.class);
        private final Queue<BusFault> messages = new ArrayDeque<>();

        /** The next call of this kind, of whatever node, meets this fault. */
        public Planned next(Call call, CallFault fault) {
            calls.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
            return this;
        }

        /** The next message meets this fault. */
        public Planned next(BusFault fault) {
            messages.add(fault);
            return this;
        }

        @Override
        public CallFault onCall(NodeId node, Call call) {
            var planned = calls.get(call);
            return planned == null || planned.isEmpty() ? CallFault.NONE : planned.remove();
        }

        @Override
        public BusFault onMessage(NodeId to) {
            return messages.isEmpty() ? BusFault.NONE : messages.remove();
        }
    }
}
