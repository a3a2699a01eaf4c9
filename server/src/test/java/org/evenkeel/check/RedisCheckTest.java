package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.evenkeel.live.Await;
import org.evenkeel.redis.EmbeddedRedis;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Redis, set up well and badly. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RedisCheckTest {

    @TempDir private Path folder;
    private TestRedis redis;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private RedisAddress address(String password) {
        return RedisAddress.local(redis.host(), redis.port(), password);
    }

    private List<Finding> looked() {
        return new RedisCheck(Plans.of(folder).redis(address(redis.password())).plan()).look();
    }

    private void set(String name, String value) {
        try (var jedis = redis.connect()) {
            jedis.configSet(name, value);
        }
    }

    @Test
    void theOneThatTheServerStartsIsFineInEverything() {
        var findings = looked();
        assertThat(findings).extracting(Finding::state).containsOnly(Finding.State.FINE);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        Subject.REDIS,
                        Subject.REDIS_POLICY,
                        Subject.REDIS_LOG,
                        Subject.REDIS_WRITES,
                        Subject.REDIS_MEMORY,
                        Subject.REDIS_OPEN,
                        Subject.CLOCK_REDIS);
        assertThat(said(findings, Subject.REDIS)).contains(redis.version());
    }

    @Test
    void theOldestThatServesIsFineInEverythingToo() {
        redis.close();
        redis = TestRedis.start(TestRedis.BUNDLED);
        assertThat(looked()).hasSize(7).extracting(Finding::state).containsOnly(Finding.State.FINE);
        assertThat(Stream.of("6.2.0", "7.0.15", "10.1", "255.255.255")).allMatch(RedisCheck::isNewEnough);
        assertThat(Stream.of("6.0.20", "5.9.9", "", "new")).noneMatch(RedisCheck::isNewEnough);
    }

    @Test
    void settingsThatLoseRoomsAreBroken() {
        set("maxmemory-policy", "allkeys-lru");
        set("appendonly", "no");
        var findings = looked();
        assertThat(said(findings, Subject.REDIS_POLICY)).isEqualTo("broken: maxmemory-policy is allkeys-lru.");
        assertThat(said(findings, Subject.REDIS_LOG)).isEqualTo("broken: appendonly is no.");
    }

    @Test
    void aLogThatIsNeverSyncedIsAWarning() {
        set("appendfsync", "no");
        assertThat(said(looked(), Subject.REDIS_LOG)).isEqualTo("warning: appendonly is yes, but appendfsync is no.");
    }

    @Test
    void aSnapshotThatFailedIsAWarning() throws IOException {
        Files.createDirectory(redis.folder().resolve("dump.rdb"));
        try (var jedis = redis.connect()) {
            jedis.bgsave();
            Await.until("the snapshot failed", () -> jedis.info("persistence").contains("rdb_last_bgsave_status:err"));
        }
        assertThat(said(looked(), Subject.REDIS_WRITES))
                .isEqualTo("warning: The last one failed: rdb_last_bgsave_status.");
    }

    @Test
    void memoryThatRunsOutIsSaid() {
        long used;
        try (var jedis = redis.connect()) {
            used =
                    jedis.info("memory")
                            .lines()
                            .filter(line -> line.startsWith("used_memory:"))
                            .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
                            .findFirst()
                            .orElseThrow();
        }
        set("maxmemory", Long.toString(used * 100 / 82));
        assertThat(said(looked(), Subject.REDIS_MEMORY)).startsWith("warning: ");
        set("maxmemory", Long.toString(used));
        assertThat(said(looked(), Subject.REDIS_MEMORY)).startsWith("broken: ");
    }

    @Test
    void whoListensToEverybodyIsToldSo() {
        set("bind", "0.0.0.0");
        assertThat(said(looked(), Subject.REDIS_OPEN)).startsWith("warning: Redis listens on 0.0.0.0, with a password");
        set("protected-mode", "no");
        set("requirepass", "");
        var open = new RedisAddress(redis.host(), redis.port(), Optional.empty(), Optional.empty(), false);
        assertThat(said(new RedisCheck(Plans.of(folder).redis(open).plan()).look(), Subject.REDIS_OPEN))
                .isEqualTo("broken: Redis listens on 0.0.0.0 and has no password.");
    }

    @Test
    void aClockThatIsOffIsSaid() {
        var clock = InstantSource.offset(InstantSource.system(), Duration.ofMillis(350));
        var plan = Plans.of(folder).redis(address(redis.password())).clock(clock).plan();
        assertThat(said(new RedisCheck(plan).look(), Subject.CLOCK_REDIS)).startsWith("warning: Redis' clock is 3");
        var far = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-2));
        var other = Plans.of(folder).redis(address(redis.password())).clock(far).plan();
        assertThat(said(new RedisCheck(other).look(), Subject.CLOCK_REDIS)).startsWith("broken: ");
    }

    @Test
    void aWrongPasswordAndNobodyAreToldApart() {
        var wrong = Plans.of(folder).redis(address("northgate")).plan();
        assertThat(new RedisCheck(wrong).look())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.found()).contains("does not take the password").doesNotContain("northgate"))
                .extracting(Finding::state)
                .isEqualTo(Finding.State.BROKEN);
        redis.stop();
        assertThat(looked()).singleElement().extracting(Finding::state).isEqualTo(Finding.State.BROKEN);
    }

    @Test
    void theChildOfTheServerIsFoundWithoutMakingAFile() throws IOException {
        assertThat(EmbeddedRedis.lastAddress(folder.resolve("redis"))).isEmpty();
        assertThat(new RedisCheck(Plans.of(folder).plan()).look())
                .singleElement()
                .extracting(Finding::state)
                .isEqualTo(Finding.State.WARNING);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThat(EmbeddedRedis.lastAddress(redis.folder())).contains(address(redis.password()));
    }
}
