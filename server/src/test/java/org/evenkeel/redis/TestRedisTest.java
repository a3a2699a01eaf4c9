package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

import java.nio.file.Path;
import java.util.List;

/** The Redis that other tests break on purpose does break, and comes back as they ask. */
class TestRedisTest {

    static List<String> versions() {
        return TestRedis.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aCopyTakenEarlierBringsBackThatMoment(String version, @TempDir Path copy) {
        try (TestRedis redis = TestRedis.start(version)) {
            set(redis, "first", "kept");
            redis.copyFiles(copy);
            set(redis, "second", "lost");

            redis.restartFrom(copy);

            try (Jedis connection = redis.connect()) {
                assertThat(connection.get("first")).isEqualTo("kept");
                assertThat(connection.exists("second")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aKilledOneComesBackOnTheSamePortWithWhatItHadWritten(String version) {
        try (TestRedis redis = TestRedis.start(version)) {
            set(redis, "seat", "3");
            redis.kill();
            assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(() -> set(redis, "seat", "4"));

            redis.restart();

            try (Jedis connection = redis.connect()) {
                assertThat(connection.get("seat")).isEqualTo("3");
            }
        }
    }

    @Test
    void aFrozenOneAnswersNothingUntilItIsThawed() {
        try (TestRedis redis = TestRedis.start();
                Jedis connection = redis.connect()) {
            connection.getConnection().setSoTimeout(200);
            redis.freeze();
            assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(connection::ping);

            redis.thaw();

            try (Jedis again = redis.connect()) {
                assertThat(again.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void nothingIsLeftAfterwards() {
        TestRedis redis = TestRedis.start();
        Path folder = redis.folder();
        assertThat(folder).isDirectory();

        redis.close();

        assertThat(folder).doesNotExist();
    }

    private static void set(TestRedis redis, String key, String value) {
        try (Jedis connection = redis.connect()) {
            connection.set(key, value);
        }
    }
}
