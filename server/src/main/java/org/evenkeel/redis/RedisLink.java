package org.evenkeel.redis;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One connection to one run of a Redis server. A restarted server always breaks it, so the run id read at its begin
 * stays true as long as it lives. Speaks RESP2, which every supported server has; never reconnects and never repeats a
 * command. For one thread, except {@link #cut()}.
 */
final class RedisLink extends Connection {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int REPLY_MILLIS = 2_000;
    private static final String RUN_ID = "run_id:";

    private String run = "";

    private RedisLink(HostAndPort at, JedisClientConfig config) {
        super(new DefaultJedisSocketFactory(at, config), config);
    }

    /**
     * @throws JedisException when it cannot be opened in time
     */
    static RedisLink open(RedisAddress address) {
        var link = new RedisLink(new HostAndPort(address.host(), address.port()), config(address));
        try {
            link.run = link.readRun();
            return link;
        } catch (JedisException e) {
            link.cut();
            throw e;
        }
    }

    private static JedisClientConfig config(RedisAddress address) {
        return DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .connectionTimeoutMillis(CONNECT_MILLIS)
                .socketTimeoutMillis(REPLY_MILLIS)
                .user(address.user().orElse(null))
                .password(address.password().orElse(null))
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    private String readRun() {
        sendCommand(Command.INFO, "server");
        return new String(getBinaryBulkReply(), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).strip())
                .findFirst()
                .orElseThrow(() -> new JedisException("the server names no run id"));
    }

    /** The identity of the server process behind this connection. */
    String run() {
        return run;
    }

    /** Sends what was written since. */
    void send() {
        flush();
    }

    /** The next reply; a refusal comes as a {@link JedisDataException} value, not thrown. */
    Object next() {
        try {
            return getUnflushedObject();
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }

    /** Breaks the connection at once, whoever reads from it. Any thread. */
    void cut() {
        try {
            forceDisconnect();
        } catch (IOException e) {
            throw new JedisException(e);
        }
    }
}
