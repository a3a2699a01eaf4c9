package org.evenkeel.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What a Redis tells of itself to somebody who only looks. Blocks for a few seconds at most; changes nothing. */
public sealed interface RedisLook {

    /** Nobody answers there. */
    record Silent() implements RedisLook {}

    /** Somebody answers, and does not take our user or password. */
    record Refused() implements RedisLook {}

    /** It reads its files and serves nobody yet. */
    record Loading() implements RedisLook {}

    /**
     * It answers.
     *
     * @param info what INFO says
     * @param settings those of {@link #SETTINGS} that it tells; a hosted Redis may tell none
     * @param skewMillis how far its clock is ahead of ours, to half of the round trip
     */
    record Seen(Map<String, String> info, Map<String, String> settings, long skewMillis) implements RedisLook {

        /** One line of INFO; empty when it does not say. */
        public Optional<String> info(String name) {
            return Optional.ofNullable(info.get(name));
        }

        /** A number of INFO; empty when it says none. */
        public OptionalLong number(String name) {
            return info(name).filter(text -> text.matches("\\d{1,18}")).stream().mapToLong(Long::parseLong).findFirst();
        }

        /** One setting; empty when it does not tell. */
        public Optional<String> setting(String name) {
            return Optional.ofNullable(settings.get(name));
        }
    }

    /** The settings that are asked for; of the password only whether there is one is kept. */
    List<String> SETTINGS =
            List.of(
                    "maxmemory",
                    "maxmemory-policy",
                    "appendonly",
                    "appendfsync",
                    "bind",
                    "protected-mode",
                    "requirepass",
                    "port");

    /** Of how many tries the fastest tells the clock. */
    int TRIES = 3;

    /** Looks at one. */
    static RedisLook at(RedisAddress address, InstantSource clock) {
        try (var link = RedisLink.open(address);
                var redis = new Jedis((Connection) link)) {
            return new Seen(info(redis), settings(redis), skew(redis, clock));
        } catch (JedisAccessControlException _) {
            return new Refused();
        } catch (JedisDataException e) {
            return e.getMessage().startsWith("LOADING") ? new Loading() : new Refused();
        } catch (JedisException _) {
            return new Silent();
        }
    }

    private static Map<String, String> info(Jedis redis) {
        return redis.info()
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(
                        Collectors.toUnmodifiableMap(
                                line -> line.substring(0, line.indexOf(':')),
                                line -> line.substring(line.indexOf(':') + 1).strip(),
                                (first, _) -> first));
    }

    private static Map<String, String> settings(Jedis redis) {
        var settings = new HashMap<String, String>();
        for (var name : SETTINGS) {
            try {
                settings.putAll(redis.configGet(name));
            } catch (JedisDataException _) {
                return Map.of(); // whoever hosts it does not let anybody see
            }
        }
        settings.computeIfPresent("requirepass", (_, password) -> password.isEmpty() ? "" : "set");
        return Map.copyOf(settings);
    }

    private static long skew(Jedis redis, InstantSource clock) {
        long shortest = Long.MAX_VALUE;
        long skew = 0;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            var time = redis.time();
            long took = System.nanoTime() - before;
            if (took < shortest) {
                shortest = took;
                long said = Long.parseLong(time.getFirst()) * 1_000 + Long.parseLong(time.getLast()) / 1_000;
                skew = said - (clock.millis() - took / 2_000_000);
            }
        }
        return skew;
    }
}
