package org.evenkeel.redis;

import org.evenkeel.redis.EmbeddedRedisException.Problem;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ShutdownParams;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final ProcessHandle handle;
    private final int port;

    RedisProcess(RedisFolder folder, ProcessHandle handle, int port) {
        this.folder = folder;
        this.handle = handle;
        this.port = port;
    }

    int port() {
        return port;
    }

    long pid() {
        return handle.pid();
    }

    /** Starts a server in a session of its own, so that a Ctrl-C in our terminal does not reach it before we do. */
    static RedisProcess launch(RedisFolder folder, RedisBinary binary, int port) {
        folder.writeConfiguration(port);
        folder.turnLogOver();
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of(binary.path().toString(), folder.configuration().toString()));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.path().toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                            .start();
            folder.notePid(process.pid());
            return new RedisProcess(folder, process.toHandle(), port);
        } catch (IOException e) {
            throw new EmbeddedRedisException(Problem.DID_NOT_START, "cannot run " + binary.path(), e);
        }
    }

    /**
     * A server that an earlier process of ours left behind: a Redis whose only argument is this folder's configuration.
     * An editor that has the same file open is none.
     */
    static Optional<RedisProcess> leftBehind(RedisFolder folder) {
        OptionalInt port = folder.lastPort();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(candidate -> serves(candidate.info(), folder.configuration()))
                .findFirst()
                .map(candidate -> new RedisProcess(folder, candidate, port.getAsInt()));
    }

    private static boolean serves(ProcessHandle.Info process, Path configuration) {
        String program = process.command().map(command -> Path.of(command).getFileName().toString()).orElse("");
        List<String> arguments = process.arguments().map(List::of).orElse(List.of());
        return (program.startsWith("redis") || program.startsWith("valkey"))
                && arguments.equals(List.of(configuration.toString()));
    }

    /** A loopback port that was free a moment ago. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(RedisFolder.HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedRedisException(Problem.DID_NOT_START, "this machine gives no free port", e);
        }
    }

    private static List<String> ownSession() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> List.of(program.toString()))
                .orElse(List.of());
    }

    boolean isGone() {
        return !handle.isAlive();
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
        } while (!endsWithin(BETWEEN_TRIES) && System.nanoTime() - lastSign < longestSilence.toNanos());
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
            boolean isThisProcess = valueOf(PROCESS_ID, server).equals(Optional.of(Long.toString(handle.pid())));
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
            handle.destroy(); // it does not listen to us any more; the signal asks for the same
        }
        if (!endsWithin(LONGEST_SHUTDOWN)) {
            handle.destroyForcibly();
            endsWithin(LONGEST_SHUTDOWN);
        }
        folder.forgetPid();
    }

    private Jedis connect() {
        return new Jedis(
                new HostAndPort(RedisFolder.HOST, port),
                DefaultJedisClientConfig.builder()
                        .password(folder.secret())
                        .connectionTimeoutMillis((int) CONNECT.toMillis())
                        .socketTimeoutMillis((int) REPLY.toMillis())
                        .build());
    }

    private boolean endsWithin(Duration time) {
        try {
            handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedRedisException(Problem.DID_NOT_START, "interrupted while waiting for Redis", e);
        }
    }
}
