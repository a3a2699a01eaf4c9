package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sockets of one room that see the same: one audience. A frame is encoded once, by the caller, and written by one
 * task on each event loop to all members there.
 *
 * <p>Any thread. Who is a member when {@link #send} is called gets the frame, who joins later does not; frames of one
 * sending thread arrive in its order. A member whose socket closed may stay until he is removed: nothing is written to
 * it.
 */
public final class Fanout {

    private volatile Map<SocketLoop, List<SocketHandler>> groups = Map.of();

    /** Adds a socket; adding it twice changes nothing. */
    public synchronized void add(ClientSocket socket) {
        SocketHandler member = handler(socket);
        List<SocketHandler> there = groups.getOrDefault(member.loop(), List.of());
        if (!there.contains(member)) {
            List<SocketHandler> more = new ArrayList<>(there);
            more.add(member);
            put(member.loop(), more);
        }
    }

    /** Takes a socket out; taking out what is not in changes nothing. */
    public synchronized void remove(ClientSocket socket) {
        SocketHandler member = handler(socket);
        List<SocketHandler> fewer = new ArrayList<>(groups.getOrDefault(member.loop(), List.of()));
        if (fewer.remove(member)) {
            put(member.loop(), fewer);
        }
    }

    /** Whether nobody is in: asked for each audience of each entry. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** How many sockets are in. */
    public int size() {
        return groups.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Sends to all.
     *
     * @param frame of {@link Frames}; is taken over, and released whatever happens
     */
    public void send(ByteBuf frame) {
        send(frame, Set.of());
    }

    /**
     * Sends to all but these, who were told otherwise.
     *
     * @param frame as for {@link #send(ByteBuf)}
     */
    public void send(ByteBuf frame, Set<ClientSocket> except) {
        var others = Set.copyOf(except);
        deliver(frame, others.isEmpty() ? SocketHandler::write : (member, one) -> unless(others, member, one));
    }

    private static void unless(Set<ClientSocket> except, SocketHandler member, ByteBuf frame) {
        if (except.contains(member)) {
            frame.release();
        } else {
            member.write(frame);
        }
    }

    /** Sends to all that keep up; the others never get it. */
    public void sendVolatile(ByteBuf frame) {
        deliver(frame, SocketHandler::writeVolatile);
    }

    private interface Writing {
        void write(SocketHandler member, ByteBuf frame);
    }

    private void deliver(ByteBuf frame, Writing writing) {
        long nanos = System.nanoTime();
        try {
            groups.forEach(
                    (loop, members) -> {
                        frame.retain();
                        if (!loop.executeWhileItLives(() -> writeAll(loop, members, frame, writing, nanos))) {
                            frame.release();
                        }
                    });
        } finally {
            frame.release();
        }
    }

    private static void writeAll(
            SocketLoop loop, List<SocketHandler> members, ByteBuf frame, Writing writing, long nanos) {
        loop.fromRoom(nanos);
        try {
            for (SocketHandler member : members) {
                writing.write(member, frame.retainedDuplicate());
            }
        } finally {
            frame.release();
        }
    }

    private void put(SocketLoop loop, List<SocketHandler> members) {
        Map<SocketLoop, List<SocketHandler>> next = new IdentityHashMap<>(groups);
        if (members.isEmpty()) {
            next.remove(loop);
        } else {
            next.put(loop, List.copyOf(members));
        }
        groups = next;
    }

    private static SocketHandler handler(ClientSocket socket) {
        return switch (socket) {
            case SocketHandler handler -> handler;
        };
    }
}
