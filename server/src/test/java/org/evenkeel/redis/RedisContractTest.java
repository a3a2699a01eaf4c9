package org.evenkeel.redis;

import org.evenkeel.live.NodeLeasesContract;
import org.evenkeel.live.RoomBusContract;
import org.evenkeel.live.RoomIndexContract;
import org.evenkeel.live.RoomLogContract;
import org.evenkeel.live.StoreUnderTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The real store keeps the contracts, on the machine's Redis and on the 6.2 that the server ships. */
class RedisContractTest {

    @Nested
    class LogOnSystemRedis extends RoomLogContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.versions().getFirst());
        }
    }

    @Nested
    @Tag("slow")
    class LogOnBundledRedis extends RoomLogContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.BUNDLED);
        }
    }

    @Nested
    class BusOnSystemRedis extends RoomBusContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.versions().getFirst());
        }
    }

    @Nested
    @Tag("slow")
    class BusOnBundledRedis extends RoomBusContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.BUNDLED);
        }
    }

    @Nested
    class LeasesOnSystemRedis extends NodeLeasesContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.versions().getFirst());
        }
    }

    @Nested
    @Tag("slow")
    class LeasesOnBundledRedis extends NodeLeasesContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.BUNDLED);
        }
    }

    @Nested
    class IndexOnSystemRedis extends RoomIndexContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.versions().getFirst());
        }
    }

    @Nested
    @Tag("slow")
    class IndexOnBundledRedis extends RoomIndexContract {
        @Override
        protected StoreUnderTest open() {
            return new RedisUnderTest(TestRedis.BUNDLED);
        }
    }
}
