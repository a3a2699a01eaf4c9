package org.evenkeel.redis;

import org.evenkeel.child.ChildProcess;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ShutdownParams;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One running Redis server of one folder, started by us or found. Safe for any thread; blocks, so never for an event
 * loop.
 */
final class RedisProcess {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration REPLY = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(20);

    private static final String LOADING = "LOADING";
    private static final Pattern PROCESS_ID = Pattern.compile("(?m)^process_id:(\\d+)\\r?$");
    private static final Pattern REDIS_VERSION = Pattern.compile("(?m)^redis_version:(\\S+?)\\r?$");

    private final RedisFolder folder;
    private final ChildProcess process;
    private final int port;

    RedisProcess(RedisFolder folder, ChildProcess process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Starts a server. */
    static RedisProcess launch(RedisFolder folder, RedisBinary binary, int port) {
        folder.writeConfiguration(port);
        var command = List.of(binary.path().toString(), folder.configuration().toString());
        return new RedisProcess(folder, ChildProcess.launch(folder.files(), command), port);
    }

    /** A server that an earlier process of ours left behind: a Redis whose only argument is this configuration. */
    static Optional<RedisProcess> leftBehind(RedisFolder folder) {
        OptionalInt port = folder.lastPort();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        return ChildProcess.leftBehind(
                        folder.files(), RedisProcess::isServer, List.of(folder.configuration().toString()))
                .map(process -> new RedisProcess(folder, process, port.getAsInt()));
    }

    private static boolean isServer(String program) {
        return program.startsWith("redis") || program.startsWith("valkey");
    }

    /** A loopback port that was free a moment ago. */
    static int freePort() {
        return ChildProcess.freePorts(RedisFolder.CHILD, 1).getFirst();
    }

    boolean isGone() {
        return process.isGone();
    }

    /**
     * Waits until this very process answers to our secret. A long log takes a while to load; as long as the server says
     * that it is loading, the wait goes on.
     *
     * @param longestSilence without any reply
     * @return the version it says it is; empty when it ended, stayed silent, or does not take our secret
     */
    Optional<String> awaitAnswer(Duration longestSilence) {
        long lastSign = System.nanoTime();
        do {
            switch (ask()) {
                case Reply.Ours(String version) -> {
                    return Optional.of(version);
                }
                case Reply.Strange _ -> {
                    return Optional.empty();
                }
                case Reply.Loading _ -> lastSign = System.nanoTime();
                case Reply.Silence _ -> {}
            }
        } while (!process.endsWithin(BETWEEN_TRIES) && System.nanoTime() - lastSign < longestSilence.toNanos());
        return Optional.empty();
    }

    /** What came back from our port. */
    private sealed interface Reply {

        /** This very process, and it takes our secret. */
        record Ours(String version) implements Reply {}

        /** Reading its log. */
        record Loading() implements Reply {}

        /** Another process, or one that does not take our secret. */
        record Strange() implements Reply {}

        /** Nothing. */
        record Silence() implements Reply {}
    }

    private Reply ask() {
        try (Jedis connection = connect()) {
            connection.ping();
            String server = connection.info("server");
            boolean isThisProcess = valueOf(PROCESS_ID, server).equals(Optional.of(Long.toString(process.pid())));
            return isThisProcess
                    ? new Reply.Ours(valueOf(REDIS_VERSION, server).orElse("unknown"))
                    : new Reply.Strange();
        } catch (JedisAccessControlException _) {
            return new Reply.Strange();
        } catch (JedisDataException e) {
            return e.getMessage().startsWith(LOADING) ? new Reply.Loading() : new Reply.Strange();
        } catch (JedisException _) {
            return new Reply.Silence();
        }
    }

    private static Optional<String> valueOf(Pattern key, String info) {
        Matcher matcher = key.matcher(info);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Asks it to write everything and end; ends it the hard way when it does not. Returns when it is gone. */
    void shutDown() {
        try (Jedis connection = connect()) {
            connection.shutdown(ShutdownParams.shutdownParams().nosave());
        } catch (JedisException _) {
            process.askToEnd(); // it does not listen to us any more; the signal asks for the same
        }
        process.awaitEnd(LONGEST_SHUTDOWN);
    }

    private Jedis connect() {
        return new Jedis(
                new HostAndPort(RedisSettings.HOST, port),
                DefaultJedisClientConfig.builder()
                        .password(folder.secret())
                        .connectionTimeoutMillis((int) CONNECT.toMillis())
                        .socketTimeoutMillis((int) REPLY.toMillis())
                        .build());
    }
}
