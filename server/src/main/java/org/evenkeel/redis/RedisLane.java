package org.evenkeel.redis;

import org.evenkeel.live.StoreUnavailable;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One connection shared by everybody: commands that come while a round trip is under way go together in the next one.
 * Idle, a command goes at once. A broken connection fails all commands in flight and is opened anew for the next one;
 * nothing is ever sent twice, except a script that the server had never seen.
 *
 * <p>Its own platform thread does all the talking: on a virtual thread each blocking read would cost a turn through the
 * JDK's poller. Any thread may ask.
 */
final class RedisLane implements AutoCloseable {

    /** So many commands share a round trip at most. */
    private static final int MOST_AT_ONCE = 256;

    private static final String READ_ONLY = "READONLY";

    /** How a command is written on a connection to a certain run of the server. */
    @FunctionalInterface
    interface Writing {
        CommandArguments on(String run);
    }

    /**
     * A command.
     *
     * @param unknown how it is written when the server does not know the script
     */
    record Ask(Writing known, Writing unknown) {

        static Ask command(CommandArguments command) {
            return new Ask(_ -> command, _ -> command);
        }

        /** A script; its first argument is always the server's run id. */
        static Ask script(Script script, List<String> keys, List<?> arguments) {
            return new Ask(run -> script.byHash(run, keys, arguments), run -> script.byText(run, keys, arguments));
        }
    }

    /**
     * An answer.
     *
     * @param value as Jedis reads it: {@code byte[]}, {@code Long}, {@code List<Object>} or null for nothing
     * @param run identity of the server process that gave it
     */
    record Reply(Object value, String run) {}

    private record Waiting(Ask ask, CompletableFuture<Reply> answer) {}

    private final RedisAddress address;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile RedisLink link;
    private volatile boolean closed;

    RedisLane(RedisAddress address, String name) {
        this.address = address;
        thread = Thread.ofPlatform().daemon().name("redis-" + name).start(this::serveAll);
    }

    /** Asks and waits. @throws StoreUnavailable when there is no answer, or a refusal */
    Reply ask(Ask ask) {
        return await(enqueue(ask));
    }

    /** Asks several and waits for all; they share round trips. @throws StoreUnavailable when one has no answer */
    List<Reply> askAll(List<Ask> asks) {
        return asks.stream().map(this::enqueue).toList().stream().map(RedisLane::await).toList();
    }

    private CompletableFuture<Reply> enqueue(Ask ask) {
        var waiting = new Waiting(ask, new CompletableFuture<>());
        queue.add(waiting);
        if (closed && queue.remove(waiting)) {
            waiting.answer().completeExceptionally(new StoreUnavailable("the connection to Redis was closed"));
        }
        return waiting.answer();
    }

    private static Reply await(CompletableFuture<Reply> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            // Anew, so that the trace shows who asked.
            throw new StoreUnavailable(e.getCause().getMessage(), e.getCause());
        }
    }

    private void serveAll() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!closed) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                serve(batch);
            } catch (InterruptedException _) {
                closed = true;
            }
            batch.clear();
        }
        queue.drainTo(batch);
        fail(batch, new StoreUnavailable("the connection to Redis was closed"));
    }

    private void serve(List<Waiting> batch) {
        List<Waiting> open = new ArrayList<>(batch);
        try {
            var current = connected();
            List<Waiting> unknown = roundTrip(current, batch, open, false);
            roundTrip(current, unknown, open, true);
            if (current.isBroken()) {
                disconnect();
            }
        } catch (JedisException e) {
            disconnect();
            fail(open, new StoreUnavailable("Redis did not answer", e));
        } catch (RuntimeException e) {
            disconnect();
            fail(open, new StoreUnavailable("a command could not be written to Redis", e));
        }
    }

    /** Sends all, then reads all. @return those whose script the server does not know */
    private List<Waiting> roundTrip(RedisLink current, List<Waiting> batch, List<Waiting> open, boolean asText) {
        if (batch.isEmpty()) {
            return batch;
        }
        for (var waiting : batch) {
            var ask = waiting.ask();
            current.sendCommand((asText ? ask.unknown() : ask.known()).on(current.run()));
        }
        current.send();
        List<Waiting> unknown = new ArrayList<>();
        for (var waiting : batch) {
            Object value = current.next();
            if (value instanceof JedisNoScriptException && !asText) {
                unknown.add(waiting);
            } else {
                open.remove(waiting);
                answer(waiting, value, current);
            }
        }
        return unknown;
    }

    private static void answer(Waiting waiting, Object value, RedisLink current) {
        if (value instanceof JedisDataException refusal) {
            String code = code(refusal);
            if (code.equals(READ_ONLY)) {
                // A primary that became a replica: the address may lead to the new primary by now.
                current.setBroken();
            }
            waiting.answer().completeExceptionally(new StoreUnavailable("Redis refused a command: " + code));
        } else {
            waiting.answer().complete(new Reply(value, current.run()));
        }
    }

    /** The refusal's code alone: the rest of its text may quote the command. */
    private static String code(JedisDataException refusal) {
        String text = String.valueOf(refusal.getMessage());
        return text.split("[^A-Z]", 2)[0];
    }

    private RedisLink connected() {
        if (link == null) {
            link = RedisLink.open(address);
            if (closed) {
                disconnect();
                throw new JedisException("closed");
            }
        }
        return link;
    }

    private void disconnect() {
        var old = link;
        link = null;
        if (old != null) {
            old.cut();
        }
    }

    private static void fail(List<Waiting> open, StoreUnavailable why) {
        open.forEach(waiting -> waiting.answer().completeExceptionally(why));
    }

    /** Fails whatever waits and ends the thread. */
    @Override
    public void close() {
        closed = true;
        var current = link;
        if (current != null) {
            current.cut();
        }
        thread.interrupt();
    }
}
