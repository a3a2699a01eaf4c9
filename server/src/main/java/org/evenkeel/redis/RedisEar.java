package org.evenkeel.redis;

import org.evenkeel.live.StoreUnavailable;

import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connection that listens to channels. Opens itself again after a break, subscribes again to everything and then
 * says that something may have been missed. A connection that is silent for {@value #SILENCE_MILLIS} ms in spite of
 * pings is taken for broken. Any thread may subscribe; what is heard comes on the ear's own thread.
 */
final class RedisEar implements AutoCloseable {

    private static final long PING_MILLIS = 1_500;
    private static final long SILENCE_MILLIS = 4_000;
    private static final long RETRY_MILLIS = 250;
    private static final long CONFIRM_MILLIS = 3_500;

    /** Hears, on the ear's thread. */
    interface Heard {
        void message(String channel, byte[] payload);

        /** All channels are subscribed again after a break. */
        void restored();
    }

    private final RedisAddress address;
    private final Heard heard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition needed = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();
    private final Set<String> unconfirmed = new HashSet<>();
    private final Thread reader;
    private final Thread pinger;
    private RedisLink link;
    private boolean broken;
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean closed;

    RedisEar(RedisAddress address, Heard heard) {
        this.address = address;
        this.heard = heard;
        reader = Thread.ofPlatform().daemon().name("redis-ear").start(this::listenAlways);
        pinger = Thread.ofVirtual().name("redis-ear-ping").start(this::pingAlways);
    }

    /**
     * Subscribes; returns when the server confirmed it.
     *
     * @throws StoreUnavailable when it did not in time; the caller then unsubscribes, if nobody else needs the channel
     */
    void subscribe(String channel) {
        CompletableFuture<Void> confirmation;
        lock.lock();
        try {
            if (closed) {
                throw new StoreUnavailable("the connection to Redis was closed");
            }
            confirmation = waiting.computeIfAbsent(channel, _ -> new CompletableFuture<>());
            wanted.add(channel);
            needed.signalAll();
            send(Command.SUBSCRIBE, channel);
        } finally {
            lock.unlock();
        }
        await(confirmation);
    }

    private static void await(CompletableFuture<Void> confirmation) {
        try {
            confirmation.get(CONFIRM_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("Redis did not confirm a subscription", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while subscribing", e);
        }
    }

    /** Forgets a channel; a message that is under way may still be heard. Does not block. */
    void unsubscribe(String channel) {
        lock.lock();
        try {
            wanted.remove(channel);
            unconfirmed.remove(channel);
            waiting.remove(channel);
            send(Command.UNSUBSCRIBE, channel);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: writers would mix their bytes else. A broken connection is the reader's business. */
    private void send(Command command, String... arguments) {
        if (link == null) {
            return;
        }
        try {
            link.sendCommand(command, arguments);
            link.send();
        } catch (JedisException _) {
            link.cut();
        }
    }

    private void listenAlways() {
        while (!closed) {
            try {
                var opened = RedisLink.open(address);
                opened.setTimeoutInfinite();
                begin(opened);
                while (!closed) {
                    Object reply = opened.getUnflushedObject();
                    lastHeard = System.nanoTime();
                    hear(reply);
                }
            } catch (RuntimeException e) {
                interrupted(e);
            }
        }
    }

    private void begin(RedisLink opened) {
        lock.lock();
        try {
            if (closed) {
                opened.cut();
            }
            link = opened;
            lastHeard = System.nanoTime();
            unconfirmed.addAll(wanted);
            if (!wanted.isEmpty()) {
                send(Command.SUBSCRIBE, wanted.toArray(String[]::new));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits before the next try, but not when somebody wants to subscribe. */
    private void interrupted(RuntimeException why) {
        lock.lock();
        try {
            if (link != null) {
                link.cut();
            }
            link = null;
            broken = true;
            unconfirmed.clear();
            waiting.values().forEach(waiter -> waiter.completeExceptionally(why));
            waiting.clear();
            if (!closed) {
                needed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void hear(Object reply) {
        if (!(reply instanceof List<?> parts) || parts.size() < 3) {
            return; // an answer to a ping
        }
        String kind = Replies.text(parts.getFirst());
        if (kind.equals("message")) {
            heard.message(Replies.text(parts.get(1)), Replies.bytes(parts.get(2)));
        } else if (kind.equals("subscribe") && confirmed(Replies.text(parts.get(1)))) {
            heard.restored();
        }
    }

    /**
     * @return whether this was the last confirmation after a break
     */
    private boolean confirmed(String channel) {
        lock.lock();
        try {
            var waiter = waiting.remove(channel);
            if (waiter != null) {
                waiter.complete(null);
            }
            unconfirmed.remove(channel);
            boolean restored = broken && unconfirmed.isEmpty();
            broken = broken && !restored;
            return restored;
        } finally {
            lock.unlock();
        }
    }

    private void pingAlways() {
        lock.lock();
        try {
            while (!closed) {
                long silence = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastHeard);
                if (link != null && silence > SILENCE_MILLIS) {
                    link.cut();
                } else {
                    send(Command.PING);
                }
                closing.await(PING_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (link != null) {
                link.cut();
            }
            needed.signalAll();
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        pinger.interrupt();
        reader.interrupt();
    }
}
