package org.evenkeel.redis;

import org.evenkeel.children.TestFolder;
import org.evenkeel.live.StoreUnderTest;
import org.evenkeel.room.NodeId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Redis, with as many nodes as a test asks for. */
final class RedisUnderTest implements StoreUnderTest {

    private final TestRedis redis;
    private final Path copy;
    private final List<RedisStore> stores = new ArrayList<>();

    RedisUnderTest(String version) {
        redis = TestRedis.start(version);
        try {
            copy = Files.createTempDirectory("evenkeel-redis-copy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestRedis redis() {
        return redis;
    }

    static RedisAddress address(TestRedis redis) {
        return RedisAddress.local(redis.host(), redis.port(), redis.password());
    }

    RedisStore open(NodeId node) {
        var store = new RedisStore(address(redis), node, new TestKeys());
        stores.add(store);
        return store;
    }

    @Override
    public Ports node(NodeId node) {
        var store = open(node);
        return new Ports(store.log(), store.bus(), store.leases(), store.index());
    }

    @Override
    public void remember() {
        redis.copyFiles(copy);
    }

    @Override
    public void restartFromRemembered() {
        redis.restartFrom(copy);
    }

    @Override
    public void restart() {
        redis.restart();
    }

    @Override
    public void flush() {
        try (var jedis = redis.connect()) {
            jedis.flushAll();
        }
    }

    @Override
    public void stop() {
        redis.stop();
    }

    @Override
    public void start() {
        redis.restart();
    }

    @Override
    public void close() {
        stores.forEach(RedisStore::close);
        redis.close();
        TestFolder.delete(copy);
    }
}
