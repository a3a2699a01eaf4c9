package org.evenkeel.redis;

import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaLeases;
import org.evenkeel.live.MediaStoreContract;
import org.evenkeel.live.NodeLeasesContract;
import org.evenkeel.live.RoomBusContract;
import org.evenkeel.live.RoomIndexContract;
import org.evenkeel.live.RoomLogContract;
import org.evenkeel.live.StoreUnderTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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

    @Nested
    class MediaOnSystemRedis extends MediaOnRedis {
        MediaOnSystemRedis() {
            super(TestRedis.versions().getFirst());
        }
    }

    @Nested
    @Tag("slow")
    class MediaOnBundledRedis extends MediaOnRedis {
        MediaOnBundledRedis() {
            super(TestRedis.BUNDLED);
        }
    }

    abstract static class MediaOnRedis extends MediaStoreContract {
        private static final long SHORT_LEASE = 200;

        private final TestRedis redis;
        private final RedisLane lane;
        private final RedisMedia media;

        MediaOnRedis(String version) {
            redis = TestRedis.start(version);
            lane = new RedisLane(RedisUnderTest.address(redis), "media-test");
            media = new RedisMedia(lane, SHORT_LEASE);
        }

        @Override
        protected MediaLeases leases() {
            return media;
        }

        @Override
        protected MediaDirectory directory() {
            return media;
        }

        @Override
        protected void outlastALease() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2 * SHORT_LEASE));
        }

        @Override
        protected void close() {
            lane.close();
            redis.close();
        }
    }
}
